"""Permissions to ask for: register and letters."""
