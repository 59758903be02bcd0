"""Watch lists as their publishers write them: each form read entry by entry, as listings."""
