"""What every subject of the rules builds on: people, identities, periods, places."""
