"""Evidence: pieces with custody, grading, previews, wiping."""
