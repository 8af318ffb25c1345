"""People and vehicles alone: which vehicle fetches whom, from where to where, and in what order."""
