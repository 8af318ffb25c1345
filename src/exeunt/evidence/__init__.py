"""Why, and what it is worth: found by asking what would be if one thing were otherwise."""
