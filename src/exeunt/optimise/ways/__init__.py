"""Ways through the legs and when they are open: what planner, bound and feasibility share."""
