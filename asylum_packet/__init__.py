"""A packet for the immigration court from one case folder."""

__version__ = "0.1.0"
