"""Papers from a plan: tables, orders, letters, lists and maps as neutral documents; no file formats."""
