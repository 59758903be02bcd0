"""Deeds and the second person: motions, four eyes, stale saves."""
