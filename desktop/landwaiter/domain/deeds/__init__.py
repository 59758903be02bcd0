"""What a deed is: a class of typed arguments and one row, which all callers read."""
