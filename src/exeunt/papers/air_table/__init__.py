"""The air table."""
