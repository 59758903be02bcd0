"""Carries out the deeds on requests of persons for their data, up to what is given out."""

from typing import Any

from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.retention import access_deeds as deeds
from landwaiter.domain.retention.access_deeds import (
    BlackOutWords,
    FindPerson,
    JudgeEntries,
    ShowWords,
    WithholdEntries,
)
from landwaiter.domain.retention.access_request import BY_CODE, GROUNDS, Ground, Sameness
from landwaiter.domain.retention.retention_periods import Regime
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.screening import Query
from landwaiter.services.deeds import handler
from landwaiter.services.deeds.handler import Doing, Handler, Job, Tell
from landwaiter.services.retention.access_requests import NewAccessRequest, answered
from landwaiter.services.retention.person_search import Search, search_person
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.retention import access_requests as stored


def find_person(session: Session, said: FindPerson, tell: Tell) -> NewAccessRequest:
    """A new request: its number, what was found, what could not be searched.

    Other spellings and scripts count. Nothing is kept when it is stopped.
    """
    identifiers = (said.identifier,) if said.identifier else ()
    query = Query(said.name, said.kind or None, identifiers=identifiers, born=said.born)
    search = search_person(session, query, tell)
    with session.writing(deeds.FIND_PERSON.name) as work:
        number, request_id = stored.next_number(work.conn), work.new_id()
        records.add(
            work.conn,
            "access_request",
            id=request_id,
            no=number,
            name=said.name,
            identifier=said.identifier,
            born=said.born,
            received=said.received or session.today(),
            author=work.actor,
            at=work.now,
        )
        records.add_many(work.conn, "access_entry", _entry_rows(work, request_id, search))
        work.audit(
            deeds.FIND_PERSON.entry,
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


_Marked = JudgeEntries | WithholdEntries | BlackOutWords | ShowWords


def judge_entries(doing: Doing, said: JudgeEntries, _none: None) -> handler.Entries:
    value = Sameness.SAME if said.same else Sameness.DIFFERENT
    return _mark(doing, deeds.JUDGE_ENTRIES, said, ("person", value.value), said.reason)


def withhold_entries(doing: Doing, said: WithholdEntries, _none: None) -> handler.Entries:
    """By a national provision; an empty ground gives them out again."""
    if said.ground:
        _check_ground(doing, said, _ground(said.ground))
    return _mark(doing, deeds.WITHHOLD_ENTRIES, said, ("refuse", said.ground), said.provision)


def black_out_words(doing: Doing, said: BlackOutWords, _none: None) -> handler.Entries:
    return _mark(doing, deeds.BLACK_OUT_WORDS, said, ("redact", said.words.strip()))


def show_words(doing: Doing, said: ShowWords, _none: None) -> handler.Entries:
    return _mark(doing, deeds.SHOW_WORDS, said, ("show", said.words.strip()))


def _check_ground(doing: Doing, said: WithholdEntries, ground: Ground) -> None:
    if not said.provision.strip():
        raise Invalid(
            _("A refusal needs the national provision that allows it."),
            field="provision",
            remedy=_("Name the act and article."),
        )
    found = {one.no: one for one in answered(doing.conn, said.number).entries}
    for number in said.entries:
        entry = found.get(number)
        if entry is None:
            raise _no_entry(number)
        if entry.regime is not None and entry.regime not in ground.regimes:
            raise Invalid(
                _("This ground is not one of the law that protects this entry ({regime}).").format(
                    regime=entry.regime.value
                ),
                field="ground",
                value=said.ground,
                remedy=_("Use one of {codes}.").format(codes=", ".join(_codes(entry.regime))),
            )


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
    doing: Doing, deed: Deed[Any, Any], said: _Marked, mark: tuple[str, str], reason: str = ""
) -> handler.Entries:
    """Keep what a person said of entries: its kind and value, with the reason."""
    work, (kind, value) = doing.work, mark
    request = stored.request(work.conn, said.number)
    rows = {row["no"]: row for row in stored.entries(work.conn, request["id"])}
    for number in said.entries:
        if number not in rows:
            raise _no_entry(number)
        records.add(
            work.conn,
            "access_mark",
            id=work.new_id(),
            entry_id=rows[number]["id"],
            kind=kind,
            value=value,
            reason=reason,
            author=work.actor,
            at=work.now,
        )
        content = {"request": said.number, "entry": number, kind: value, "reason": reason}
        work.audit(deed.entry, f"access/{request['id']}", content)
    return handler.Entries((request["id"],))


def _no_entry(entry: int) -> NotFound:
    return NotFound(
        _("The request has no entry with this number."),
        field="entry",
        value=str(entry),
        remedy=_("Show the request to see its entries."),
    )


_FIND_PERSON: Job[FindPerson] = Job(deeds.FIND_PERSON, find_person)
_JUDGE_ENTRIES: Handler[JudgeEntries, None] = Handler(deeds.JUDGE_ENTRIES, judge_entries)
_WITHHOLD_ENTRIES: Handler[WithholdEntries, None] = Handler(
    deeds.WITHHOLD_ENTRIES, withhold_entries
)
_BLACK_OUT_WORDS: Handler[BlackOutWords, None] = Handler(deeds.BLACK_OUT_WORDS, black_out_words)
_SHOW_WORDS: Handler[ShowWords, None] = Handler(deeds.SHOW_WORDS, show_words)
HANDLERS = (
    _FIND_PERSON,
    _JUDGE_ENTRIES,
    _WITHHOLD_ENTRIES,
    _BLACK_OUT_WORDS,
    _SHOW_WORDS,
)
