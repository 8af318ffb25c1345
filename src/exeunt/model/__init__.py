"""Frozen nouns of the mission and the plan; no numerics."""
