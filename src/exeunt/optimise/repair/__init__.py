"""The last repair: what a finished plan leaves, though it could still be taken along."""
