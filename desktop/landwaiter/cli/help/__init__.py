"""The help of the window, as text."""
