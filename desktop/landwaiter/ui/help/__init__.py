"""Help: what a screen or form is for, its parts by number, its keys, and what people ask."""
