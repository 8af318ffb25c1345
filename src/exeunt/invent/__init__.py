"""Missions made up from three numbers: how many sites, how many days, and a seed."""
