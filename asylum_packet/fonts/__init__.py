"""Faces, fallback, shaping, subsets: everything we print has a glyph and is embedded."""
