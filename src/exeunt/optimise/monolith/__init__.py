"""A mission as one integer programme, for solvers of others: variables, constraints, objective."""
