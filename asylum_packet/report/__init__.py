"""Findings, cites, rules and the finished packet as text and as JSON: pure functions that return text."""
