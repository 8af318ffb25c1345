"""Results to words, tables and pictures; pure functions."""
