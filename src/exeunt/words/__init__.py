"""The only room that knows a language."""
