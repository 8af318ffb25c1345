"""Numbers, quantities, times and places as people write them."""
