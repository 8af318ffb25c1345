"""A second referee: the rules of ``docs/rules.md`` judged once more from the tables, rule by rule."""
