"""What tests share: missions, plans, files, second opinions, readers."""
