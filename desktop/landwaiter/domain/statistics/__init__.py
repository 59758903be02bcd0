"""Figures of the office: what is counted, how cells are withheld, how prints are reconciled."""
