"""Steps, spans and periods of time; one tolerance."""
