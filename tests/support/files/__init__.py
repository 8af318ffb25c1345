"""Files of missions and plans, good ones and broken ones."""
