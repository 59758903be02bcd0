"""A template of the office, and which of several a letter is written with on its day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher

from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.office.office_texts import TextChange
from landwaiter.i18n import _


@dataclass(frozen=True, slots=True)
class OfficeTemplate:
    """A version that two persons wanted; without a body, that the model is used again."""

    kind: LetterKind
    language: str
    number: int
    """How many there are of the kind in the language up to this one."""
    body: str
    sha256: str
    since: date
    until: date | None
    author: str
    """Who proposed it."""
    seconder: str
    """Who agreed to it; empty in an office of one person."""
    at: datetime

    def stands_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def template_on(
    known: Iterable[OfficeTemplate], kind: LetterKind, language: str, day: date
) -> OfficeTemplate | None:
    """The last version that stands on the day; None where letters are written with the model."""
    standing = [
        one for one in known if (one.kind, one.language) == (kind, language) and one.stands_on(day)
    ]
    last = max(standing, key=lambda one: one.number, default=None)
    return last if last is not None and last.body else None


def line_changes(now: str, proposed: str) -> tuple[TextChange, ...]:
    """What a second person reads: each run of lines that differs, beside what stands there now."""
    before, after = now.splitlines(), proposed.splitlines()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple(
        TextChange(_place(b1, b2, a1, a2), "", "\n".join(before[a1:a2]), "\n".join(after[b1:b2]))
        for tag, a1, a2, b1, b2 in matcher.get_opcodes()
        if tag != "equal"
    )


def _place(first: int, last: int, was_first: int, was_last: int) -> str:
    """Of the proposed text, else of the one now: where lines are only taken out."""
    if first == last:
        said = _("lines {first}–{last}, now").format(first=was_first + 1, last=was_last)
    else:
        said = _("lines {first}–{last}").format(first=first + 1, last=last)
    return said
