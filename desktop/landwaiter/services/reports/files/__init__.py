"""The files of reports: their names, and what is written into them."""
