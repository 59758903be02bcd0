"""What is printed where something is to be filled in by hand."""

LINE = "_" * 48
LONG_LINE = "_" * 92
BOX = "[\u00a0\u00a0\u00a0]"


def lines(count: int) -> str:
    """So many lines to write on."""
    return "\n".join([LINE] * count)
