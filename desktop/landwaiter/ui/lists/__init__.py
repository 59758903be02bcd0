"""Watch lists: files, editions, columns, thresholds, indexes."""
