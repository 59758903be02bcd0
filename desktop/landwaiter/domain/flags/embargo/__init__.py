"""The embargo matrix: its cells, groups of goods, conditions, and contracts from before."""
