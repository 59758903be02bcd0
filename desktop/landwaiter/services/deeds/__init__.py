"""Doing a deed: checked, refused or allowed by its row, carried out, audited. The one way in."""
