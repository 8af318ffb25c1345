"""Roads, seasons, permissions, times of march, what fits which carrier and lands where: one answer to one question."""
