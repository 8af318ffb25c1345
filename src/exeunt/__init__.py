"""Plan the withdrawal of a field mission."""

from exeunt.version import __version__

__all__ = ["__version__"]
