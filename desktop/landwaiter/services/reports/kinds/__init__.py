"""Kinds of document: which there are, which may be made now, and why others may not."""
