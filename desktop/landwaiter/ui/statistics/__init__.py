"""Statistics: tables of a period, their cells, and the cases behind them."""
