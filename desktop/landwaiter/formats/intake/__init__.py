"""Declarations coming in: what was declared, amendments, duplicates, new cases."""
