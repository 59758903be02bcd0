"""What joins the subjects: every deed there is, and its title in the audit trail."""
