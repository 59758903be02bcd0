"""The program: all commands together, exit codes, refusals."""
