"""What joins the subjects: every handler of a deed, and the session that brings them."""
