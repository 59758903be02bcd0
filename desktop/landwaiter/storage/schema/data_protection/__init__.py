"""Tables of what leaves the casebook, and of data protection, with their guards."""
