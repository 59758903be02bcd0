"""Shipped packs as the rules see them, read without the application's own reader."""

import csv
import tomllib
from datetime import date
from functools import cache
from typing import cast

from landwaiter.domain.law.pack import Pack, Trust
from landwaiter.resources import root


@cache
def shipped(pack_id: str) -> Pack:
    """The pack in `resources/packs/<pack_id>`."""
    folder = root() / "packs" / pack_id
    head = tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))
    lines = (folder / head["data"]).read_text(encoding="utf-8").splitlines(keepends=True)
    return Pack(
        id=head["id"],
        kind=head["kind"],
        edition=head["edition"],
        title=head["title"],
        source=head["source"],
        licence=head["licence"],
        trust=Trust(head["trust"]),
        sha256="",
        rows=tuple(csv.DictReader(lines, strict=True)),
        valid_from=cast("date | None", head.get("valid_from")),
        valid_to=cast("date | None", head.get("valid_to")),
    )


def inline(pack_id: str, kind: str, *rows: dict[str, str]) -> Pack:
    """A small pack made for one test."""
    return Pack(
        id=pack_id,
        kind=kind,
        edition="test",
        title=pack_id,
        source="test",
        licence="test",
        trust=Trust.OWN_KNOWLEDGE,
        sha256="",
        rows=rows,
    )
