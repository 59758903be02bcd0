"""The steps from one schema of the casebook to the next."""
