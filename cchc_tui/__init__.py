"""`cchc`: a terminal assistant for periodic administrative reports."""

__version__ = "0.1.0"
