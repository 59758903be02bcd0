"""What every command builds on: options, one call of the program, printing."""
