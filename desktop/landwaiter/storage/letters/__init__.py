"""Letters in the casebook."""
