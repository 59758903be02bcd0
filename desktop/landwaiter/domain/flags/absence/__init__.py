"""Facts that leave rules without a subject."""
