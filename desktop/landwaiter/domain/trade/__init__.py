"""Declarations that are judged without a case: what is drawn of them, sealed and told."""
