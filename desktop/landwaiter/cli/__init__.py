"""The command line: the same services as the window, spoken to in words."""
