"""A dossier as an Excel workbook, and other tables."""
