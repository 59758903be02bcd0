"""The window around the subjects: desk, tabs, sign-in, menus, status bar."""
