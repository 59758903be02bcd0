"""Texts found by their words, with the place of each match; what was not searched is told.

Whoever sees the words of a piece of evidence, or of a case with a sensitive entity, is noted in the
audit chain as somebody who opened it is. Cases on which a person declared a conflict of interest of
their own are left out of what they find.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from landwaiter.domain.evidence.custody import label
from landwaiter.domain.finding.place import KIND_WORDS, PartKind, TextKind, place_words
from landwaiter.domain.finding.words import FindTerms, Snippet, asked, snippet
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, _, plural
from landwaiter.services.audit.viewing import note_cases_seen
from landwaiter.services.base.page import Page
from landwaiter.services.evidence.previews import PieceLook, note_looks
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.paging import key_in, mark_of
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_rows import case_id_of
from landwaiter.storage.finding import text_rows as stored
from landwaiter.storage.finding.text_rows import TextFilter

PAGE = 50
THROUGH = "find"


class Breadth(StrEnum):
    """How widely a question was taken: each way only where the ones before it find nothing."""

    WORDS = "words"
    BEGINNINGS = "beginnings"
    CASES = "cases"
    BEGINNINGS_IN_CASES = "beginnings_in_cases"


_BREADTHS: Final[Mapping[Breadth, str]] = {
    Breadth.WORDS: "",
    Breadth.BEGINNINGS: N_("No text has these words: shown are words that begin so."),
    Breadth.CASES: N_("No text has all of these words: shown are cases that have them in several."),
    Breadth.BEGINNINGS_IN_CASES: N_(
        "No text has all of these words: shown are cases that have words that begin so in several."
    ),
}


@dataclass(frozen=True, slots=True)
class FindQuery:
    """What is asked; empty and None are any."""

    words: str
    """`pump "end user" valv*`: every word, in any order, within one text."""
    kinds: tuple[TextKind, ...] = ()
    reference: str = ""
    first: date | None = None
    """The first and the last day on which it was written."""
    last: date | None = None
    tag: str = ""


@dataclass(frozen=True, slots=True)
class TextMatch:
    """One text in which everything that was asked stands."""

    kind: TextKind
    reference: str
    title: str
    stage: str
    case_id: str
    source: str
    """Identity of the row that says it: a note, a piece of evidence, a decision."""
    at: str
    author: str
    evidence: int | None
    """Number of the piece."""
    evidence_name: str
    part: PartKind
    part_name: str
    line: int
    """Of the match: of a sheet its row."""
    snippet: Snippet

    @property
    def page(self) -> int | None:
        """Of a file with pages or slides."""
        return int(self.part_name) if self.part in (PartKind.PAGE, PartKind.SLIDE) else None

    @property
    def place(self) -> str:
        """The place of the match without the name of a file, such as “E-02, page 3”."""
        if self.evidence is None:
            return _(KIND_WORDS[self.kind])
        return f"{label(self.evidence)}, {place_words(self.part, self.part_name, self.line)}"

    @property
    def where(self) -> str:
        """The place of the match in words, such as “E-02 contract.pdf, page 3”."""
        if self.evidence is None:
            return self.place
        place = place_words(self.part, self.part_name, self.line)
        return f"{label(self.evidence)} {self.evidence_name}, {place}"


@dataclass(frozen=True, slots=True)
class UnsearchedPiece:
    """A piece of evidence whose text is not found, or not all of it."""

    reference: str
    no: int
    name: str
    state: str
    why: str

    @property
    def sentence(self) -> str:
        place = {"reference": self.reference, "label": label(self.no), "name": self.name}
        said = (
            _("{reference} {label} {name}: read in part. {why}")
            if self.state == "in_part"
            else _("{reference} {label} {name}: not read. {why}")
        )
        return said.format(**place, why=self.why)


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a search did not look at."""

    unread: int
    """Pieces that nobody tried to read yet."""
    unsearched: tuple[UnsearchedPiece, ...]
    left_out: int
    """Cases with a conflict of interest of who searches."""
    breadth: Breadth = Breadth.WORDS


def find(
    session: Session,
    query: FindQuery,
    *,
    after: str | None = None,
    limit: int = PAGE,
    counted: bool = False,
) -> Page[TextMatch]:
    """What answers best first, of what answers alike the newest; `total` only when asked for.

    Where no text has all words, they may be beginnings, or stand in several texts of a case.
    """
    mark = key_in(after, 3) if after is not None else None
    with session.reading() as conn:
        _breadth, wanted, chosen = _widened(conn, query.words, _filter(session, conn, query))
        found = stored.search(conn, wanted, chosen, after=mark, limit=limit + 1)
        total = stored.count(conn, wanted, chosen) if counted else None
    shown = found[:limit]
    more = mark_of(*shown[-1][0]) if len(found) > limit else None
    rows = tuple(_match(row, snippet(row["text"], wanted)) for _mark, row in shown)
    _note(session, [row for _mark, row in shown])
    return Page(rows, more, total)


def _widened(conn: Reader, words: str, chosen: TextFilter) -> tuple[Breadth, FindTerms, TextFilter]:
    """The narrowest way that finds something; the words as they are where none does."""
    wanted, across = asked(words), replace(chosen, across=True)
    ways = [(Breadth.WORDS, wanted, chosen), (Breadth.BEGINNINGS, wanted.beginnings, chosen)]
    if len(wanted.terms) > 1:
        ways += [
            (Breadth.CASES, wanted, across),
            (Breadth.BEGINNINGS_IN_CASES, wanted.beginnings, across),
        ]
    return next((way for way in ways if stored.is_found(conn, way[1], way[2])), ways[0])


def gaps(session: Session, query: FindQuery) -> Gaps:
    """What a search like this does not look at: said beside its answer, found or not."""
    of_evidence = not query.kinds or TextKind.EVIDENCE in query.kinds
    with session.reading() as conn:
        chosen = _filter(session, conn, query)
        is_asked = bool(query.words.strip())
        return Gaps(
            stored.unread_count(conn, chosen) if of_evidence else 0,
            tuple(UnsearchedPiece(**row) for row in stored.not_read(conn, chosen))
            if of_evidence
            else (),
            stored.left_out(conn, session.casebook.user.id),
            _widened(conn, query.words, chosen)[0] if is_asked else Breadth.WORDS,
        )


def gap_sentences(found: Gaps, *, remedy: str = "") -> tuple[str, ...]:
    """The same in words; `remedy` says how what is unread is read."""
    said = [_(_BREADTHS[found.breadth])] if _BREADTHS[found.breadth] else []
    if found.unread:
        unread = plural(
            found.unread,
            "{n} piece of evidence is not read yet.",
            "{n} pieces of evidence are not read yet.",
        )
        said.append(f"{unread} {remedy}".strip())
    if found.left_out:
        said.append(
            plural(
                found.left_out,
                "{n} case with your conflict of interest is left out.",
                "{n} cases with your conflict of interest are left out.",
            )
        )
    return (*said, *(one.sentence for one in found.unsearched))


def kinds_named(text: str) -> tuple[TextKind, ...]:
    """Kinds from `notes,evidence`; Invalid for a word that names none."""
    kinds = []
    for word in filter(None, (one.strip().casefold() for one in text.split(","))):
        if word not in {kind.value for kind in TextKind}:
            raise Invalid(
                _("There is no such kind of text."),
                field="in",
                value=word,
                remedy=_("Use one of {known}.").format(
                    known=", ".join(kind.value for kind in TextKind)
                ),
            )
        kinds.append(TextKind(word))
    return tuple(dict.fromkeys(kinds))


def _filter(session: Session, conn: Reader, query: FindQuery) -> TextFilter:
    if query.first and query.last and query.first > query.last:
        raise Invalid(
            _("The last day lies before the first."),
            field="to",
            value=query.last.isoformat(),
            remedy=_("Give that day or a later one."),
        )
    after_last = query.last + timedelta(days=1) if query.last else None
    return TextFilter(
        kinds=query.kinds,
        case_id=case_id_of(conn, query.reference) if query.reference.strip() else None,
        since=session.midnight(query.first) if query.first else None,
        before=session.midnight(after_last) if after_last else None,
        tag=query.tag.strip() or None,
        reader=session.casebook.user.id,
    )


def _match(row: Mapping[str, Any], found: Snippet) -> TextMatch:
    return TextMatch(
        kind=TextKind(row["kind"]),
        reference=row["reference"],
        title=row["title"],
        stage=row["stage"],
        case_id=row["case_id"],
        source=row["source"],
        at=row["at"],
        author=row["author"],
        evidence=row["evidence_no"],
        evidence_name=row["evidence_name"] or "",
        part=PartKind(row["part"]),
        part_name=row["part_name"],
        line=row["first_line"] + found.line,
        snippet=found,
    )


def _note(session: Session, rows: list[dict[str, Any]]) -> None:
    """Who sees the words of a piece, or of a case with a sensitive entity, is noted."""
    seen = {
        PieceLook(
            row["case_id"],
            row["reference"],
            row["source"],
            row["evidence_no"],
            row["evidence_name"],
            row["evidence_sha256"],
        )
        for row in rows
        if row["evidence_no"] is not None
    }
    note_looks(session, sorted(seen, key=lambda one: (one.reference, one.no)))
    note_cases_seen(session, sorted({row["case_id"] for row in rows}), through=THROUGH)
