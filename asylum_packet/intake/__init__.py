"""Any source file becomes normal pages: upright, letter size, nothing covered."""
