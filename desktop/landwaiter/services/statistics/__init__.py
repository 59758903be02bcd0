"""Statistics: rows read as of a cut-off, counted, withheld, reconciled with earlier prints."""
