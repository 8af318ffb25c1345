"""Parts of one paper."""
