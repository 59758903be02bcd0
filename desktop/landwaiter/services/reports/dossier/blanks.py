"""What is printed where something is to be filled in by hand."""

LONG_LINE = "_" * 92
BOX = "[\u00a0\u00a0\u00a0]"
