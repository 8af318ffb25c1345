"""The destruction list."""
