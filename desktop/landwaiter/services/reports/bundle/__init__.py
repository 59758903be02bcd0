"""The bundle for a court: what it says, which files lie in it, and how both are written."""
