"""Papers from a plan: tables, orders, letters, lists and maps as neutral documents.

They know no file format.
"""
