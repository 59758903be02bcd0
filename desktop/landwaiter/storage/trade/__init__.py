"""The trade store: what was sifted, in rows."""
