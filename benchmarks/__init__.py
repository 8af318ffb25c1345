"""Benchmarks: a registry of missions by phases of the work, each asserting its answer."""
