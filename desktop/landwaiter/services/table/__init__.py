"""What joins the subjects: acts on a case and motions, each with its handler."""
