"""Tests of exeunt, and what they share."""
