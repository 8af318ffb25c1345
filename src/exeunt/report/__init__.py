"""The report: one page that is complete in itself, made from facts."""
