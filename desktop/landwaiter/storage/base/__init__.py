"""What every subject of the storage stands on."""
