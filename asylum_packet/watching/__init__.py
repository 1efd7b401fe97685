"""Watching a case folder: what wakes us, what is there, and whose turn it is."""
