"""A proven lower bound on the objective of every plan: the relaxation, its solver, the proof."""
