"""A mission made smaller: kit by key, people by group, lanes without those that others replace."""
