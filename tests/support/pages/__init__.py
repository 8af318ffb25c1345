"""Readers of reports and papers."""
