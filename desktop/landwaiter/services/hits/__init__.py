"""Names against watch lists: hits, their judgement, screening of names and of files."""
