"""The commands that the table of deeds makes."""
