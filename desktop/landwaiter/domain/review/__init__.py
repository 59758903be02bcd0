"""Review by a second person: what is approved, what changed, whether an approval counts."""
