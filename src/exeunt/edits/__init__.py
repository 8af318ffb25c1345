"""Changes that people make to a plan, and what follows from them."""
