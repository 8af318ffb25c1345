"""The search for a plan, the proof of its bound, and the few lines that join the two."""
