"""Convoy orders."""
