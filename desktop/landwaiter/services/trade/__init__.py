"""Declarations judged without a case, and what is drawn from them."""
