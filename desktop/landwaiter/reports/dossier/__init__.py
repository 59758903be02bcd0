"""The frozen content of a report, its words and its signature."""
