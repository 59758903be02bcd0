"""Practice: cases to learn on, and how what was done compares with what was expected."""
