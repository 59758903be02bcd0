"""What somebody should see to while work goes on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that somebody should see to while work goes on."""

    title: str
    text: str
