"""Texts by their words: kept, replaced, erased, searched; and which evidence was read."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select

from landwaiter.canonical import instant
from landwaiter.domain.finding.place import CaseText, FilePart, PartKind, TextKind
from landwaiter.domain.finding.words import FindTerms, indexed
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.base.records import columns, plain_rows
from landwaiter.storage.finding.tag_rows import tagged
from landwaiter.storage.schema import evidence as e
from landwaiter.storage.schema import finding as f
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.deeds import conflict_of_interest
from landwaiter.storage.schema.retention import case_removal
from landwaiter.storage.sqlite.full_text import WantedWords, erasing, having, indexing, rank_of

LONGEST = 16_000
"""Letters of a text that are kept under one number; the words of a question stand in one."""
_PLACE = f.text_place.c


def keep_case_texts(
    conn: Writer, case_id: str, texts: Sequence[CaseText], *, is_new: bool = False
) -> None:
    """What officers wrote on a case, in place of what was there; nothing was of one that is new."""
    known = {} if is_new else _known_texts(conn, case_id)
    wanted = {
        (one.kind.value, one.source, part.first_line, part.text): (one, part)
        for one in texts
        for part in pieces(FilePart(PartKind.WHOLE, "", 1, one.text))
    }
    _erase(conn, [serial for key, serial in known.items() if key not in wanted])
    for key, (one, part) in wanted.items():
        if key not in known:
            _keep(conn, case_id, one.kind, one.source, part, author=one.author, at=one.at)


def _known_texts(conn: Reader, case_id: str) -> dict[tuple[Any, ...], int]:
    of_case = and_(_PLACE.case_id == case_id, _PLACE.kind != TextKind.EVIDENCE)
    query = select(_PLACE.serial, _PLACE.kind, _PLACE.source, _PLACE.first_line, _PLACE.text)
    return {tuple(row[1:]): row.serial for row in conn.execute(query.where(of_case))}


def keep_reading(
    conn: Writer,
    piece: "UnreadPiece",
    parts: Iterable[FilePart],
    *,
    state: str,
    why: str,
    at: datetime,
) -> None:
    """The text of a piece of evidence, and what became of reading it."""
    row = {"evidence_id": piece.id, "state": state, "why": why, "at": at}
    conn.execute(f.evidence_reading.insert(), columns(row))
    for whole in parts:
        for part in pieces(whole):
            _keep(
                conn,
                piece.case_id,
                TextKind.EVIDENCE,
                piece.id,
                part,
                author=piece.author,
                at=piece.at,
            )


def pieces(part: FilePart) -> Iterable[FilePart]:
    """A text in pieces that are short enough, each cut at the end of a line where it has one."""
    text, line = part.text, part.first_line
    while text.strip():
        if len(text) <= LONGEST:
            piece, text = text, ""
        else:
            end = max(text.rfind(sign, LONGEST // 2, LONGEST) for sign in "\n ")
            cut = end + 1 if end >= 0 else LONGEST
            piece, text = text[:cut], text[cut:]
        if piece.strip():
            yield FilePart(part.kind, part.name, line, piece.removesuffix("\n"))
        line += piece.count("\n")


def _keep(
    conn: Writer,
    case_id: str,
    kind: TextKind,
    source: str,
    part: FilePart,
    *,
    author: str,
    at: datetime | str,
) -> None:
    last = select(func.coalesce(func.max(_PLACE.serial), 0))
    serial = int(conn.execute(last).scalar_one()) + 1
    conn.execute(
        f.text_place.insert().values(
            serial=serial,
            case_id=case_id,
            kind=kind.value,
            source=source,
            part=part.kind.value,
            part_name=part.name,
            first_line=part.first_line,
            author=author,
            at=at if isinstance(at, str) else instant(at),
            text=part.text,
        )
    )
    # The number is new: the words of one that was erased went with its text.
    for statement in indexing(f.text_search, serial, indexed(part.text), is_new=True):
        conn.execute(statement)


def erase_case(conn: Writer, case_id: str) -> None:
    """After it nothing finds a text of the case."""
    _erase_where(conn, _PLACE.case_id == case_id)


def erase_evidence(conn: Writer, evidence_id: str) -> None:
    """After it nothing finds the text of a piece that was wiped."""
    _erase_where(conn, _PLACE.source == evidence_id)
    reading = f.evidence_reading
    conn.execute(delete(reading).where(reading.c.evidence_id == evidence_id))


def _erase_where(conn: Writer, condition: ColumnElement[bool]) -> None:
    _erase(conn, list(conn.execute(select(_PLACE.serial).where(condition)).scalars()))


def _erase(conn: Writer, serials: Collection[int]) -> None:
    if not serials:
        return
    for statement in erasing(f.text_search, *serials):
        conn.execute(statement)
    for serial in serials:
        conn.execute(delete(f.text_place).where(_PLACE.serial == serial))


@dataclass(frozen=True, slots=True)
class UnreadPiece:
    """A piece of evidence whose text is to be read."""

    id: str
    case_id: str
    reference: str
    no: int
    name: str
    size: int
    vault_name: str
    author: str
    at: str


def unread(conn: Reader) -> tuple[UnreadPiece, ...]:
    """Pieces whose text nobody tried to read yet, the newest first; wiped ones are not read."""
    piece, case = t.evidence.c, t.case_file.c
    names = ("id", "case_id", "no", "name", "size", "vault_name", "author", "at")
    query = (
        select(*(piece[name] for name in names), case.reference)
        .join(t.case_file, case.id == piece.case_id)
        .where(_is_unread())
        .order_by(piece.id.desc())
    )
    return tuple(UnreadPiece(**row) for row in plain_rows(conn, query))


def is_unread(conn: Reader, evidence_id: str) -> bool:
    """Whether the piece is still one of them."""
    query = select(t.evidence.c.id).where(t.evidence.c.id == evidence_id, _is_unread())
    return conn.execute(query).first() is not None


def _is_unread() -> ColumnElement[bool]:
    piece = t.evidence.c
    return and_(
        piece.id.not_in(select(f.evidence_reading.c.evidence_id)),
        piece.id.not_in(select(e.evidence_wipe.c.evidence_id)),
    )


@dataclass(frozen=True, slots=True)
class TextFilter:
    """Conditions that all hold; None and empty are any."""

    kinds: tuple[TextKind, ...] = ()
    case_id: str | None = None
    since: datetime | None = None
    before: datetime | None = None
    tag: str | None = None
    reader: str = ""
    """Identity of who reads: cases on which they declared a conflict of interest are left out."""
    across: bool = False
    """The terms may stand in several texts of one case."""


def unread_count(conn: Reader, chosen: TextFilter) -> int:
    """Pieces among the chosen cases whose text nobody tried to read yet."""
    of_cases = _of_cases(chosen, t.evidence.c.case_id)
    query = select(func.count()).select_from(t.evidence).where(_is_unread(), *of_cases)
    return int(conn.execute(query).scalar_one())


def left_out(conn: Reader, user_id: str) -> int:
    """Cases on which a person declared a conflict of interest of their own, that stands."""
    query = select(func.count(func.distinct(conflict_of_interest.c.case_id)))
    return int(conn.execute(query.where(*_conflicted(user_id))).scalar_one())


def _conflicted(user_id: str) -> tuple[ColumnElement[bool], ...]:
    mine = conflict_of_interest.c
    return mine.user_id == user_id, mine.lifted_at.is_(None)


def not_read(conn: Reader, chosen: TextFilter) -> list[dict[str, Any]]:
    """Pieces among the chosen cases whose text could not be read, or not all of it: and why."""
    piece, case, reading = t.evidence.c, t.case_file.c, f.evidence_reading.c
    query = (
        select(case.reference, piece.no, piece.name, reading.state, reading.why)
        .select_from(f.evidence_reading)
        .join(t.evidence, piece.id == reading.evidence_id)
        .join(t.case_file, case.id == piece.case_id)
        .where(reading.state != "read", *_of_cases(chosen, piece.case_id))
        .order_by(case.reference, piece.no)
    )
    return plain_rows(conn, query)


def _of_cases(chosen: TextFilter, case_id: ColumnElement[str]) -> list[ColumnElement[bool]]:
    barred = select(conflict_of_interest.c.case_id).where(*_conflicted(chosen.reader))
    found: list[ColumnElement[bool]] = [
        case_id.not_in(barred),
        case_id.not_in(select(case_removal.c.case_id)),
    ]
    if chosen.tag is not None:
        found.append(case_id.in_(tagged(chosen.tag)))
    if chosen.case_id is not None:
        found.append(case_id == chosen.case_id)
    return found


TextMark = tuple[float, str, int]
"""Rank, time and number of the last row of a page."""


def search(
    conn: Reader, wanted: FindTerms, chosen: TextFilter, *, after: TextMark | None, limit: int
) -> list[tuple[TextMark, dict[str, Any]]]:
    """Texts that have every term, or a term of a case that has them all: the best answer first.

    Of those that answer alike the newest.
    """
    rank = rank_of(f.text_search).label("rank")
    query = _found(select(rank, _PLACE.at, _PLACE.serial), wanted, chosen).order_by(
        rank, _PLACE.at.desc(), _PLACE.serial.desc()
    )
    if after is not None:
        query = query.where(_beyond(rank_of(f.text_search), after))
    marks: list[TextMark] = [(row[0], row[1], row[2]) for row in conn.execute(query.limit(limit))]
    texts = {row["serial"]: row for row in _texts(conn, [serial for _r, _a, serial in marks])}
    return [(mark, texts[mark[2]]) for mark in marks]


def count(conn: Reader, wanted: FindTerms, chosen: TextFilter) -> int:
    """How many texts the filter finds."""
    return int(conn.execute(_found(select(func.count()), wanted, chosen)).scalar_one())


def is_found(conn: Reader, wanted: FindTerms, chosen: TextFilter) -> bool:
    """Whether the filter finds any text."""
    return conn.execute(_found(select(_PLACE.serial), wanted, chosen).limit(1)).first() is not None


def _found(query: Select[Any], wanted: FindTerms, chosen: TextFilter) -> Select[Any]:
    terms = [
        WantedWords(tuple(filter(None, (" ".join(term.words), term.also))), term.begins)
        for term in wanted.terms
    ]
    query = _of_texts(query, terms, chosen, any_of=chosen.across)
    for term in terms if chosen.across else ():
        query = query.where(_PLACE.case_id.in_(_of_texts(select(_PLACE.case_id), [term], chosen)))
    return query


def _of_texts(
    query: Select[Any], terms: Sequence[WantedWords], chosen: TextFilter, *, any_of: bool = False
) -> Select[Any]:
    query = (
        query.select_from(f.text_search)
        .join(f.text_place, _PLACE.serial == f.text_search.c.serial)
        .where(having(f.text_search, terms, any_of=any_of), *_of_cases(chosen, _PLACE.case_id))
    )
    if chosen.kinds:
        query = query.where(_PLACE.kind.in_([kind.value for kind in chosen.kinds]))
    if chosen.since is not None:
        query = query.where(_PLACE.at >= instant(chosen.since))
    if chosen.before is not None:
        query = query.where(_PLACE.at < instant(chosen.before))
    return query


def _beyond(rank: ColumnElement[float], mark: TextMark) -> ColumnElement[bool]:
    last, at, serial = mark
    older = or_(_PLACE.at < at, and_(_PLACE.at == at, _PLACE.serial < serial))
    return or_(rank > last, and_(rank == last, older))


def _texts(conn: Reader, serials: Collection[int]) -> list[dict[str, Any]]:
    piece, case = t.evidence.c, t.case_file.c
    query = (
        select(
            f.text_place,
            case.reference,
            case.title,
            case.stage,
            piece.no.label("evidence_no"),
            piece.name.label("evidence_name"),
            piece.sha256.label("evidence_sha256"),
        )
        .join(t.case_file, case.id == _PLACE.case_id)
        .join(
            t.evidence,
            and_(piece.id == _PLACE.source, _PLACE.kind == TextKind.EVIDENCE.value),
            isouter=True,
        )
        .where(_PLACE.serial.in_(serials))
    )
    return plain_rows(conn, query)
