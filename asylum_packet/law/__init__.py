"""Dated facts of law with their sources: rules, editions, limits."""
