"""What is printed where something is to be filled in by hand."""

LINE = "_" * 48
BOX = "[   ]"


def lines(count: int) -> str:
    """So many lines to write on."""
    return "\n".join([LINE] * count)
