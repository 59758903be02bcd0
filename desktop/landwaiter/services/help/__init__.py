"""What the help says: pages of screens, dialogs and deeds, for window, terminal and manual."""
