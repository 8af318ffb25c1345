"""Papers from a plan: tables, orders, letters, lists and maps as documents, of no file format."""
