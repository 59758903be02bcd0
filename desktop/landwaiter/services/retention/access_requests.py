"""Requests of persons for their data: found, judged, redacted, refused in part, disclosed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from landwaiter.domain.retention.access_deeds import FIND_PERSON
from landwaiter.domain.retention.access_request import BY_CODE, Ground, Sameness, redacted
from landwaiter.domain.retention.retention_periods import Regime
from landwaiter.i18n import Words
from landwaiter.services.retention.person_search import Search, UnsearchedFile
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.retention import access_requests as stored
from landwaiter.storage.retention import personal_data
from landwaiter.storage.retention.removal_rows import case_facts

ROLES = tuple(FIND_PERSON.roles)
"""Who answers requests for access."""


_OF_MANY = frozenset({"raw_file", "register_entry", "pack_edition"})
"""Kinds of entry that are about many persons at once."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request for access."""

    no: int
    name: str
    identifier: str | None
    born: str | None
    received: date
    author: str
    at: str
    found: int = 0


@dataclass(frozen=True, slots=True)
class AccessEntry:
    """One place with what may be the person's data, and what persons said of it."""

    no: int
    kind: str
    object: str
    reference: str
    regime: Regime | None
    """Of the case; None outside a case."""
    place: str
    text: str
    matched: str
    score: int
    how: str
    same: Sameness
    ground: Ground | None
    """Why it is withheld; None: it is not."""
    provision: str
    """The national provision that the ground rests on."""
    redacted: tuple[str, ...]
    """Words about others that are blacked out, said by a person."""
    others: tuple[str, ...]
    """Other persons and firms of the case, blacked out unless they are shown."""
    case_id: str | None = None
    confided: tuple[str, ...] = ()
    """Words that name who spoke in confidence on the case: blacked out, whatever persons say."""
    source: Words = ""
    """Where it came from, as far as that is recorded and may be told; else empty."""

    @property
    def shown_text(self) -> str:
        """What the person is given of it.

        A raw file or a register names others too, and a passage cuts their names in two: only the
        words that met are given of it.
        """
        text = self.matched if self.kind in _OF_MANY else self.text
        return redacted(text, self.blacked_out)

    @property
    def blacked_out(self) -> tuple[str, ...]:
        """Words that nobody is given of it."""
        return (*self.redacted, *self.others, *self.confided)


@dataclass(frozen=True, slots=True)
class AccessAnswer:
    """A request with its entries: no more than persons judge one by one and give out in a file."""

    request: Request
    entries: tuple[AccessEntry, ...]
    answered_on: date | None = None
    """When an answer was last given out; None: the request is open."""


@dataclass(frozen=True, slots=True)
class NewAccessRequest:
    """A new request: its number, what was found, what could not be searched."""

    no: int
    search: Search

    @property
    def unsearched(self) -> tuple[UnsearchedFile, ...]:
        return self.search.unsearched


def requests(session: Session) -> tuple[Request, ...]:
    """Every request, the newest first: as many as persons asked, each a line of a choice."""
    with session.reading() as conn:
        session.require(conn, *ROLES)
        return tuple(_request(row) for row in stored.requests(conn))


def answered(conn: Reader, number: int) -> AccessAnswer:
    """A request with all entries as they are judged now; sources in confidence stand in them."""
    request = stored.request(conn, number)
    rows = stored.entries(conn, request["id"])
    said: dict[str, list[dict[str, Any]]] = {}
    for mark in stored.marks(conn, request["id"]):
        said.setdefault(mark["entry_id"], []).append(mark)
    case_ids = sorted({row["case_id"] for row in rows if row["case_id"]})
    regimes = {facts["id"]: Regime(facts["regime"]) for facts in case_facts(conn, case_ids)}
    parties = {case_id: personal_data.parties_of_case(conn, case_id) for case_id in case_ids}
    entries = tuple(_entry(row, said.get(row["id"], []), regimes, parties) for row in rows)
    gone = stored.disclosures(conn, request_id=request["id"], limit=1)
    answered_on = date.fromisoformat(gone[0]["at"][:10]) if gone else None
    return AccessAnswer(replace(_request(request), found=len(entries)), entries, answered_on)


def _request(row: Mapping[str, Any]) -> Request:
    return Request(
        no=row["no"],
        name=row["name"],
        identifier=row["identifier"],
        born=row["born"],
        received=date.fromisoformat(row["received"]),
        author=row["author"],
        at=row["at"],
        found=row.get("found", 0),
    )


def _entry(
    row: Mapping[str, Any],
    said: Sequence[Mapping[str, Any]],
    regimes: Mapping[str, Regime],
    parties: Mapping[str, tuple[tuple[str, ...], ...]],
) -> AccessEntry:
    newest = {mark["kind"]: mark for mark in said}
    refused = newest.get("refuse")
    shown = {mark["value"] for mark in said if mark["kind"] == "show"}
    matched = row["matched"].casefold()
    return AccessEntry(
        no=row["no"],
        kind=row["kind"],
        object=row["object"],
        reference=row["reference"],
        regime=regimes.get(row["case_id"]) if row["case_id"] else None,
        place=row["place"],
        text=row["text"],
        matched=row["matched"],
        score=row["score"],
        how=row["how"],
        case_id=row["case_id"],
        same=Sameness(newest["person"]["value"]) if "person" in newest else Sameness.OPEN,
        ground=BY_CODE.get(refused["value"]) if refused else None,
        provision=refused["reason"] if refused else "",
        redacted=tuple(
            mark["value"]
            for mark in said
            if mark["kind"] == "redact" and mark["value"] not in shown
        ),
        others=tuple(
            dict.fromkeys(
                word
                for party in parties.get(row["case_id"] or "", ())
                if not any(word.casefold() in matched for word in party)
                for word in party
                if word not in shown
            )
        ),
    )


def of_person(found: AccessAnswer) -> list[AccessEntry]:
    """The entries that are about the person who asks."""
    return [one for one in found.entries if one.same is Sameness.SAME]
