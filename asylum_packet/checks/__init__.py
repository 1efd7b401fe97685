"""The rules, by subject. Pure: no files, no clock, no PDF."""
