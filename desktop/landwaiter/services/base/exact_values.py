"""Values as they are stored: exactly as they were written."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def exact(value: Any) -> Any:
    """Binary fractions as the decimals they were written as: stored values are exact."""
    match value:
        case float():
            return Decimal(repr(value))
        case Mapping():
            return {str(key): exact(item) for key, item in value.items()}
        case list() | tuple():
            return [exact(item) for item in value]
    return value
