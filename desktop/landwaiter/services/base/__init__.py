"""What every deed builds on: own processes, confinement, staging, wording."""
