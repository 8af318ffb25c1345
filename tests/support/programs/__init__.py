"""Programs that open what exeunt writes."""
