"""Confidential lists in what leaves the office: what names them is blacked out, to be sure.

Texts name them in general words already (`Hit.told_list`). What people typed, and what the history
quotes, may name them all the same.
"""

from dataclasses import replace
from typing import Any, Final

from landwaiter.domain.lists.listing import Tie
from landwaiter.domain.retention.access_request import redacted
from landwaiter.i18n import _, message
from landwaiter.message import is_form
from landwaiter.reports.dossier.codec import from_plain, to_plain
from landwaiter.reports.dossier.dossier import Dossier, classed_as
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.entities import entity_rows
from landwaiter.storage.hits import hit_rows
from landwaiter.storage.lists import list_editions

_PARTS: Final = ("answer", "tables", "not_checked", "closing")
"""What is typed or told. The signed text of a decision stays: its hash is what was signed."""
SHORTEST: Final = 4
"""Characters of a word that is blacked out: shorter ones stand in too many others."""


def words_in_confidence(conn: Reader) -> tuple[str, ...]:
    """Ids and titles of confidential lists, names of their entries that resemble a party, and of
    whomever these are tied to.

    What a party itself is called as declared is no secret, nor is whom the casebook knows besides.
    """
    lists = [one.edition for one in list_editions.kept_lists(conn) if one.edition.confidential]
    if not lists:
        return ()
    named = {word for one in lists for word in (one.list_id, one.title)}
    # An edition that is called after its day is no secret, and the day stands in other places too.
    named |= {one.edition for one in lists if any(sign.isalpha() for sign in one.edition)}
    declared: set[str] = set()
    tied: set[str] = set()
    for listing, asked in hit_rows.confidential_listings(conn):
        named |= {listing.listing_id, listing.name, *listing.aliases, *listing.identifiers}
        tied |= {one for tie in listing.ties for one in (tie.name, tie.listing_id)}
        declared.add(asked.casefold())
    named |= tied - entity_rows.names_among(conn, tied)
    return tuple(
        sorted(word for word in named if len(word) >= SHORTEST and word.casefold() not in declared)
    )


def in_confidence(tie: Tie) -> Tie:
    """A tie of which the other end is not named."""
    return replace(tie, name=_("an entry in confidence"), listing_id="", note="")


def withheld(conn: Reader, dossier: Dossier) -> Dossier:
    """The dossier without words in confidence."""
    words = words_in_confidence(conn)
    if not words:
        return dossier
    plain = to_plain(dossier)
    for part in _PARTS:
        if part in plain:
            plain[part] = _without(plain[part], words)
    return classed_as(from_plain(Dossier, plain), dossier)


_FORM: Final = frozenset({"id", "key", "type", "form", "shape", "style"})
"""Fields that are no text."""


def _without(value: Any, words: tuple[str, ...]) -> Any:
    if isinstance(value, str):
        return redacted(value, words)
    if is_form(value):
        return _without_in(value, words)
    if isinstance(value, list):
        return [_without(one, words) for one in value]
    if isinstance(value, dict):
        return {k: v if k in _FORM else _without(v, words) for k, v in value.items()}
    return value


def _without_in(form: Any, words: tuple[str, ...]) -> Any:
    """A message without them in its arguments; as a text where its parts spell one together."""
    told = dict(form)
    if "a" in form:
        told["a"] = {name: _without(value, words) for name, value in form["a"].items()}
    for name in ("j", "c"):
        if name in form:
            told[name] = _without(form[name], words)
    said = message(told)
    return told if redacted(said, words) == said else redacted(said, words)
