"""Whole builds, measured."""
