"""A dossier as PDF."""
