"""Today: what waits for a person."""
