"""The movement list."""
