"""Interviews on the deciding values of a control entry, and their answers."""
