"""Frames, axes, maps, timelines, charts."""
