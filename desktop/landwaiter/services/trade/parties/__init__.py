"""Distinct parties of the trade store against listings that changed."""
