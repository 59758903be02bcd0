"""Forms, buttons and entries that the table of deeds makes."""
