"""Dossiers of every type of report, composed from one snapshot of a case."""
