"""Plan the withdrawal of a field mission."""

__version__ = "0.1.0"
