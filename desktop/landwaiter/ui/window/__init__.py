"""What joins the subjects in one window: places, dialogs, routes, palette."""
