"""A person's data wherever they are: in rows, in the audit chain, in drafts, in files."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain

from landwaiter.domain.entities.entity import EntityFact
from landwaiter.errors import Fault, Unavailable
from landwaiter.formats.base.file_kinds import HEAD, kind_of
from landwaiter.formats.base.kinds_with_words import EXTRACTED, OFFICE_HEAD
from landwaiter.i18n import _, joined
from landwaiter.screening import Passage, Query, around, passages
from landwaiter.services.base.decoding import words_of
from landwaiter.services.entities.entity_names import told_links
from landwaiter.services.incidents.incident_page import told_parts
from landwaiter.services.listings.proposals import told_parts_of_proposals
from landwaiter.services.trade.person_in_store import (
    PartyInStore,
    parties_in_store,
    search_store,
)
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.entities.entity_statements import statement_named
from landwaiter.storage.retention import personal_data
from landwaiter.storage.retention.personal_data import File, PersonalRow

THRESHOLD = 600
"""Lower than in screening: a person looks at each entry, and one that is missed stays hidden."""
LARGEST = 96 << 20
"""Bytes of a file whose words are taken."""
_SHOWN = 3
"""Passages of one row or file that are shown; what it says elsewhere is alike."""
_EVERY = 200
"""Rows between two tellings of progress."""

TRADE_PARTY = "trade_party"
"""Kind of what is found in the trade store."""
Tell = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """One row or file that may be about the person."""

    kind: str
    """The table, `evidence` or `raw_file`; also the word for it."""
    object: str
    case_id: str | None
    place: str
    """Where inside: the path in a row, the name of a file."""
    text: str
    matched: str
    score: int
    how: str


@dataclass(frozen=True, slots=True)
class UnsearchedFile:
    """A file whose words could not be taken: a person must look at it."""

    object: str
    reference: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Search:
    """Everything that was found, best first, and what could not be searched."""

    found: tuple[PersonMatch, ...]
    unsearched: tuple[UnsearchedFile, ...]
    rows: int
    files: int


def search_person(session: Session, query: Query, tell: Tell | None = None) -> Search:
    """Look at every row and every file; what `tell` raises stops it."""
    say = tell or _nothing
    with session.reading() as conn:
        total, files = personal_data.count_rows(conn), personal_data.files_in(conn)
        total += parties_in_store(conn)
        found: list[PersonMatch] = []
        done = 0
        for party in search_store(conn, query, threshold=THRESHOLD):
            done += 1
            if not done % _EVERY:
                say(done, total + len(files), "trade party")
            if party is not None:
                found.append(_in_store(party))
        for table in personal_data.searched_tables():
            for row in personal_data.rows_in(conn, table):
                done += 1
                if not done % _EVERY:
                    say(done, total + len(files), table.name.replace("_", " "))
                found += _in_row(query, row)
        found += _roles(conn, found)
    unsearched: list[UnsearchedFile] = []
    for number, file in enumerate(files):
        say(total + number, total + len(files), file.name)
        found += _in_file(session, query, file, unsearched)
    found.sort(key=lambda one: (-one.score, one.object))
    return Search(tuple(found), tuple(unsearched), done, len(files))


def _nothing(_done: int, _total: int, _what: str) -> None:
    """Nobody watches."""


def _in_row(query: Query, row: PersonalRow) -> Iterator[PersonMatch]:
    met = [
        (path, text, passage)
        for path, text in row.texts
        for passage in passages(query, text, threshold=THRESHOLD)
    ]
    if met:
        place = ", ".join(dict.fromkeys(path for path, _text, _passage in met))
        yield _found(
            row.table,
            row.object,
            row.case_id if row.reference else None,
            place,
            [(text, passage) for _path, text, passage in met],
        )


def _in_store(party: PartyInStore) -> PersonMatch:
    """A party of the trade store with the declarations that name it."""
    about, place = f"{TRADE_PARTY}/{party.id}", ", ".join(party.places)
    one = _found(TRADE_PARTY, about, None, place, [(party.text, met) for met in party.met])
    return replace(one, text=party.text)


def _roles(conn: Reader, found: list[PersonMatch]) -> Iterator[PersonMatch]:
    """What joins an entity that may be the person to others: a role is theirs, but names nobody."""
    best: dict[str, PersonMatch] = {}
    for one in found:
        entity_id = _entity_of(conn, one)
        if entity_id and one.score > (best[entity_id].score if entity_id in best else 0):
            best[entity_id] = one
    for link, sentence in told_links(conn, tuple(best)):
        met = best.get(link.from_id) or best[link.to_id]
        yield replace(
            met,
            kind="entity_link",
            object=f"entity_link/{link.id}",
            place="link",
            text=sentence,
        )
    for part, sentence in told_parts(conn, tuple(best)):
        yield replace(
            best[part.entity_id or ""],
            kind="incident_statement",
            object=f"incident_statement/{part.id}",
            place="link",
            text=sentence,
        )
    known = {one.object for one in found}
    for entity_id, row, sentence in told_parts_of_proposals(conn, tuple(best)):
        if f"listing_part/{row.id}" in known:
            continue
        yield replace(
            best[entity_id],
            kind="listing_part",
            object=f"listing_part/{row.id}",
            place="sentence",
            text=sentence,
        )


def _entity_of(conn: Reader, found: PersonMatch) -> str:
    """The entity that a row is about; empty where it is about none."""
    if found.kind == "entity":
        return found.object.removeprefix("entity/")
    if found.kind == "entity_fact":
        row = statement_named(conn, found.object.removeprefix("entity_fact/"))
        return row.entity_id if isinstance(row, EntityFact) and row.kind in _OWN else ""
    return ""


_OWN = frozenset({"name", "identifier"})
"""Kinds of fact by which an entity is the person; an address names others too."""


def _found(
    kind: str, about: str, case_id: str | None, place: str, met: list[tuple[str, Passage]]
) -> PersonMatch:
    best = max(met, key=lambda one: one[1].score)[1]
    shown = list(dict.fromkeys(around(text, passage) for text, passage in met))[:_SHOWN]
    return PersonMatch(
        kind=kind,
        object=about,
        case_id=case_id,
        place=place[:400],
        text="\n".join(shown),
        matched="; ".join(dict.fromkeys(" ".join(p.text.split()) for _text, p in met))[:400],
        score=best.score,
        how=joined(" ", (reason.detail for reason in best.reasons)),
    )


def _in_file(
    session: Session, query: Query, file: File, unsearched: list[UnsearchedFile]
) -> Iterator[PersonMatch]:
    about = f"{file.kind}/{file.key}"
    where = f"case/{file.case_id}/{about}" if file.case_id else about
    try:
        words, cut = _words(session, file)
    except Fault as fault:
        unsearched.append(UnsearchedFile(where, file.reference, file.name, fault.message))
        return
    if cut:
        why = _("It has more words than are searched.")
        unsearched.append(UnsearchedFile(where, file.reference, file.name, why))
    met = [(words, passage) for passage in passages(query, words, threshold=THRESHOLD)]
    if met:
        yield _found(file.kind, where, file.case_id, file.name, met)


def _words(session: Session, file: File) -> tuple[str, bool]:
    """The words of a file, taken in the limited process; Unavailable where there are none."""
    with closing(session.casebook.vault.chunks(file.vault_name)) as chunks:
        first = next(chunks, b"")
        if not first:
            return "", False
        kind = "office" if first.startswith(OFFICE_HEAD) else kind_of(first[:HEAD])
        if kind not in EXTRACTED:
            raise _no_words()
        if file.size > LARGEST:
            raise Unavailable(_("It is too large for a search: look at it."))
        words, cut = words_of(EXTRACTED[kind], chain((first,), chunks))
        if kind == "compound" and not words:
            raise _no_words()
        return words, cut


def _no_words() -> Unavailable:
    return Unavailable(_("It is no file whose words can be taken: look at it."))
