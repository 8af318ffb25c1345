"""Better loads and fewer serials on the ways and times of a plan that is lawful already."""
