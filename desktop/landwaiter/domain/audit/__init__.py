"""The audit chain: entries, seals, anchors, time-stamps, verification, views that are recorded."""
