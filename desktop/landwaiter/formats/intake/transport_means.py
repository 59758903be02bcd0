"""What the identification type of a means of transport tells about its identifier."""

SHIP_NAME = "11"


def ship_name(id_type: str | None, identifier: str | None) -> str | None:
    """The identifier itself where its type says that it is the name of a ship."""
    return identifier if id_type == SHIP_NAME else None
