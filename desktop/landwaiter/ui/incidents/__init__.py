"""Incidents: what happened, by which means, and who attributes it to whom."""
