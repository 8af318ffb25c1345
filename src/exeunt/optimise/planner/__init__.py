"""Build plans forward in time by tactics, and search over the tactics."""
