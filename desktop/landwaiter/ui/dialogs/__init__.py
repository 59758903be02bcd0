"""The dialogs of the window's menus: each shows frozen rows and says what is wanted."""
