"""The movement table."""
