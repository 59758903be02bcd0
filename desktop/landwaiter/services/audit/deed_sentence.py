"""How a row of the tables of sentences is said: in the fullest form that the entry has words for.

No sentence has a person for its subject: who did it stands before it. In Polish, French or Italian
a verb of the past agrees with whoever did it, and nothing here knows whether that is a woman. The
participle agrees with what it was done to, which each form names itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Final

from landwaiter.i18n import N_, _, joined
from landwaiter.services.audit.entry_places import EntryWords


@dataclass(frozen=True, slots=True)
class DeedSentence:
    """One row. Places in the texts are facts of the entry, or those of `entry_places`."""

    forms: tuple[str, ...]
    """The fullest first; the last needs the least. None: the title of the deed is a sentence."""
    name: str = ""
    """After that title: what it was done to."""
    more: tuple[str, ...] = ()
    """Said after it where the entry has it."""
    quotes: tuple[str, ...] = ("reason",)
    """Facts in somebody's own words, the first of which is quoted."""


def said(
    *forms: str, name: str = "", more: tuple[str, ...] = (), quotes: tuple[str, ...] = ("reason",)
) -> DeedSentence:
    return DeedSentence(forms, name, more, quotes)


_ALWAYS: Final = (N_("moved by {moved_by}"),)
"""Of every entry that says it."""
_VOIDED: Final = N_("the proposal fell with it")


def sentence_of(row: DeedSentence, entry: EntryWords, title: str) -> str:
    """What was done, with its reason in quotation marks; without who did it."""
    name = _filled(row.name, entry) if row.name else None
    if row.forms:
        main = next(filter(None, (_filled(form, entry) for form in row.forms)), title)
    else:
        main = _("{deed}: {name}").format(deed=title, name=name) if name else title
    told = joined(", ", (main, *_rest(row, entry)))
    quoted = next((text for one in row.quotes if (text := entry.place(one))), "")
    if not quoted:
        return told
    # A name has a colon before it already.
    quoting = _("{told} – “{reason}”") if name else _("{told}: “{reason}”")
    return quoting.format(told=told, reason=quoted)


def _rest(row: DeedSentence, entry: EntryWords) -> Iterator[str]:
    forms = [form for form in _ALWAYS if "{moved_by}" not in "".join(row.forms)]
    for form in (*row.more, *forms):
        if text := _filled(form, entry):
            yield text
    if "voided" in entry.facts:
        yield _(_VOIDED)


def _filled(form: str, entry: EntryWords) -> str | None:
    """The form with its places; None where the entry lacks one of them."""
    words = {name: entry.place(name) for name in _places(form)}
    if not all(words.values()):
        return None
    if len(words) == 1 and form == f"{{{next(iter(words))}}}":
        return next(iter(words.values()))  # nothing of ours is said beside it
    return _(form).format(**words) if words else _(form)


@cache
def _places(form: str) -> tuple[str, ...]:
    return tuple(name for _text, name, _spec, _turned in Formatter().parse(form) if name)
