"""The case folder as frozen values: what a person wrote, read with line and column."""
