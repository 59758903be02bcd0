"""Editions of watch lists held against the entries of their imports: what each listing says too."""

from collections.abc import Iterator
from typing import Any, Final

from landwaiter.i18n import _
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.casebook.check_content import Damage
from landwaiter.storage.lists import list_editions
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.storage.trade import seals

_ABOUT: Final = "list/"
_DEEDS: Final = ("list.imported", "list.returned")


def lists_as_told(casebook: Casebook, conn: Reader) -> Iterator[Damage]:
    """Each place of an edition where another thing stands than was imported."""
    told: dict[tuple[str, str], dict[str, str]] = {}
    for one in seals.said_in(conn, _DEEDS):
        list_id = one.about.removeprefix(_ABOUT).partition("/")[0]
        told[list_id, str(one.said["sha256"])] = _facts(one.said)
    kept = {(one.edition.list_id, one.edition.sha256): one.edition for one in
            list_editions.kept_lists(conn)}  # fmt: skip
    for key in sorted(kept.keys() | told.keys()):
        stands: dict[str, str] = {}
        if key in kept:
            edition = kept[key]
            published = edition.published.isoformat() if edition.published else ""
            made = list_editions.listings_sha256(conn, *key)
            stands = _facts(
                {
                    "edition": edition.edition,
                    "kind": edition.kind,
                    "listings": edition.listings,
                    "published": published,
                    "listings_sha256": made,
                }
            )
        sealed = told.get(key, {})
        for name in dict.fromkeys((*stands, *sealed)):
            if stands.get(name, "") != sealed.get(name, ""):
                yield Damage(
                    _("{table}, {object}, {field}: “{stands}”; sealed was “{sealed}”.").format(
                        table="list_edition",
                        object=key[0],
                        field=name,
                        stands=stands.get(name, ""),
                        sealed=sealed.get(name, ""),
                    )
                )


def _facts(said: Any) -> dict[str, str]:
    names = ("edition", "kind", "listings", "published", "listings_sha256")
    return {name: str(said.get(name, "")) for name in names}
