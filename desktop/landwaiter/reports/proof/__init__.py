"""What a received report is worth: keys, signatures, comparison."""
