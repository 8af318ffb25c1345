"""The report as one page that is complete in itself."""
