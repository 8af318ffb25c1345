"""Missions made for tests, with plans for some of them."""
