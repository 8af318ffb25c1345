"""Pictures as inline SVG: curves, lines of time, maps."""
