"""Entities behind parties: what is stated of them, links, owners, merges, exchange."""
