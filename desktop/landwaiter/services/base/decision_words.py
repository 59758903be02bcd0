"""The canonical text of a decision as people read it: part by part, entry by entry.

What is signed are the bytes of the text. Here each entry of its substance gets a title, the place
in the case it is about, and a sentence; nothing of an entry but identities and hashes is left out.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from landwaiter.domain.base.certainty import Certainty, source_said
from landwaiter.domain.base.days import told_day
from landwaiter.domain.base.terms import capital, low, shown_source
from landwaiter.domain.cases.before_proposal import KIND_TITLES, OpenKind, named
from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.decision import LEFT_OPEN, REFUSED, authorities_of
from landwaiter.domain.cases.deeds_on_findings import LEARNED
from landwaiter.domain.evidence.custody import label
from landwaiter.i18n import Words, _, capitalised, in_words, joined
from landwaiter.services.base.wording import shown_country, shown_missing, shown_score, shown_value

Entry = list[Any]


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """One entry of a part, read."""

    key: str
    """What it is called in its part, in every version: a rule, an identity, item and code."""
    title: str
    said: str
    place: str = ""
    """Where in the case it stands, as remarks name places; empty where it has none."""


@dataclass(frozen=True, slots=True)
class PartOfText:
    name: str
    title: str
    statements: tuple[DecisionEntry, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the entries of one part are read."""

    title: Callable[[], str]
    key: Callable[[Entry], str]
    name: Callable[[Entry], str]
    said: Callable[[Entry], Iterator[str]]
    place: Callable[[Entry], str] = lambda entry: ""


def parts_of(text: str) -> tuple[PartOfText, ...]:
    """The parts of a canonical text in the order in which they are read; the proposal first."""
    said = in_words(json.loads(text))
    substance = said["substance"]
    known = [name for name in _READINGS if name in substance]
    others = [name for name in sorted(substance) if name not in _READINGS]
    return (
        _proposal(said),
        *([_left_open(said[LEFT_OPEN])] if said.get(LEFT_OPEN) else ()),
        *(_part(name, substance[name]) for name in (*known, *others)),
    )


def _left_open(rows: list[Entry]) -> PartOfText:
    """What was open when it was proposed, each kind with what it was and why it was left so."""
    entries = (
        DecisionEntry(kind, _(KIND_TITLES[OpenKind(kind)]), left_open_said(what, reason))
        for kind, what, reason in rows
    )
    return PartOfText(LEFT_OPEN, _("Left open"), tuple(entries))


def left_open_said(what: Sequence[Words], reason: str) -> Words:
    """“Information asked of the exporter. Reason: the goods leave tomorrow”."""
    return _("{what}. Reason: {reason}").format(what=named(what), reason=reason)


def _proposal(said: Mapping[str, Any]) -> PartOfText:
    shown = [
        DecisionEntry(name, title(), _field_said(name, said[name]), name)
        for name, title in _FIELDS.items()
        if said.get(name)
    ]
    items = (entry for row in said.get("items", ()) for entry in _of_item(*row))
    extra = sorted(set(said) - {*_FIELDS, *_FRAME})
    more = (DecisionEntry(name, _bare(name), shown_value(said[name])) for name in extra)
    return PartOfText("proposal", _("Proposal"), (*shown, *items, *more))


def _of_item(no: int, outcome: str, basis: str) -> Iterator[DecisionEntry]:
    """Its outcome, and what that rests on where it is named."""
    title = _("Item {no}").format(no=no)
    yield DecisionEntry(f"items/{no}", title, worded(outcome), f"items/{no}/outcome")
    if basis:
        title = _("Item {no}, basis").format(no=no)
        yield DecisionEntry(f"items/{no}/basis", title, basis, f"items/{no}/basis")


_FRAME = ("v", "form", "case", "reference", "version", "author", "items", "substance", LEFT_OPEN)
_FIELDS: Mapping[str, Callable[[], str]] = {
    "outcome": lambda: _("Outcome"),
    "basis": lambda: _("Basis"),
    "reason": lambda: _("Statement of reasons"),
    "appeal": lambda: _("Appeal notice"),
}


def _part(name: str, entries: Any) -> PartOfText:
    reading = _READINGS.get(name)
    if reading is None or not isinstance(entries, list):
        title, statements = _bare(name), tuple(_plain(entries))
        return PartOfText(name, reading.title() if reading else title, statements)
    rows = [entries] if name == "case" else entries
    return PartOfText(name, reading.title(), tuple(_statement(reading, row) for row in rows))


def _statement(reading: _Reading, entry: Entry) -> DecisionEntry:
    said = joined("; ", (piece for piece in reading.said(entry) if piece))
    return DecisionEntry(reading.key(entry), reading.name(entry), said, reading.place(entry))


def _plain(entries: Any) -> Iterator[DecisionEntry]:
    """A part without a reading of its own: each value beside its name."""
    pairs = entries.items() if isinstance(entries, dict) else enumerate(entries, start=1)
    for name, value in pairs:
        yield DecisionEntry(str(name), _bare(str(name)), shown_value(value))


def _field_said(name: str, text: Any) -> str:
    """The outcome is a term; basis and reason are what a person wrote."""
    return worded(text) if name == "outcome" else str(text)


def _bare(name: str) -> str:
    """The name of a part that nobody knows here, in the words it came in."""
    return name.replace("-", " ").replace("_", " ")


def fact_named(path: str) -> str:
    """What was learned, by the name of its field; another name in the words it came in."""
    words = path.replace(".", " ")
    return low(words) if path in LEARNED else _bare(words)


def worded(text: object) -> str:
    """`hold-and-refer` as “hold and refer” in the language spoken; sentences stay as they are."""
    plain = text if isinstance(text, str) else str(text)
    return plain if " " in plain else low(plain.replace("-", "_"))


def outcome_words(case: Case, outcome: str, no: int | None = None) -> str:
    """“hold and refer”; a refused authorisation names the authority that refused it."""
    if outcome != REFUSED:
        return worded(outcome)
    names = authorities_of(case, no)
    if not names:
        return _("authorisation refused, by which authority is not stated")
    return _("authorisation refused by {authority}").format(authority=", ".join(names))


def _case(entry: Entry) -> Iterator[str]:
    kind, title, state, source, received = entry[:5]
    yield str(title)
    yield _("{kind}, {state}, received {day} from {source}").format(
        kind=worded(kind),
        state=shown_country(state),
        day=told_day(received),
        source=shown_source(source),
    )
    yield from map(shown_value, entry[5:])


def _party(entry: Entry) -> Iterator[str]:
    _id, _role, name, country, identifier, address, origin, entity = entry[:8]
    yield str(name or _("no name stated"))
    yield shown_country(country) if country else ""
    yield str(identifier or "")
    yield _address(address)
    yield _("stated by {origin}").format(origin=worded(origin))
    yield _("linked to an entity") if entity else ""


def _address(address: Any) -> str:
    lines = address.values() if isinstance(address, dict) else address or ()
    return ", ".join(str(line) for line in lines if line)


def _fact(entry: Entry) -> Iterator[str]:
    yield shown_value(entry[3])
    yield _("source {source}, {day}").format(source=shown_source(entry[4]), day=told_day(entry[5]))


def _answered(entry: Entry) -> Iterator[str]:
    _id, _no, _parameter, _value, given, source, document, day, stands = entry[:9]
    yield str(given)
    yield _("{source}: {document}, {day}").format(
        source=shown_source(source), document=document, day=told_day(day)
    )
    if not stands:
        yield _("revoked")


def _finding(entry: Entry) -> Iterator[str]:
    _no, _list, _code, edition, state, reason = entry[:6]
    yield worded(state)
    yield str(reason)
    yield _("edition {edition}").format(edition=edition)


def _candidate(entry: Entry) -> Iterator[str]:
    _no, _list, _code, edition, score, reasons, missing, paragraphs = entry[:8]
    yield _("may be met, {score}").format(score=shown_score(score))
    if paragraphs:
        yield _("as {entries}").format(entries=", ".join(map(str, paragraphs)))
    yield ", ".join(map(str, reasons))
    yield _("lacks {missing}").format(missing=", ".join(map(str, missing))) if missing else ""
    yield _("edition {edition}").format(edition=edition)


def _hit(entry: Entry) -> Iterator[str]:
    judgement = entry[12] if len(entry) > 12 else None
    yield (
        _("judged {value}: {reason}").format(value=worded(judgement[0]), reason=judgement[1])
        if judgement
        else _("not judged")
    )
    yield _("resembles {listing} on {list} by {score}, threshold {threshold}").format(
        listing=entry[4],
        list=entry[0],
        score=shown_score(entry[9]),
        threshold=shown_score(entry[10]),
    )
    yield ", ".join(str(reason[1]) for reason in entry[8])


def _flag(entry: Entry) -> Iterator[str]:
    _rule, evaluation, severity, explanation, basis, evidence, missing, _editions = entry[:8]
    review, reason = entry[8:10]
    yield worded(evaluation)
    yield worded(review) if evaluation == "raised" else ""
    yield str(reason)
    if evaluation == "raised":
        yield _("severity {severity}").format(severity=worded(severity))
    yield str(explanation)
    yield ", ".join(map(str, evidence))
    yield (
        _("lacks {missing}").format(missing=", ".join(shown_missing(one) for one in missing))
        if missing
        else ""
    )
    yield str(basis)


def _item_and_code(entry: Entry) -> str:
    return _("Item {no}, {code}").format(no=entry[0], code=entry[2])


def _classified_at(entry: Entry) -> str:
    return f"classifications/{entry[0]}/{entry[2]}"


def _of(*places: int) -> Callable[[Entry], str]:
    return lambda entry: "/".join(str(entry[place]) for place in places)


def _ground(entry: Entry) -> Iterator[str]:
    _id, _kind, _title, quoted, certainty, source, grade, reason, stands = entry
    yield _("{quoted} ({sure})").format(
        quoted=quoted, sure=source_said(Certainty(certainty), source, grade)
    )
    yield str(reason)
    if not stands:
        yield _("withdrawn")


_READINGS: Mapping[str, _Reading] = {
    "classifications": _Reading(
        lambda: _("Classification"), _of(0, 1, 2), _item_and_code, _finding, _classified_at
    ),
    "candidates": _Reading(
        lambda: _("Candidates"), _of(0, 1, 2), _item_and_code, _candidate, _classified_at
    ),
    "flags": _Reading(
        lambda: _("Flags"),
        _of(0),
        lambda entry: _("Flag {rule}").format(rule=entry[0]),
        _flag,
        lambda entry: f"flags/{entry[0]}",
    ),
    "hits": _Reading(
        lambda: _("Hits"),
        _of(0, 3, 5),
        lambda entry: _("Hit {name}").format(name=entry[6]),
        _hit,
        lambda entry: f"hits/{entry[0]}/{entry[3]}/{entry[5]}",
    ),
    "parties": _Reading(
        lambda: _("Parties"),
        _of(0),
        lambda entry: capital(worded(entry[1])),
        _party,
        lambda entry: f"parties/{entry[0]}",
    ),
    "tracks": _Reading(
        lambda: _("Tracks"),
        _of(0, 1, 2),
        lambda entry: _("Track {letter}").format(letter=entry[0]),
        lambda entry: iter(
            (str(entry[1]), _("items {items}").format(items=", ".join(map(str, entry[2]))))
        ),
        lambda entry: f"tracks/{entry[0]}",
    ),
    "enrichment": _Reading(
        lambda: _("What was learned"),
        _of(1, 2),
        lambda entry: capitalised(fact_named(str(entry[1]))),
        _fact,
        lambda entry: f"enrichment/{entry[1]}",
    ),
    "answers": _Reading(
        lambda: _("Answers of interviews"),
        _of(0),
        lambda entry: _("Item {no}, {value}").format(no=entry[1], value=worded(entry[2])),
        _answered,
        lambda entry: f"items/{entry[1]}",
    ),
    "grounds": _Reading(
        lambda: _("Grounds from the background"),
        _of(0),
        lambda entry: str(entry[2]),
        _ground,
    ),
    "evidence": _Reading(
        lambda: _("Evidence"),
        _of(0),
        lambda entry: label(entry[0]),
        lambda entry: iter((str(entry[1]), f"SHA-256 {str(entry[2])[:16]}…")),
        lambda entry: f"evidence/{label(entry[0])}",
    ),
    "declarations": _Reading(
        lambda: _("Declaration"),
        _of(0),
        lambda entry: _("Version {no}").format(no=entry[0]),
        lambda entry: iter((f"SHA-256 {str(entry[1])[:16]}…",)),
    ),
    "requests": _Reading(
        lambda: _("Requests of the declarant"),
        _of(1),
        lambda entry: capital(worded(entry[0])),
        lambda entry: iter((f"SHA-256 {str(entry[1])[:16]}…",)),
    ),
    "project": _Reading(lambda: _("Project"), _of(0), _of(0), lambda entry: iter(())),
    "case": _Reading(lambda: _("Case"), lambda entry: "case", lambda entry: _("Case"), _case),
}
"""Part of the substance → how it is read, in the order of reading."""
