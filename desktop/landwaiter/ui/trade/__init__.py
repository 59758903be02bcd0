"""The sift in the window."""
