"""Plans made by hand: lawful ones, and ones that break a rule."""
