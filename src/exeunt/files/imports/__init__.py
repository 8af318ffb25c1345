"""What others publish, read as incidents, sites and legs of a mission."""
