"""What a person says for a letter: of which kind, to whom, and the fields that no record fills."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from landwaiter.domain.base.facts import ValueKind
from landwaiter.domain.letters.letter_fields import BLOCKS, FIELDS, LetterKind
from landwaiter.errors import Invalid
from landwaiter.i18n import _, day_said

_TRACK: Final = tuple(
    f"track.{one}.{what}" for one in ("S", "N") for what in ("instrument", "article")
)
WRITTEN: Final[Mapping[LetterKind, tuple[str, ...]]] = {
    LetterKind.HOLD: ("hold.target", *_TRACK),
    LetterKind.INFORMATION: (),
    LetterKind.REMINDER: ("earlier.number", "earlier.served", "answer.open"),
    LetterKind.HEARING: (
        "decision.intended",
        "decision.grounds",
        "letter.enclosures",
    ),
    LetterKind.DECISION: (
        "decision.facts",
        "decision.law",
        "decision.consequences",
        "hearing.answer_and_reply",
        "hearing.number",
        "hearing.received",
    ),
    LetterKind.RELEASE: ("release.note",),
    LetterKind.ADVICE: (
        "cooperation.partner",
        "cooperation.project",
        "cooperation.grounds",
        "advice.valid_until",
    ),
}
"""What who writes may say; free text stands nowhere else, other wording is another template."""
ASKED_BY: Final[Mapping[LetterKind, str]] = {
    LetterKind.INFORMATION: "request.due",
    LetterKind.REMINDER: "reminder.due",
}
"""Kinds that ask for an answer by a day that who writes may name → the field that says it."""
TYPED_BLOCKS: Final[Mapping[LetterKind, str]] = {
    LetterKind.INFORMATION: "questions",
    LetterKind.ADVICE: "open_sources",
}
"""Tables whose rows a person says."""
AHEAD: Final[Mapping[LetterKind, frozenset[str]]] = {
    LetterKind.HOLD: frozenset({"hold.target", "clock.due", "clock.cap"}),
    LetterKind.INFORMATION: frozenset({"request.due"}),
    LetterKind.REMINDER: frozenset({"reminder.due"}),
    LetterKind.HEARING: frozenset({"hearing.due", "hearing.due_time"}),
    LetterKind.DECISION: frozenset(),
    LetterKind.RELEASE: frozenset(),
    LetterKind.ADVICE: frozenset({"advice.valid_until"}),
}
"""Days by which a letter asks for, promises or announces something: none of them may be past."""
_CELL: Final = re.compile(r"\s*\|\s*")


@dataclass(frozen=True, slots=True)
class LetterOrder:
    """The letter that a person wants."""

    kind: LetterKind
    reference: str
    to: str
    """The recipient: a role, a name or an identity on the case."""
    language: str = ""
    """Empty: that of the recipient's state, else the office's."""
    said: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[tuple[str, ...], ...] = ()
    """Of the table that a person says: questions, open sources."""
    exhibits: tuple[str, ...] = ()
    """Labels of the evidence that a hearing lists."""

    def day(self, path: str) -> date | None:
        """The day that is said of a field."""
        return date.fromisoformat(self.said[path]) if path in self.said else None


def order_said(
    kind: LetterKind,
    reference: str,
    to: str,
    *,
    language: str = "",
    say: Iterable[str] = (),
    rows: Iterable[str] = (),
    exhibits: Iterable[str] = (),
    by: date | None = None,
) -> LetterOrder:
    """What a person typed, read; Invalid for what the letter of this kind does not take.

    `by`: the day by which an answer is asked for, in place of the one that follows from the case.
    """
    return LetterOrder(
        kind,
        reference,
        to,
        language.strip().lower(),
        {**said_fields(kind, say), **said_by(kind, by)},
        said_rows(kind, rows),
        tuple(exhibits),
    )


def said_fields(kind: LetterKind, given: Iterable[str]) -> dict[str, str]:
    """`FIELD=TEXT` by field; Invalid for what this kind's writer does not say, or no day."""
    found: dict[str, str] = {}
    for one in given:
        path, equals, text = one.partition("=")
        path, text = path.strip(), text.strip()
        if path not in WRITTEN[kind] or not equals or not text:
            raise Invalid(
                _("Who writes this letter does not say this."),
                field="say",
                value=one,
                remedy=_("Give one of: {wanted}.").format(wanted=_sayable(kind)),
            )
        if FIELDS[path].kind is ValueKind.DAY:
            typed_day(path, text)
        found[path] = text
    return found


def _sayable(kind: LetterKind) -> str:
    """What who writes such a letter may say, as it is typed."""
    by = ("--by",) if kind in ASKED_BY else ()
    return ", ".join((*by, *(f"{name}=…" for name in WRITTEN[kind])))


def said_by(kind: LetterKind, by: date | None) -> dict[str, str]:
    """The day by which an answer is asked for, in its field; Invalid where none is asked by one."""
    if by is None:
        return {}
    if kind not in ASKED_BY:
        raise Invalid(
            _("A letter of this kind asks for no answer by a day."),
            field="by",
            value=by.isoformat(),
            remedy=_("Leave the day out: the period of a hearing counts from its service.")
            if kind is LetterKind.HEARING
            else _("Leave the day out."),
        )
    return {ASKED_BY[kind]: by.isoformat()}


def typed_day(field: str, text: str) -> date | None:
    """The day that is typed in a field; None where nothing is, Invalid for what is no day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid(
            _("This is no day."), field=field, value=text, remedy=_("Write it as 2026-04-28.")
        ) from None


def said_rows(kind: LetterKind, given: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """`a | b | c` as the rows of the table that this kind's writer says, without their numbers."""
    rows = tuple(tuple(_CELL.split(one.strip())) for one in given)
    if not rows:
        return ()
    block = TYPED_BLOCKS.get(kind)
    columns = BLOCKS[block].columns[1:] if block else ()
    for row in rows:
        if not row[0] or len(row) > len(columns):
            raise Invalid(
                _("This is no row of the table that this letter holds."),
                field="row",
                value=" | ".join(row),
                remedy=_("Write it as: {columns}.").format(columns=" | ".join(columns))
                if columns
                else _("Leave it out: the case fills the tables of this letter."),
            )
    return tuple((*row, *[""] * (len(columns) - len(row))) for row in rows)


def refuse_past(kind: LetterKind, days: Mapping[str, date], today: date) -> None:
    """Invalid where the letter would ask for or announce something on a day that is past."""
    for path, day in days.items():
        if path in AHEAD[kind] and day < today:
            raise Invalid(
                _("{day} is past: no letter asks for or announces anything by that day.").format(
                    day=day_said(day)
                ),
                field="by" if path == ASKED_BY.get(kind) else path,
                value=day.isoformat(),
                remedy=_("Give a day from today on, or record what came of it."),
            )
