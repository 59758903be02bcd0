"""The tables of a casebook, all of them."""
