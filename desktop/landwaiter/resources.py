"""Where the shipped files are: in the wheel, in the frozen program, or in a checkout."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def root() -> Traversable:
    """The folder of shipped resources (icons, packs, translations, samples, report assets)."""
    shipped = files("landwaiter") / "_resources"
    if shipped.is_dir():
        return shipped
    return Path(__file__).resolve().parents[2] / "resources"


def verifier(name: str) -> Traversable:
    """A stand-alone verifier, which goes out with a bundle: one readable file of Python."""
    shipped = files("landwaiter") / "_resources" / "verifiers" / name
    if shipped.is_file():
        return shipped
    return Path(__file__).resolve().parents[2] / "docs" / name
