"""The asset disposal plan."""
