"""Conditions that every way of raising a rule contains."""
