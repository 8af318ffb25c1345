"""Roads, seasons, permissions, times of march, what fits which carrier and lands where.

One answer to one question.
"""
