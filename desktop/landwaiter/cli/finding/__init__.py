"""Finding: texts of cases and of their evidence, by the words in them."""
