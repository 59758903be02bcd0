"""Red flags: rules, what they rest on, how the office uses them, how they do."""
