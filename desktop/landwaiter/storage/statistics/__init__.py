"""Rows that statistics count, and prints that are kept."""
