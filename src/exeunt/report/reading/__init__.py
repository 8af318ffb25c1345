"""What plan and mission say: facts over time, by site, by lot; no words, no pictures."""
