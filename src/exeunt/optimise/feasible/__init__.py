"""The arithmetic a chief of movements does first, and what no plan can keep."""
