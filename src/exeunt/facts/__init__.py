"""What a mission and a plan say."""
