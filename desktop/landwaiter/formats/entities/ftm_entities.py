"""FollowTheMoney entities as statements about entities here: what is taken, what is left out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Final

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.entities.checked_statements import checked_fact, checked_link, why_not_joined
from landwaiter.domain.entities.entity import (
    ENTITY_KINDS,
    FACT_KINDS,
    LINK_KINDS,
    TypedStatement,
)
from landwaiter.domain.entities.foreign_statement import (
    Exchange,
    GivenEntity,
    GivenFact,
    GivenLink,
    Omission,
)
from landwaiter.domain.entities.ownership.shares import checked_share
from landwaiter.errors import Invalid
from landwaiter.formats.entities.ftm import FtmEntity
from landwaiter.formats.entities.ftm_schemata import (
    BORN,
    CLAIMS,
    CONTROL,
    COUNTRIES,
    FLAG,
    KINDS,
    LINKS,
    NAMES,
    NUMBERS,
    OTHER,
    OWN,
    PAPERS,
    READ_ELSEWHERE,
    TEXTS,
    LinkSchema,
)
from landwaiter.i18n import _

_DAY: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?:T.*)?")
_COUNTRY: Final = re.compile(r"[A-Za-z]{2}")
_STATED: Final[tuple[tuple[str, str, tuple[str, ...], Mapping[str, str]], ...]] = (
    *(("name", "text", (name,), {"kind": used}) for name, used in NAMES.items()),
    *(("identifier", "number", (name,), {"kind": kind}) for name, kind in NUMBERS.items()),
    ("born", "date", BORN, {}),
    *((kind, "text", (name,), {}) for name, kind in TEXTS.items()),
    ("flag", "country", (FLAG,), {}),
)
"""Kind of fact, its field that the value goes to, the properties it comes from, other fields."""
_Given = tuple[str, str, dict[str, str], str, str, str]
"""Kind of fact, where it stands on the line, its fields, since, until and certainty."""
_OWN_TEXTS: Final = ("kind", "since", "until", "certainty")
_READ: Final = frozenset({*NAMES, *NUMBERS, *TEXTS, *BORN, *COUNTRIES, *READ_ELSEWHERE})


def exchange_of(things: Iterable[FtmEntity]) -> Exchange:
    """Entities and links that a file states; claims of publishers are counted and left out."""
    return _Reading(tuple(things)).exchange()


class _Reading:
    """One file, whose entities name each other by their identity."""

    def __init__(self, things: tuple[FtmEntity, ...]) -> None:
        self._things = things
        self._addresses = {one.id: one for one in things if one.schema == "Address"}
        self._papers: dict[str, list[FtmEntity]] = {}
        for paper in (one for one in things if one.schema in PAPERS):
            for holder in paper.all("holder"):
                self._papers.setdefault(holder, []).append(paper)
        self._left: list[Omission] = []
        self._unread: Counter[str] = Counter()

    def exchange(self) -> Exchange:
        entities = tuple(self._entities())
        kinds = {one.key: one.kind for one in entities}
        entities = tuple(self._naming_known(one, kinds) for one in entities)
        links = tuple(self._links(kinds))
        self._leave_rest()
        claims = sum((one.schema in CLAIMS) + len(one.claims) for one in self._things)
        unread = tuple(sorted(self._unread.items()))
        left = tuple(sorted(self._left, key=lambda one: one.row))
        return Exchange(entities, links, left, claims, unread)

    def _entities(self) -> Iterator[GivenEntity]:
        met: set[str] = set()
        for thing in self._things:
            if thing.schema not in KINDS:
                continue
            names = thing.all("name")
            name = thing.caption if thing.caption in names or not names else names[0]
            if not name:
                self._leave(thing, _("it has no name"))
            elif thing.id in met:
                self._leave(thing, _("its identity stands in the file before"))
            else:
                met.add(thing.id)
                for property_ in thing.odd:
                    why = _("a value of {field} is neither text nor a number")
                    self._leave(thing, why.format(field=property_))
                yield self._entity(thing, name)

    def _naming_known(self, entity: GivenEntity, kinds: Mapping[str, str]) -> GivenEntity:
        """Without the facts that name somebody who is no entity of the file."""
        kept = []
        for fact in entity.facts:
            value = dict(fact.value)
            if all(value.get(name, entity.key) in kinds for name in FACT_KINDS[fact.kind].names):
                kept.append(fact)
            else:
                why = _("it names somebody who is no entity of this file")
                self._left.append(Omission(entity.row, fact.kind, why))
        return replace(entity, facts=tuple(kept))

    def _entity(self, thing: FtmEntity, name: str) -> GivenEntity:
        kind = thing.kind if thing.kind in ENTITY_KINDS else KINDS[thing.schema]
        if not thing.kind:
            self._unread.update(one for one in thing.properties if one not in _READ)
        given = self._own(thing) if thing.kind else self._stated(thing, name)
        stated = (self._checked(thing, kind, *one) for one in given)
        return GivenEntity(
            key=thing.id,
            kind=kind,
            name=name,
            country=next(iter(_countries(thing)), ""),
            facts=tuple(dict.fromkeys(fact for fact in stated if fact)),
            origin=", ".join(thing.datasets),
            row=thing.row,
        )

    def _own(self, thing: FtmEntity) -> Iterator[_Given]:
        """The statements of a casebook of ours; what names none of our kinds is left out."""
        for one in thing.stated:
            kind, *carried = (str(one.get(name) or "") for name in _OWN_TEXTS)
            since, until, certainty = carried
            if kind in FACT_KINDS and not FACT_KINDS[kind].by_deed_only:
                value = {str(name): str(text) for name, text in one["value"].items()}
                yield kind, OWN, value, since, until, certainty
            else:
                self._leave(thing, _("“{kind}” is no kind of statement").format(kind=kind[:60]))

    def _checked(  # noqa: PLR0917  # the thing, and the parts of one statement
        self,
        thing: FtmEntity,
        of: str,
        kind: str,
        property_: str,
        value: dict[str, str],
        since: str = "",
        until: str = "",
        certainty: str = "",
    ) -> GivenFact | None:
        """The fact as it is stated here; what cannot be stated so is left out with its reason."""
        known = FACT_KINDS[kind]
        if of not in known.of:
            return None
        value = {name: text for name, text in value.items() if name in known.fields}
        try:
            sure = _certainty(certainty)
            carried = TypedStatement(thing.schema, since=since, until=until, certainty=sure)
            checked = checked_fact(kind, value, carried, of=of, is_foreign=True)
        except Invalid as fault:
            shown = fault.value or next(iter(value.values()))
            why = _("“{value}” of {field}: {why}")
            said = why.format(value=shown[:60], field=property_, why=fault.message)
            self._leave(thing, said)
            return None
        return GivenFact(kind, tuple(sorted(checked.value.items())), since, until, sure)

    def _stated(self, thing: FtmEntity, name: str) -> Iterator[_Given]:
        """Kind of fact, the property that states it, and what it says."""
        for kind, field, properties, beside in _STATED:
            for property_, text in _values(thing, properties):
                if kind != "name" or text != name:
                    yield kind, property_, {field: text, **beside}, "", "", ""
        for paper in self._papers.get(thing.id, ()):
            for text in paper.all("number", "passportNumber"):
                yield "identifier", "number", _paper(paper, text), "", "", ""
        for text in self._written(thing):
            yield "address", "address", {"text": text}, "", "", ""

    def _written(self, thing: FtmEntity) -> tuple[str, ...]:
        """Addresses as written, and as other entities of the file state them."""
        stated = [
            place.first("full") or ", ".join(place.all("street", "city", "postalCode", "country"))
            for one in thing.all("addressEntity")
            if (place := self._addresses.get(one))
        ]
        return tuple(dict.fromkeys(filter(None, (*thing.all("address"), *stated))))

    def _links(self, known: Mapping[str, str]) -> Iterator[GivenLink]:
        for thing in self._things:
            schema = LINKS.get(thing.schema)
            if schema is None:
                continue
            pairs = tuple(product(thing.all(schema.source), thing.all(schema.target)))
            if not pairs:
                self._leave(thing, _("it does not say whom it joins"))
            for source, target in pairs:
                if link := self._link(thing, schema, source, target, known):
                    yield link

    def _link(
        self,
        thing: FtmEntity,
        schema: LinkSchema,
        source: str,
        target: str,
        known: Mapping[str, str],
    ) -> GivenLink | None:
        if not {source, target} <= known.keys():
            self._leave(thing, _("it names somebody who is no entity of this file"))
            return None
        if source == target:
            self._leave(thing, _("it joins an entity with itself"))
            return None
        since, until = (self._day(thing, name) for name in ("startDate", "endDate"))
        if since and until and until[: len(since)] < since:
            self._leave(thing, _("it ends before it begins"))
            return None
        kind, words = _kind_of(thing, schema)
        percent = _percent(thing.first("percentage"))
        if thing.first("percentage") and not percent:
            words = (*words, "share as stated: " + thing.first("percentage"))
        if shares := thing.first("sharesCount"):
            words = (*words, f"shares: {shares}")
        note = "; ".join(dict.fromkeys((*words, *thing.all("summary", "description"))))
        origin = ", ".join(thing.datasets)
        link = GivenLink(kind, source, target, percent, since, until, note, origin, thing.row)
        return self._with_own(thing, link, known)

    def _with_own(
        self, thing: FtmEntity, link: GivenLink, known: Mapping[str, str]
    ) -> GivenLink | None:
        """The link with what only a casebook of ours writes; None where it cannot be stated so."""
        why = why_not_joined(link.kind, known[link.source], known[link.target])
        try:
            sure = _certainty(thing.certainty)
            carried = TypedStatement(thing.schema, certainty=sure)
            checked = checked_link(link.kind, carried, value=thing.carried, is_foreign=True)
        except Invalid as fault:
            why = fault.message
        if why:
            self._leave(thing, why)
            return None
        return replace(link, certainty=sure, value=tuple(sorted(checked.value.items())))

    def _day(self, thing: FtmEntity, name: str) -> str:
        given = thing.first(name)
        day = iso_day(given)
        if given and not day:
            why = _("“{value}” of {field} is no date")
            self._leave(thing, why.format(value=given[:60], field=name))
        return day

    def _leave_rest(self) -> None:
        taken = {*KINDS, *LINKS, *PAPERS, *CLAIMS, "Address"}
        for thing in self._things:
            if thing.schema not in taken:
                self._leave(thing, _("there is no such thing here"))

    def _leave(self, thing: FtmEntity, why: str) -> None:
        self._left.append(Omission(thing.row, thing.schema, why))


def _certainty(text: str) -> Certainty | None:
    if text and text not in set(Certainty):
        raise Invalid(_("There is no such certainty."), field="certainty", value=text)
    return Certainty(text) if text else None


def _kind_of(thing: FtmEntity, schema: LinkSchema) -> tuple[str, tuple[str, ...]]:
    """Kind of the link, and the words that the publisher has for it."""
    words = thing.all(schema.role)
    if thing.schema == "Ownership" and CONTROL in thing.all("ownershipType"):
        return "controls", words
    own = next((word for word in words if word in LINK_KINDS), "")
    if thing.schema == "UnknownLink" and own:
        return own, tuple(word for word in words if word != own)
    return schema.kind, words


def _values(thing: FtmEntity, properties: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Property and value; of an instant its day."""
    for name in properties:
        for text in thing.all(name):
            yield name, text.partition("T")[0] if name in BORN else text


def _paper(paper: FtmEntity, number: str) -> dict[str, str]:
    """A passport, or an identifier whose kind its paper names."""
    kind = "PASSPORT" if paper.schema == "Passport" else paper.first("type").upper()
    known = kind if kind in FACT_KINDS["identifier"].choices["kind"] else OTHER
    said = {"kind": known, "number": number, "country": paper.first("country")}
    return {name: value for name, value in said.items() if value}


def _countries(thing: FtmEntity) -> Iterator[str]:
    return (one.upper() for one in thing.all(*COUNTRIES) if _COUNTRY.fullmatch(one))


def iso_day(text: str) -> str:
    """A year, month or day of the calendar as ISO 8601; empty where the text is none."""
    found = _DAY.fullmatch(text.strip())
    if not found:
        return ""
    year, month, day = found.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return "-".join(filter(None, (year, month, day)))


def _percent(text: str) -> str:
    """A share as the casebook keeps it; empty where the text is none."""
    try:
        return checked_share(text)
    except Invalid:
        return ""
