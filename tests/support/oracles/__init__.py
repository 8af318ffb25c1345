"""Second opinions: nothing here asks exeunt for its answer."""
