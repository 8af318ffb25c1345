"""Bytes to model and back: mission folders, workbooks, plans."""
