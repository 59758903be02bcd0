"""A proposal for a listing: under which act, by which criterion, and what it rests on, row by row.

A row is a sentence with its source, the day on which that was read or published, the hash of its
evidence, a grade and a word of certainty. It is written by hand, or quotes a statement on the
entity as it was stated. What is alleged enters no row. A reason that lacks one of these keeps the
proposal from being submitted; what speaks against it needs a source alone, so that nobody leaves
it out for want of a grade.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.entities.checked_statements import checked_grade, checked_piece
from landwaiter.domain.entities.entity import End, partial_day
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, Words, _, joined


class ListingPartKind(StrEnum):
    REASON = "reason"
    COUNTER = "counter"
    SEARCHED = "searched"
    """Where somebody looked for what speaks against it, and found nothing."""


class ListingState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


LETTERS: Final = {
    ListingPartKind.REASON: "R",
    ListingPartKind.COUNTER: "C",
    ListingPartKind.SEARCHED: "S",
}
OPEN_STATES: Final = frozenset({ListingState.DRAFT, ListingState.RETURNED})
"""In which its rows may change."""
_LABEL: Final = re.compile(r"([RCS])0*([1-9]\d{0,5})", re.IGNORECASE)
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_SHOWN: Final = 60
"""Characters of a sentence where a refusal names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingPart:
    """One row of a proposal; it is never changed, and ends with a reason."""

    id: str
    proposal_id: str
    no: int
    kind: ListingPartKind
    sentence: Words
    statement_id: str | None = None
    """The statement on the entity that it quotes; None: it was written by hand."""
    certainty: Certainty | None = None
    source: str = ""
    read_on: str | None = None
    """The day, ISO 8601."""
    published: str | None = None
    """ISO 8601 at whatever precision is known."""
    evidence: str = ""
    """The piece it rests on: `PL1-2026-000412/E-01`."""
    sha256: str = ""
    """Of the file of its evidence."""
    grade: str = ""
    releasable: bool
    """It may be told outside of the office."""
    author: str
    at: datetime
    end: End | None = None

    @property
    def stands(self) -> bool:
        return self.end is None

    @property
    def label(self) -> str:
        """`R2`: how people call it within its proposal."""
        return f"{LETTERS[self.kind]}{self.no}"


@dataclass(frozen=True, slots=True)
class ListingProposal:
    """What every row is about; act and criterion stay as they were said."""

    id: str
    entity_id: str
    act: str
    annex: str
    criterion: str
    author: str
    at: datetime
    end: End | None = None
    """Why it was withdrawn."""

    @property
    def under(self) -> str:
        """`Reg. (EU) No 833/2014, Annex IV: Art. 2b(1)`."""
        act = joined(", ", filter(None, (self.act, self.annex)))
        return _("{act}: {criterion}").format(act=act, criterion=self.criterion)


@dataclass(frozen=True, slots=True)
class TypedPart:
    """A row as it was typed."""

    sentence: Words
    certainty: Certainty | None = None
    source: str = ""
    read_on: date | None = None
    published: str | None = None
    evidence: str = ""
    sha256: str = ""
    grade: str = ""
    releasable: bool = False
    statement_id: str | None = None


@dataclass(frozen=True, slots=True)
class ContentPart:
    """One row as it is submitted, in the words that are signed."""

    label: str
    sentence: Words
    """As it was typed; a quotation has no language."""
    certainty: str
    quotes: str
    """Identity of the statement that it quotes; empty: written by hand."""
    source: str
    read_on: str
    published: str
    evidence: str
    sha256: str
    grade: str
    releasable: bool
    author: str

    @property
    def said(self) -> str:
        """`… owns … (reported)`: no surer than it was stated; of a search the sentence alone."""
        if self.label.startswith(LETTERS[ListingPartKind.SEARCHED]):
            return self.sentence
        sure = self.certainty or _("not said how sure")
        return _("{sentence} ({certainty})").format(sentence=self.quoted, certainty=_(sure))

    @property
    def quoted(self) -> str:
        """The sentence alone, in quotation marks where it is a statement's."""
        return _("“{sentence}”").format(sentence=self.sentence) if self.quotes else self.sentence


@dataclass(frozen=True, slots=True)
class EntityDesignation:
    """A name or identifier of the entity, as it is stated."""

    kind: str
    """Empty: the name that it was made with."""
    value: str
    certainty: str
    grade: str


@dataclass(frozen=True, slots=True)
class DroppedPart:
    """A row against the proposal that somebody took out: the second person signs knowing it.

    The reason is as it was typed, or `→ C1`: the row that has its number now.
    """

    sentence: Words
    reason: str
    author: str


@dataclass(frozen=True, slots=True)
class ProposalContent:
    """What a second person signs: whole, and told from every other state by its hash."""

    entity: str
    name: str
    act: str
    annex: str
    criterion: str
    author: str
    names: tuple[EntityDesignation, ...]
    identifiers: tuple[EntityDesignation, ...]
    reasons: tuple[ContentPart, ...]
    counter: tuple[ContentPart, ...]
    searched: tuple[ContentPart, ...]
    """Where nothing was found; counts only while nothing speaks against it."""
    dropped: tuple[DroppedPart, ...]

    @property
    def authors(self) -> tuple[str, ...]:
        """Everybody who wrote a part of it: none of them approves it."""
        rows = (*self.reasons, *self.counter, *self.searched)
        found = (self.author, *(row.author for row in rows), *(one.author for one in self.dropped))
        return tuple(sorted(set(found)))


def checked_part(kind: ListingPartKind, said: TypedPart, today: date) -> TypedPart:
    """Normalised; Invalid names the field that is wrong. What is missing may come later."""
    if said.certainty is Certainty.ALLEGED:
        raise Invalid(
            _("What is alleged enters no proposal for a listing."),
            field="certainty",
            value=said.certainty.value,
            remedy=_("Leave it on the page of the entity until somebody says it is more."),
        )
    sentence = said.sentence if said.statement_id else " ".join(said.sentence.split())
    if not sentence:
        raise Invalid(
            _("This is needed."),
            field="where" if kind is ListingPartKind.SEARCHED else "sentence",
            remedy=_("Write the sentence, or quote a statement on the entity."),
        )
    published = partial_day(said.published, "published")
    for name, day in (("read-on", said.read_on and said.read_on.isoformat()),
                      ("published", published)):  # fmt: skip
        if day and day > today.isoformat()[: len(day)]:
            raise Invalid(
                _("This day is still to come."),
                field=name,
                value=day,
                remedy=_("Give the day on which the source was read or published."),
            )
    if published and said.read_on and published > said.read_on.isoformat()[: len(published)]:
        raise Invalid(
            _("It would have been read before it was published."),
            field="published",
            value=published,
            remedy=_("Correct one of the two days."),
        )
    return TypedPart(
        sentence,
        said.certainty,
        " ".join(said.source.split()),
        said.read_on,
        published,
        checked_piece(said.evidence.strip()),
        _checked_hash(said.sha256),
        checked_grade(said.grade),
        said.releasable,
        said.statement_id,
    )


def _checked_hash(text: str) -> str:
    digest = text.strip().lower()
    if digest and not _SHA256.fullmatch(digest):
        raise Invalid(
            _("This is no SHA-256."),
            field="sha256",
            value=text,
            remedy=_("It has 64 figures and letters from a to f; or name a piece of evidence."),
        )
    return digest


def part_label(text: str) -> tuple[ListingPartKind, int]:
    """Kind and number of a row as people write it; Invalid for what is none."""
    found = _LABEL.fullmatch(text.strip())
    if found is None:
        raise Invalid(
            _("This names no row of a proposal."),
            field="row",
            value=text,
            remedy=_("Write R2 for a reason, C1 for counter-evidence, S1 for where was searched."),
        )
    (kind,) = (one for one, letter in LETTERS.items() if letter == found[1].upper())
    return kind, int(found[2])


def lacking(part: ListingPart) -> tuple[str, ...]:
    """What a row has not got that it must have; empty: it is complete."""
    wanted = {
        _("an open source"): bool(part.source),
        _("a day: read on, or published"): bool(part.read_on or part.published),
        _("the hash of its evidence"): bool(part.sha256),
        _("a grade"): bool(part.grade),
        _("how sure it is"): part.certainty is not None,
    }
    if part.kind is not ListingPartKind.REASON:
        return () if part.source else (_("an open source"),)
    return tuple(what for what, is_there in wanted.items() if not is_there)


def counting(parts: Iterable[ListingPart], kind: ListingPartKind) -> tuple[ListingPart, ...]:
    """The rows of a kind that stand, by number.

    Where nothing was found counts only as long as nothing speaks against it, and since the last
    such row was dropped: somebody has to say again that nothing is known.
    """
    rows = tuple(parts)
    found = tuple(sorted((p for p in rows if p.kind is kind and p.stands), key=lambda p: p.no))
    if kind is not ListingPartKind.SEARCHED:
        return found
    counter = [p for p in rows if p.kind is ListingPartKind.COUNTER]
    if any(p.stands for p in counter):
        return ()
    dropped = max((p.id for p in counter), default="")
    return tuple(p for p in found if p.id > dropped)


def why_not_complete(parts: Iterable[ListingPart]) -> Iterator[str]:
    """What keeps it from being submitted, each as a sentence; none: nothing does."""
    rows = tuple(parts)
    reasons = counting(rows, ListingPartKind.REASON)
    counter = counting(rows, ListingPartKind.COUNTER)
    if not reasons:
        yield _("It gives no reason.")
    for part in (*reasons, *counter):
        if missing := lacking(part):
            yield _("{label} “{sentence}” lacks {missing}.").format(
                label=part.label,
                sentence=shortened(part.sentence),
                missing=joined(_(" and "), missing),
            )
    if not counter and not counting(rows, ListingPartKind.SEARCHED):
        yield _("Nobody says what speaks against it, or where that was searched.")


def shortened(sentence: str) -> str:
    return sentence if len(sentence) <= _SHOWN else f"{sentence[: _SHOWN - 1].rstrip()}…"


def content_part(part: ListingPart) -> ContentPart:
    """A row as it is submitted."""
    return ContentPart(
        part.label,
        part.sentence,
        part.certainty.value if part.certainty else "",
        part.statement_id or "",
        part.source,
        part.read_on or "",
        part.published or "",
        part.evidence,
        part.sha256,
        part.grade,
        part.releasable,
        part.author,
    )


def state_words(state: ListingState) -> str:
    """As people read it: what it waits for stands with it."""
    return _(_STATES[state])


_STATES: Final = {
    ListingState.DRAFT: N_("draft"),
    ListingState.SUBMITTED: N_("submitted, waits for a second person"),
    ListingState.RETURNED: N_("returned to its author"),
    ListingState.APPROVED: N_("approved"),
    ListingState.WITHDRAWN: N_("withdrawn"),
}
