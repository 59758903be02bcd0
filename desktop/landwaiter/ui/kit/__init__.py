"""Widgets and what they are drawn with; they know no subject."""
