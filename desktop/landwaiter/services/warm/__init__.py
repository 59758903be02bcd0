"""The session, and what it keeps warm: reference data and the rows that reads return."""
