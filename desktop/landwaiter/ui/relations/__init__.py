"""Relations of states and shares: background that accuses nobody."""
