"""Requests of persons for their data: found, judged, redacted, refused in part, disclosed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from landwaiter.canonical import sha256_hex
from landwaiter.domain.office.mandates import MANDATES
from landwaiter.domain.retention.access_request import BY_CODE, GROUNDS, Ground, Sameness, redacted
from landwaiter.domain.retention.retention_periods import Regime
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.screening import Query
from landwaiter.services.retention.access_output import AccessLine, Output, write_output
from landwaiter.services.retention.disclosures import Disclosure, disclose, require_text
from landwaiter.services.retention.person_search import Search, Tell, UnsearchedFile, search_person
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import Changes, UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.retention import access_requests as stored
from landwaiter.storage.retention import personal_data
from landwaiter.storage.retention.removal_rows import case_facts

ROLES = tuple(MANDATES["find_person"])
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

    @property
    def shown_text(self) -> str:
        """What the person is given of it.

        A raw file or a register names others too, and a passage cuts their names in two: only the
        words that met are given of it.
        """
        text = self.matched if self.kind in _OF_MANY else self.text
        return redacted(text, (*self.redacted, *self.others))


@dataclass(frozen=True, slots=True)
class AccessAnswer:
    """A request with its entries."""

    request: Request
    entries: tuple[AccessEntry, ...]


@dataclass(frozen=True, slots=True)
class NewAccessRequest:
    """A new request: its number, what was found, what could not be searched."""

    no: int
    search: Search

    @property
    def unsearched(self) -> tuple[UnsearchedFile, ...]:
        return self.search.unsearched


def find_person(
    session: Session,
    name: str,
    *,
    identifier: str | None = None,
    born: str | None = None,
    kind: str | None = "person",
    received: date | None = None,
    tell: Tell | None = None,
) -> NewAccessRequest:
    """Search everything for a person and keep what was found as a request with a number.

    Other spellings and scripts count. Nothing is kept when it is stopped.
    """
    if not name.strip():
        raise Invalid(_("A name is needed."), field="name", remedy=_("Give the name in full."))
    with session.reading() as conn:
        session.require(conn, *ROLES)
    query = Query(name, kind, identifiers=(identifier,) if identifier else (), born=born)
    search = search_person(session, query, tell)
    with session.writing("find_person") as work:
        number, request_id = stored.next_number(work.conn), work.new_id()
        records.add(
            work.conn,
            "access_request",
            id=request_id,
            no=number,
            name=name,
            identifier=identifier,
            born=born,
            received=received or session.today(),
            author=work.actor,
            at=work.now,
        )
        records.add_many(work.conn, "access_entry", _entry_rows(work, request_id, search))
        work.audit(
            "access.searched",
            f"access/{request_id}",
            {
                "request": number,
                "found": len(search.found),
                "rows": search.rows,
                "files": search.files,
                "unsearched": [one.object for one in search.unsearched],
            },
        )
        work.changed("access", request_id)
    return NewAccessRequest(number, search)


def _entry_rows(work: UnitOfWork, request_id: str, search: Search) -> list[dict[str, Any]]:
    names = ("kind", "object", "case_id", "place", "text", "matched", "score", "how")
    return [
        {
            "id": work.new_id(),
            "request_id": request_id,
            "no": number,
            **{name: getattr(found, name) for name in names},
            "at": work.now,
        }
        for number, found in enumerate(search.found, start=1)
    ]


def requests(session: Session) -> tuple[Request, ...]:
    """Every request, the newest first."""
    with session.reading() as conn:
        session.require(conn, *ROLES)
        return tuple(_request(row) for row in stored.requests(conn))


def answer(session: Session, number: int) -> AccessAnswer:
    """A request with all entries as they are judged now."""
    with session.reading() as conn:
        session.require(conn, *ROLES)
        return _answer(conn, number)


def _answer(conn: Reader, number: int) -> AccessAnswer:
    request = stored.request(conn, number)
    rows = stored.entries(conn, request["id"])
    said: dict[str, list[dict[str, Any]]] = {}
    for mark in stored.marks(conn, request["id"]):
        said.setdefault(mark["entry_id"], []).append(mark)
    case_ids = sorted({row["case_id"] for row in rows if row["case_id"]})
    regimes = {facts["id"]: Regime(facts["regime"]) for facts in case_facts(conn, case_ids)}
    parties = {case_id: personal_data.parties_of_case(conn, case_id) for case_id in case_ids}
    entries = tuple(_entry(row, said.get(row["id"], []), regimes, parties) for row in rows)
    return AccessAnswer(replace(_request(request), found=len(entries)), entries)


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


def mark(session: Session, number: int, entry: int, same: Sameness, *, reason: str = "") -> Changes:
    """Say whether an entry is about the person who asks."""
    return _mark(session, number, entry, ("person", same.value), reason)


def refuse(session: Session, number: int, entry: int, code: str, *, provision: str) -> Changes:
    """Withhold an entry on a ground, by a national provision; an empty code gives it out again."""
    if code:
        ground = _ground(code)
        if not provision.strip():
            raise Invalid(
                _("A refusal needs the national provision that allows it."),
                field="provision",
                remedy=_("Name the act and article."),
            )
        with session.reading() as conn:
            found = _one(_answer(conn, number), entry)
        if found.regime is not None and found.regime not in ground.regimes:
            raise Invalid(
                _("This ground is not one of the law that protects this entry ({regime}).").format(
                    regime=found.regime.value
                ),
                field="ground",
                value=code,
                remedy=_("Use one of {codes}.").format(codes=", ".join(_codes(found.regime))),
            )
    return _mark(session, number, entry, ("refuse", code), provision)


def redact(session: Session, number: int, entry: int, words: str) -> Changes:
    """Black out words that are about others."""
    return _words(session, number, entry, "redact", words)


def show(session: Session, number: int, entry: int, words: str) -> Changes:
    """Give out words that were blacked out: they are the person's own, or public."""
    return _words(session, number, entry, "show", words)


def _words(session: Session, number: int, entry: int, kind: str, words: str) -> Changes:
    if not words.strip():
        raise Invalid(
            _("Words are needed."),
            field="words",
            remedy=_("Give them as they stand in the entry."),
        )
    return _mark(session, number, entry, (kind, words.strip()))


def _ground(code: str) -> Ground:
    if code not in BY_CODE:
        raise Invalid(
            _("There is no such ground."),
            field="ground",
            value=code,
            remedy=_("Use one of {codes}.").format(codes=", ".join(BY_CODE)),
        )
    return BY_CODE[code]


def _codes(regime: Regime) -> list[str]:
    return [ground.code for ground in GROUNDS if regime in ground.regimes]


def _mark(
    session: Session, number: int, entry: int, said: tuple[str, str], reason: str = ""
) -> Changes:
    """Keep what a person said of an entry: its kind and value, with the reason."""
    kind, value = said
    with session.writing("mark_access_entry") as work:
        request = stored.request(work.conn, number)
        rows = stored.entries(work.conn, request["id"])
        row = next((row for row in rows if row["no"] == entry), None)
        if row is None:
            raise _no_entry(entry)
        records.add(
            work.conn,
            "access_mark",
            id=work.new_id(),
            entry_id=row["id"],
            kind=kind,
            value=value,
            reason=reason,
            author=work.actor,
            at=work.now,
        )
        content = {"request": number, "entry": entry, kind: value, "reason": reason}
        work.audit(f"access.{_SAID[kind]}", f"access/{request['id']}", content)
        work.changed("access", request["id"])
    return work.changes


_SAID: Mapping[str, str] = {
    "person": "judged",
    "refuse": "refused",
    "redact": "redacted",
    "show": "shown",
}


def _one(answer: AccessAnswer, entry: int) -> AccessEntry:
    found = next((one for one in answer.entries if one.no == entry), None)
    if found is None:
        raise _no_entry(entry)
    return found


def _no_entry(entry: int) -> NotFound:
    return NotFound(
        _("The request has no entry with this number."),
        field="entry",
        value=str(entry),
        remedy=_("Show the request to see its entries."),
    )


def give_out(
    session: Session, number: int, file: Path, *, recipient: str, basis: str
) -> Disclosure:
    """Write what the person is given, and log it: to whom, on which basis, with the file's hash.

    Refused while an entry is not judged. The form follows the name: .txt, .pdf or .xlsx.
    """
    require_text(recipient, "recipient")
    require_text(basis, "basis")
    with session.reading() as conn:
        session.require(conn, *ROLES)
        found = _answer(conn, number)
    open_entries = [str(one.no) for one in found.entries if one.same is Sameness.OPEN]
    if open_entries:
        raise Invalid(
            _("Entries are not judged yet: {entries}.").format(entries=", ".join(open_entries)),
            field="entry",
            remedy=_("Say of each whether it is about the same person."),
        )
    data = write_output(file, _output(session, found))
    return disclose(
        session,
        recipient=recipient,
        basis=basis,
        what=_("Access request {no}; entries given: {given}, withheld: {withheld}").format(
            no=number,
            given=sum(_is_given(one) for one in found.entries),
            withheld=sum(one.ground is not None for one in _mine(found)),
        ),
        file=file.name,
        sha256=sha256_hex(data),
        request=number,
    )


def _mine(found: AccessAnswer) -> list[AccessEntry]:
    return [one for one in found.entries if one.same is Sameness.SAME]


def _is_given(entry: AccessEntry) -> bool:
    return entry.same is Sameness.SAME and entry.ground is None


def _output(session: Session, found: AccessAnswer) -> Output:
    """What is given out: the office's own numbers and places of entries are left out of it."""
    request = found.request
    return Output(
        title=_("Data of {name} held by {office}").format(
            name=request.name, office=session.casebook.office_code
        ),
        about=_("Request {no} of {received}, answered on {day}.").format(
            no=request.no, received=request.received.isoformat(), day=session.today().isoformat()
        ),
        lines=tuple(
            AccessLine(one.reference, one.kind.replace("_", " "), one.shown_text)
            for one in _mine(found)
            if one.ground is None
        ),
        withheld=tuple(
            AccessLine(
                "",
                _(one.ground.title),
                _("{basis}; {provision}").format(basis=one.ground.basis, provision=one.provision),
            )
            for one in _mine(found)
            if one.ground is not None
        ),
    )
