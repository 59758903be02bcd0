"""Entities of FollowTheMoney: `entities.ftm.json`, one entity a line, and `targets.nested.json`.

In the first every entity stands by itself and refers to others by id; in the second a target
carries what belongs to it. Listings are the targets where a file marks any, else all parties:
a relative of somebody who is listed is not listed. What joins two of them becomes a tie of both.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from landwaiter.domain.lists.listing import Listing, Past, Tie
from landwaiter.errors import Invalid
from landwaiter.formats.base.file_source import Tell
from landwaiter.formats.lists.dates import dates_in, day_of, day_or_none
from landwaiter.formats.lists.entry import ListEntry, joined, tidy
from landwaiter.formats.lists.form import Form
from landwaiter.formats.lists.ftm_schema import EDGES, NAMES, PAPERS, PARTIES, REMARKS, STATES
from landwaiter.formats.lists.part import Beginning, ListPart
from landwaiter.i18n import _, plural

Record = Mapping[str, Any]
_MOST_JOINED = 2_000_000
"""Joins held while a file is read; each takes some 300 bytes."""


@dataclass(slots=True)
class _Joined:
    """What other entities say of a party."""

    ties: defaultdict[str, list[Tie]] = field(default_factory=lambda: defaultdict(list))
    """Party → its ties, which name the other one by its id until names are known."""
    facts: defaultdict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    """Party → its sanctions and passports."""
    addresses: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    count: int = 0
    has_targets: bool = False


def read_entities(parts: Sequence[ListPart], tell: Tell) -> Iterator[Listing]:
    (part,) = parts
    known = _Joined()
    for number, record in part.records():
        _checked(part, number, record)
        _join(known, record)
        if known.count > _MOST_JOINED:
            raise _too_many(part)
    wanted = {tie.listing_id for ties in known.ties.values() for tie in ties}
    for _number, record in part.records():
        if record["id"] in wanted:
            known.names[record["id"]] = _caption(record)
    yield from _listings(part, known, tell)


def _listings(part: ListPart, known: _Joined, tell: Tell) -> Iterator[Listing]:
    seen: set[int] = set()
    left = 0
    for number, record in part.records(tell):
        if not _is_listing(record, known):
            left += 1
            continue
        listing = _of_record(part, number, record, known, seen)
        if listing is not None:
            yield listing
    if left:
        part.notes.warn(
            plural(
                left,
                "{n} of the entities is no target of the list; it only adds to others.",
                "{n} of the entities are no targets of the list; they only add to others.",
            )
        )


def read_nested(parts: Sequence[ListPart], tell: Tell) -> Iterator[Listing]:
    (part,) = parts
    seen: set[int] = set()
    for number, record in part.records(tell):
        _checked(part, number, record)
        known = _Joined()
        flat = _flattened(record, known)
        listing = _of_record(part, number, flat, known, seen)
        if listing is not None:
            yield listing


def _of_record(
    part: ListPart, number: int, record: Record, known: _Joined, seen: set[int]
) -> Listing | None:
    entry = _entry(record, known)
    part.notes.dated(day_or_none(str(record.get("last_seen", ""))))
    mark = hash(entry.listing_id)
    if mark in seen:
        part.refuse(
            number,
            "id",
            entry.listing_id,
            _("Two entities have the same id."),
            _("Keep one of them."),
        )
        return None
    seen.add(mark)
    if not (entry.names or entry.weak):
        wrong = _("The entity has no name.")
        part.refuse(number, "properties.name", entry.listing_id, wrong, _("Download it again."))
        return None
    return entry.listing()


def _checked(part: ListPart, number: int, record: Any) -> None:
    fits = (
        isinstance(record, dict)
        and isinstance(record.get("id"), str)
        and isinstance(record.get("schema"), str)
        and isinstance(record.get("properties"), dict)
    )
    if not fits:
        raise Invalid(
            _("The line is no entity with id, schema and properties."),
            file=part.file,
            row=number,
            remedy=_("Download the file again; a part of another file may have got into it."),
        )


def _too_many(part: ListPart) -> Invalid:
    return Invalid(
        plural(
            _MOST_JOINED,
            "The file joins its entities more than {n} time.",
            "The file joins its entities more than {n} times.",
        ),
        file=part.file,
        remedy=_("Import the data set you need by itself."),
    )


def _is_listing(record: Record, known: _Joined) -> bool:
    if record["schema"] not in PARTIES:
        return False
    return bool(record.get("target")) if known.has_targets else True


def _join(known: _Joined, record: Record) -> None:
    schema, properties = record["schema"], record["properties"]
    known.has_targets = known.has_targets or record.get("target") is True
    if schema in EDGES:
        edge = EDGES[schema]
        for source in _texts(properties, edge.source):
            for target in _texts(properties, edge.target):
                _tie(known, schema, source, target, record)
    elif schema == "Sanction":
        _fact(known, _texts(properties, "entity"), record)
    elif schema in ("Passport", "Identification"):
        _fact(known, _texts(properties, "holder"), record)
    elif schema == "Address":
        known.addresses[record["id"]] = _address(record)


def _tie(known: _Joined, schema: str, source: str, target: str, record: Record) -> None:
    edge, properties = EDGES[schema], record["properties"]
    forward = Tie(
        edge.forward,
        "",
        target,
        percent=_first(properties, "percentage"),
        since=day_of(_first(properties, "startDate")),
        until=day_of(_first(properties, "endDate")),
        note=_first(properties, edge.said),
    )
    known.ties[source].append(forward)
    known.ties[target].append(replace(forward, kind=edge.backward, listing_id=source))
    known.count += 2


def _fact(known: _Joined, holders: Iterable[str], record: Record) -> None:
    for holder in holders:
        known.facts[holder].append(record)
        known.count += 1


def _flattened(record: Record, known: _Joined) -> Record:
    """The target with ids where it carried entities; those are joined to it."""
    properties: dict[str, list[Any]] = {}
    for name, values in record["properties"].items():
        for value in values if isinstance(values, list) else [values]:
            if not isinstance(value, dict):
                properties.setdefault(name, []).append(value)
            elif isinstance(value.get("properties"), dict) and isinstance(value.get("schema"), str):
                _carried(known, record["id"], value)
                properties.setdefault(name, []).append(str(value.get("id", "")))
    return {**record, "properties": properties}


def _carried(known: _Joined, owner: str, value: Record) -> None:
    schema, properties = value["schema"], value["properties"]
    if schema in EDGES:
        edge = EDGES[schema]
        sides = [_side(known, properties, name) for name in (edge.source, edge.target)]
        sources, targets = (side or [owner] for side in sides)
        for source in sources:
            for target in targets:
                if owner in (source, target):
                    _tie(known, schema, source, target, value)
    elif schema == "Address":
        known.addresses[str(value.get("id", ""))] = _address(value)
    else:
        known.facts[owner].append(value)


def _side(known: _Joined, properties: Record, name: str) -> list[str]:
    found = []
    for one in properties.get(name, ()) if isinstance(properties.get(name), list) else ():
        if isinstance(one, dict):
            number = str(one.get("id", ""))
            known.names[number] = _caption(one)
            found.append(number)
        else:
            found.append(str(one))
    return found


def _entry(record: Record, known: _Joined) -> ListEntry:
    properties, number = record["properties"], record["id"]
    entry = ListEntry(number, record["schema"])
    _names(entry, record)
    entry.born.extend(day for text in _texts(properties, "birthDate") for day in dates_in(text))
    entry.birth_places.extend(_texts(properties, "birthPlace"))
    for state in (text for name in STATES for text in _texts(properties, name)):
        entry.countries.extend((state.upper(),) if len(state) <= 4 else ())
        entry.country(state if len(state) > 4 else "")
    entry.addresses.extend(_texts(properties, "address"))
    entry.addresses.extend(
        known.addresses.get(one, "") for one in _texts(properties, "addressEntity")
    )
    entry.positions.extend((*_texts(properties, "position"), *_texts(properties, "title")))
    for name, kind in PAPERS.items():
        for text in _texts(properties, name):
            entry.paper(kind, text)
    entry.programmes.extend(_texts(properties, "programId"))
    entry.sanctions.extend(_texts(properties, "topics"))
    for name in REMARKS:
        for text in _texts(properties, name):
            entry.remark(text)
    for fact in known.facts.get(number, ()):
        _stated(entry, fact)
    entry.ties.extend(_ties(known, number))
    entry.dataset = ", ".join(map(str, record.get("datasets", ())))
    return entry


def _names(entry: ListEntry, record: Record) -> None:
    """The caption first where it is one of the names; of a ship what it was called and flew."""
    properties, caption = record["properties"], str(record.get("caption") or "")
    names = [text for name in NAMES for text in _texts(properties, name)]
    for text in sorted(names, key=lambda one: one != caption):
        entry.name(text)
    for text in _texts(properties, "weakAlias"):
        entry.weak_alias(text)
    former = _texts(properties, "previousName")
    for text in former:
        entry.former_name(text)
    if record["schema"] == "Vessel":
        entry.past.extend(Past("name", text) for text in former)
        for text in (*_texts(properties, "flag"), *_texts(properties, "pastFlags")):
            entry.was("flag", text)


def _ties(known: _Joined, number: str) -> Iterator[Tie]:
    for tie in known.ties.get(number, ()):
        yield replace(tie, name=known.names.get(tie.listing_id, tie.listing_id))


def _stated(entry: ListEntry, fact: Record) -> None:
    """A sanction or a passport of the entity."""
    properties = fact["properties"]
    if fact["schema"] == "Sanction":
        entry.programmes.extend(_texts(properties, "programId"))
        named = ("authority", "program", "provisions", "status")
        words = joined(_first(properties, name) for name in named)
        entry.sanctions.append(words)
        days = [*_texts(properties, "listingDate"), *_texts(properties, "startDate")]
        found = [*filter(None, (entry.listed_on, *map(day_of, days)))]
        entry.listed_on = min(found, default="")
    else:
        kind = "passport" if fact["schema"] == "Passport" else _first(properties, "type")
        for text in _texts(properties, "number"):
            entry.paper(kind or "other_id", text, country=_first(properties, "country"))


def _address(record: Record) -> str:
    properties = record["properties"]
    parts = ("street", "postOfficeBox", "postalCode", "city", "region", "country")
    return _first(properties, "full") or joined(_first(properties, name) for name in parts)


def _caption(record: Record) -> str:
    properties = record.get("properties")
    named = _first(properties, "name") if isinstance(properties, dict) else ""
    return tidy(str(record.get("caption") or named or record.get("id") or ""))


def _texts(properties: Record, name: str) -> list[str]:
    """The values of a property, of which some files give one without its list."""
    values = properties.get(name)
    if not values:
        return []
    found = values if isinstance(values, list) else [values]
    return [text for one in found if not isinstance(one, dict | list) and (text := tidy(str(one)))]


def _first(properties: Record, name: str) -> str:
    return next(iter(_texts(properties, name)), "")


def _is_entity(beginning: Beginning) -> bool:
    record = beginning.record
    return (
        isinstance(record, dict)
        and {"id", "schema", "properties"} <= record.keys()
        and isinstance(record["properties"], dict)
    )


def _carries(beginning: Beginning) -> bool:
    """Whether any property of the entities the file begins with holds an entity."""
    return '[{"id"' in beginning.text.replace(" ", "")


ENTITIES = Form(
    "ftm-entities",
    "FollowTheMoney entities (JSON lines)",
    "OpenSanctions and others",
    lambda beginning: _is_entity(beginning) and not _carries(beginning),
    read_entities,
)
NESTED = Form(
    "opensanctions-nested",
    "OpenSanctions targets.nested.json (JSON lines)",
    "OpenSanctions",
    lambda beginning: _is_entity(beginning) and _carries(beginning),
    read_nested,
)
