"""Monitoring programmes that watch trade, and their runs."""
