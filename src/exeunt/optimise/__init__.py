"""Planning: network, dispatch, search, bound, clashes, the feasibility arithmetic."""
