"""What a mission comes to by arithmetic alone: what is shown impossible, and why."""
