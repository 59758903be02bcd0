"""Entities and links of another system brought in: looked at first, then all of it or nothing."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from landwaiter.canonical import sha256_hex
from landwaiter.domain.entities.checked_statements import checked_fact, checked_link
from landwaiter.domain.entities.deeds import IMPORT_ENTITIES
from landwaiter.domain.entities.entity import (
    FACT_KINDS,
    LINK_KINDS,
    STRONG,
    CheckedStatement,
    FactKind,
    Link,
    LinkKind,
    TypedStatement,
)
from landwaiter.domain.entities.foreign_statement import (
    Exchange,
    GivenEntity,
    GivenFact,
    GivenLink,
    Omission,
)
from landwaiter.domain.evidence.custody import GRADES
from landwaiter.errors import Conflict, Invalid
from landwaiter.formats.base.gzipped import unpacked
from landwaiter.formats.entities.ftm import read_ftm
from landwaiter.formats.entities.ftm_entities import exchange_of
from landwaiter.i18n import _, plural
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.entities import entity_rows as stored
from landwaiter.storage.entities import imported_entities as imports
from landwaiter.storage.entities.entity_statements import add_fact, add_link, facts_of, links_of
from landwaiter.user_file import file_bytes

IMPORTED, CAME = IMPORT_ENTITIES.name, "entity.imported"
"""Deeds of the audit chain: the whole import, and each entity of it."""
LARGEST = 256 << 20
MOST_ENTITIES = 200_000
_STEP = 100
"""Entities between two tellings of progress."""

Tell = Callable[[int, int, str], None]
"""(done, total, what is at hand); what it raises ends the import, and nothing is saved."""


def _untold(done: int, total: int, text: str) -> None:
    return


@dataclass(frozen=True, slots=True)
class ExchangeOrigin:
    """What is said of a file: from whom it is, and how far that source is trusted."""

    source: str
    grade: str = ""
    """A1 to F6; empty: nobody graded it."""


@dataclass(frozen=True, slots=True)
class Alike:
    """An entity of the file with an identifier that another one has: proposed, never merged."""

    row: int
    name: str
    other: str
    """Identity of the entity here; empty where the other one stands in the same file."""
    other_name: str
    why: str


@dataclass(frozen=True, slots=True)
class ExchangePreview:
    """What an import would bring."""

    file: str
    sha256: str
    entities: int
    """New ones."""
    known: int
    """Those that the same source named before: what is new about them is added."""
    facts: int
    links: int
    kinds: Mapping[str, int] = field(default_factory=dict)
    """Kind of entity or link → how many the file states."""
    alike: tuple[Alike, ...] = ()
    left_out: tuple[Omission, ...] = ()
    claims: int = 0
    """Listings of publishers: import the file as a watch list to screen against them."""
    unread: tuple[tuple[str, int], ...] = ()
    import_id: str = ""
    """Empty until it was imported."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as it was read and checked, outside any lock."""

    file: str
    sha256: str
    exchange: Exchange


def preview_entities(
    session: Session, path: Path, origin: ExchangeOrigin, *, tell: Tell = _untold
) -> ExchangePreview:
    """What the file would bring, with duplicates by identifier; nothing is saved."""
    _check_origin(origin)
    read = _read(path, origin, tell)
    with session.reading() as conn:
        known = imports.known_keys(conn, origin.source, [one.key for one in read.exchange.entities])
        alike = tuple(_alike(conn, read.exchange, known))
    return _preview(read, known, alike)


def bring_in(
    session: Session, path: Path, origin: ExchangeOrigin, tell: Tell = _untold
) -> ExchangePreview:
    """What the deed of importing does: all of it in one unit of work, or nothing."""
    _check_origin(origin)
    read = _read(path, origin, tell)
    with session.writing(IMPORTED) as work:
        before = imports.imported_at(work.conn, origin.source, read.sha256)
        if before is not None:
            raise Conflict(
                _("This file was imported from this source before, at {at}.").format(at=before),
                file=read.file,
                remedy=_("Nothing needs to be done."),
            )
        return _Import(work, read, origin, tell).carry_out()


def _check_origin(origin: ExchangeOrigin) -> None:
    """Invalid for a missing source or a grading that there is not."""
    checked_link("owns", TypedStatement(origin.source, origin.grade))


def _read(path: Path, origin: ExchangeOrigin, tell: Tell) -> _Read:
    tell(0, 0, _("reading"))
    data = file_bytes(
        path,
        most=LARGEST,
        refused=_("The file is larger than {most} MiB.").format(most=LARGEST >> 20),
        remedy=_("Import a part of it, or import it as a watch list."),
    )
    lines = unpacked(data, file=str(path)).splitlines()
    told = (_telling(line, number, len(lines), tell) for number, line in enumerate(lines))
    exchange = exchange_of(read_ftm(told, file=str(path)))
    if not exchange.entities:
        raise Invalid(
            _("The file names no person, organisation or vessel."),
            file=str(path),
            remedy=_("Import FollowTheMoney entities as JSON lines, one entity a line."),
        )
    if len(exchange.entities) > MOST_ENTITIES:
        raise Invalid(
            plural(
                MOST_ENTITIES,
                "The file names more than {n} entity.",
                "The file names more than {n} entities.",
            ),
            file=str(path),
            remedy=_("Import a part of it, or import it as a watch list."),
        )
    _refuse_ungraded(origin, exchange, str(path))
    return _Read(str(path), sha256_hex(data), exchange)


def _refuse_ungraded(origin: ExchangeOrigin, exchange: Exchange, file: str) -> None:
    """Invalid where the file states what needs a grade, and nobody graded the file."""
    kinds: Mapping[str, FactKind | LinkKind] = {**FACT_KINDS, **LINK_KINDS}
    facts = (fact.kind for one in exchange.entities for fact in one.facts)
    needing = {
        one
        for one in (*facts, *(link.kind for link in exchange.links))
        if kinds[one].needs_certainty
    }
    if needing and not origin.grade:
        titles = sorted(_(kinds[one].title) for one in needing)
        raise Invalid(
            _("The file states what needs a grade of its source: {kinds}.").format(
                kinds=", ".join(titles)
            ),
            file=file,
            field="grade",
            remedy=_(
                "Grade the file, {first} to {last}; {last} says that nobody can judge it."
            ).format(first=GRADES[0], last=GRADES[-1]),
        )


def _telling(line: bytes, number: int, total: int, tell: Tell) -> bytes:
    if number % 1000 == 0:
        tell(number, total, _("reading"))
    return line


def _alike(conn: Reader, exchange: Exchange, known: Mapping[str, str]) -> Iterator[Alike]:
    """Entities of the file that share a strong identifier with another one, here or there."""
    met: dict[tuple[str, str], GivenEntity] = {}
    for one in exchange.entities:
        for kind, number in one.identifiers:
            if kind not in STRONG:
                continue
            why = _("{kind} {value} is the same.").format(kind=kind, value=number)
            other = met.setdefault((kind, number), one)
            if other is not one:
                yield Alike(one.row, one.name, "", other.name, why)
            found = stored.by_identifier(conn, kind, number)
            if found is not None and found[0] != known.get(one.key):
                yield Alike(one.row, one.name, *found, why)


def _preview(
    read: _Read, known: Mapping[str, str], alike: tuple[Alike, ...], import_id: str = ""
) -> ExchangePreview:
    exchange = read.exchange
    kinds = Counter(one.kind for one in exchange.entities)
    kinds.update(one.kind for one in exchange.links)
    return ExchangePreview(
        file=read.file,
        sha256=read.sha256,
        entities=sum(one.key not in known for one in exchange.entities),
        known=len(known),
        facts=sum(len(one.facts) for one in exchange.entities),
        links=len(exchange.links),
        kinds=dict(kinds),
        alike=alike,
        left_out=exchange.left_out,
        claims=exchange.claims,
        unread=exchange.unread,
        import_id=import_id,
    )


class _Import:
    """One file on its way into the casebook, inside the unit of work."""

    def __init__(self, work: UnitOfWork, read: _Read, origin: ExchangeOrigin, tell: Tell) -> None:
        self._work, self._read, self._origin, self._tell = work, read, origin, tell
        keys = [one.key for one in read.exchange.entities]
        self._known = imports.known_keys(work.conn, origin.source, keys)
        self._ids = dict(self._known)
        self._facts, self._links = 0, 0
        self._has = self._stated()

    def _stated(self) -> set[tuple[str, ...]]:
        """What the casebook states already of the entities that the source named before."""
        ids = tuple(self._known.values())
        facts = facts_of(self._work.conn, ids) if ids else ()
        links = links_of(self._work.conn, ids) if ids else ()
        return {
            *((f.entity_id, f.kind, str(sorted(f.value.items()))) for f in facts),
            *((one.from_id, one.to_id, *_said(one, one.value)) for one in links),
        }

    def carry_out(self) -> ExchangePreview:
        exchange, work = self._read.exchange, self._work
        alike = tuple(_alike(work.conn, exchange, self._known))
        import_id = self._record()
        total = len(exchange.entities) + len(exchange.links)
        # Before any fact: one may name an entity that stands further down in the file.
        fresh_ids = {
            one.key: work.new_id() for one in exchange.entities if one.key not in self._known
        }
        self._ids |= fresh_ids
        for number, entity in enumerate(exchange.entities):
            if number % _STEP == 0:
                self._tell(number, total, entity.name)
            self._bring(entity)
        fresh = [
            (one.key, self._ids[one.key]) for one in exchange.entities if one.key not in self._known
        ]
        imports.add_origins(work, import_id, self._origin.source, fresh)
        for number, link in enumerate(exchange.links, start=len(exchange.entities)):
            if number % _STEP == 0:
                self._tell(number, total, _("links"))
            self._join(link)
        self._tell(total, total, _("saving"))
        work.changed("entities", *self._ids.values())
        preview = _preview(self._read, self._known, alike, import_id)
        return replace(preview, facts=self._facts, links=self._links)

    def _record(self) -> str:
        """The import itself, in the audit chain before what it brings."""
        work, read, exchange = self._work, self._read, self._read.exchange
        facts: dict[str, Any] = {
            "name": Path(read.file).name,
            "sha256": read.sha256,
            "source": self._origin.source,
            "grade": self._origin.grade,
            "entities": len(exchange.entities),
            "links": len(exchange.links),
        }
        import_id = imports.add_import(work, **facts)
        counts = {name: str(facts[name]) for name in ("entities", "links")}
        work.audit(IMPORTED, f"entity_import/{import_id}", {**facts, **counts})
        return import_id

    def _bring(self, entity: GivenEntity) -> None:
        """The entity, new or known, and what is new about it."""
        is_new = entity.key not in self._known
        if is_new:
            self._add(entity)
        entity_id = self._ids[entity.key]
        before = self._facts
        for fact in entity.facts:
            self._state(entity_id, entity, fact)
        if is_new or self._facts > before:
            payload = {"name": entity.name, "key": entity.key, "source": self._origin.source}
            self._work.audit(CAME, f"entity/{entity_id}", payload)

    def _add(self, entity: GivenEntity) -> None:
        stored.add_entity(
            self._work.conn,
            entity_id=self._ids[entity.key],
            name=entity.name,
            kind=entity.kind,
            country=entity.country or None,
            identifier=None,
            author=self._work.actor,
            at=self._work.now,
        )

    def _state(self, entity_id: str, entity: GivenEntity, fact: GivenFact) -> None:
        kind = FACT_KINDS[fact.kind]
        carried = self._carried(entity.origin, fact.since, fact.until)
        said = checked_fact(
            fact.kind,
            {
                name: self._ids[text] if name in kind.names else text
                for name, text in fact.value
                if name in kind.fields
            },
            replace(carried, certainty=fact.certainty),
        )
        mark = (entity_id, fact.kind, str(sorted(said.value.items())))
        if mark not in self._has:
            self._has.add(mark)
            add_fact(self._work, entity_id, said)
            self._facts += 1

    def _join(self, link: GivenLink) -> None:
        one, other = self._ids[link.source], self._ids[link.target]
        value = dict(link.value)
        mark = (one, other, *_said(link, value))
        if one == other or mark in self._has:
            return
        self._has.add(mark)
        add_link(self._work, one, other, self._checked(link))
        self._links += 1

    def _checked(self, link: GivenLink) -> CheckedStatement:
        carried = self._carried(link.origin, link.since, link.until, link.note)
        return checked_link(
            link.kind,
            replace(carried, certainty=link.certainty),
            percent=link.percent if LINK_KINDS[link.kind].has_percent else "",
            value=dict(link.value),
        )

    def _carried(self, datasets: str, since: str, until: str, note: str = "") -> TypedStatement:
        """The source as it was named, and whose data it passes on."""
        source = self._origin.source.strip()
        said = f"{source} ({datasets})" if datasets else source
        read_on = self._work.now.date()
        return TypedStatement(said, self._origin.grade, since, until, note, read_on=read_on)


def _said(link: Link | GivenLink, value: Mapping[str, str]) -> tuple[str, ...]:
    """By what a link of the file is known to be stated here already."""
    days = (link.since or "", link.until or "")
    return link.kind, link.percent or "", *days, str(sorted(value.items()))
