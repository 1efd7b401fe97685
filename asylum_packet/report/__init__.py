"""Findings and packet as text and JSON."""
