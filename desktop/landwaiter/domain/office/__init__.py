"""Settings of the office."""
