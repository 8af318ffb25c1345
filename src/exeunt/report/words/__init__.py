"""Words, numbers and dates of a language."""
