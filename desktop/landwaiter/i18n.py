"""Translation of the strings a user reads; English is the source text.

`_` gives a `Message` (`landwaiter.message`): words to whoever shows them, and a form without a
language to whoever seals them.
"""

import gettext
import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Final

from landwaiter.errors import Invalid, PlaceWords
from landwaiter.message import (
    COUNT_SIGN,
    DayWords,
    Message,
    MessageForm,
    Words,
    apart,
    argument_form,
    capitalised,
    figure_form,
    fits,
    form_of,
    is_form,
    joined,
    parts_of_count,
    set_apart,
    without_isolates,
    worded,
)
from landwaiter.resources import root

__all__ = [
    "ENGLISH",
    "N_",
    "SOURCE",
    "Catalogue",
    "Message",
    "Words",
    "_",
    "apart",
    "capitalised",
    "catalogue",
    "catalogue_here",
    "choose",
    "day_said",
    "figure",
    "form_of",
    "in_english",
    "in_words",
    "joined",
    "language",
    "languages",
    "message",
    "month_said",
    "plural",
    "refuse_unspoken",
    "runs_left",
    "shown",
    "speaking",
    "spoken",
    "spoken_by_process",
    "supply",
    "without_isolates",
]

DOMAIN = "landwaiter"
SOURCE: Final = "en"
"""The language of the ids of messages: they are its texts, and its catalogue is empty."""


CountedTexts = Mapping[tuple[str, str], tuple[str, ...]]
"""The texts of messages that count, by their ids for one and for many, in the order of the rule."""


@cache
def runs_left(language: str) -> bool:
    """Whether a language (ISO 639-1) is written from right to left."""
    if language == SOURCE:
        return False
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  # slow to import

    try:
        return Locale.parse(language).text_direction == "rtl"
    except (UnknownLocaleError, ValueError):
        return False


class Catalogue:
    """The texts of one language by the id of their message; what has none stays English.

    `rule` says which of the texts of `counts` is for a number.
    """

    def __init__(
        self,
        language: str,
        texts: Mapping[str, str],
        counts: CountedTexts | None = None,
        rule: Callable[[int], int] = lambda number: int(number != 1),
    ) -> None:
        self.language = language
        self.texts: Mapping[str, str] = MappingProxyType(dict(texts))
        self.counts: CountedTexts = MappingProxyType(dict(counts or {}))
        self._rule = rule
        self._messages: dict[str, Message] = {}

    def message(self, text: str) -> Message:
        """The message of this id, without arguments."""
        made = self._messages.get(text)
        if made is None:
            text = str.__str__(text)  # of a code its text
            form: MessageForm = {"m": text} if text else ""  # nothing to say is said in no language
            made = self._messages[text] = Message(self.drawn(text) if text else "", form)
        return made

    def text(self, text: str) -> str:
        """The text of this id; English where a translation asks for arguments that it has not."""
        found = self.texts.get(text)
        if COUNT_SIGN in text:
            return self._counted(text, found)
        return text if found is None or not fits(found, text) else found

    def drawn(self, text: str) -> str:
        """The text of this id as a screen draws it: where it runs to the left, its places are set
        apart. What is sealed or printed has none of that."""
        found = self.text(text)
        return set_apart(found) if runs_left(self.language) else found

    def _counted(self, asked: str, found: str | None) -> str:
        """The text for a count; a text for this very number is found in a dossier's own words."""
        count = parts_of_count(asked)
        if count is None:
            return asked
        number, one, many = count
        english = one if number == 1 else many
        if found is None:
            forms = self.counts.get((one, many), ())
            place = self._rule(abs(number))
            found = forms[place] if place < len(forms) else english
        return found if fits(found, english) else english

    def below(self, supplied: "Catalogue") -> "Catalogue":
        """The same with some texts said otherwise; the language's rule of counts stays."""
        return Catalogue(
            self.language,
            {**self.texts, **supplied.texts},
            {**self.counts, **supplied.counts},
            self._rule,
        )

    def says(self, others: "Catalogue") -> bool:
        """Whether every text of another catalogue of its language is its own."""
        return (
            self.texts.items() >= others.texts.items()
            and self.counts.items() >= others.counts.items()
        )

    @cached_property
    def sha256(self) -> str:
        """Of the canonical JSON of its language and texts."""
        counts = [[*ids, *texts] for ids, texts in sorted(self.counts.items())]
        told = {"language": self.language, "texts": dict(self.texts), "counts": counts}
        data = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(data.encode()).hexdigest()


_LANGUAGE: Final = re.compile("[a-z]{2,3}")
ENGLISH: Final = Catalogue(SOURCE, {})


@cache
def catalogue(language: str | None = None) -> Catalogue:
    """The texts in `language` (ISO 639-1), or in the system's; English where there are none."""
    folder = root() / "translations"
    if not isinstance(folder, Path) or language == SOURCE:
        return ENGLISH
    if language and not _LANGUAGE.fullmatch(language):
        return ENGLISH  # whoever wrote a report may call it anything, and no file is named so
    path = gettext.find(DOMAIN, str(folder), [language] if language else None)
    if path is None:
        return ENGLISH
    return catalogue_of(Path(path))


def catalogue_of(path: Path) -> Catalogue:
    """The texts of a compiled catalogue, `<language>/LC_MESSAGES/landwaiter.mo`."""
    from babel.messages.mofile import read_mo  # noqa: PLC0415  # slow to import

    with path.open("rb") as file:
        read = read_mo(file)
    told = [one for one in read if one.id and one.string]
    return Catalogue(
        path.parts[-3],
        {str(one.id): str(one.string) for one in told if isinstance(one.id, str)},
        {
            (one.id[0], one.id[1]): tuple(one.string or ())
            for one in told
            if not isinstance(one.id, str)
        },
        gettext.c2py(read.plural_expr),
    )


_spoken: ContextVar[Catalogue | None] = ContextVar("what is spoken", default=None)


class _Process:
    """What this process speaks where nothing else is spoken; None for the system's language."""

    words: Catalogue | None = None
    supplied: Mapping[str, Catalogue] = MappingProxyType({})
    """By language, the texts that the office of who is signed in supplies: some, or all."""
    joined: ClassVar[dict[str, Catalogue]] = {}
    """Them above those of the program, made when first spoken."""


def spoken() -> Catalogue:
    """The catalogue of what is said now.

    That within `speaking`, else what the process chose, else that of the system.
    """
    return _spoken.get() or spoken_by_process()


def supply(texts: Mapping[str, Catalogue]) -> None:
    """Let these texts of an office win over those of the program, in the whole process.

    By language; none, as at the start: what is spoken is what the program ships.
    """
    if _hashes(texts) == _hashes(_Process.supplied):
        return
    spoke = spoken_by_process().language
    _Process.supplied, _Process.joined = MappingProxyType(dict(texts)), {}
    _Process.words = catalogue_here(spoke)


def _hashes(texts: Mapping[str, Catalogue]) -> Mapping[str, str]:
    return {language: texts[language].sha256 for language in texts}


def catalogue_here(language: str | None = None) -> Catalogue:
    """The texts in `language`, or in the system's, as they are spoken here: with the office's."""
    shipped = catalogue(language)
    supplied = _Process.supplied.get(shipped.language)
    if supplied is None:
        return shipped
    made = _Process.joined.get(shipped.language)
    if made is None:
        made = _Process.joined[shipped.language] = shipped.below(supplied)
    return made


def spoken_by_process() -> Catalogue:
    """The catalogue that the process speaks where nothing else is spoken."""
    return _Process.words or catalogue()


def languages() -> tuple[str, ...]:
    """The languages that there are texts in (ISO 639-1), English first."""
    folder = root() / "translations"
    found = catalogue_files(folder) if isinstance(folder, Path) else ()
    return (SOURCE, *sorted(path.parts[-3] for path in found))


def catalogue_files(folder: Path) -> tuple[Path, ...]:
    """The compiled catalogues below a folder, each of one language."""
    return tuple(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))


def choose(language: str | None) -> None:
    """Speak this language in the whole process from now on; None: that of the system.

    Invalid for one without texts. Words that were said stay in the language they were said in.
    """
    if language is None:
        _Process.words = catalogue_here() if _Process.supplied else None
        return
    refuse_unspoken(language, languages())
    _Process.words = catalogue_here(language)


def refuse_unspoken(language: str, known: Collection[str]) -> None:
    """Invalid for a language that is not among these."""
    if language not in known:
        raise Invalid(
            _("Landwaiter does not speak this language."),
            field="language",
            value=language,
            remedy=_("Choose one of: {languages}.").format(languages=", ".join(known)),
        )


def language() -> str:
    """ISO 639-1 of what is said now."""
    return spoken().language


def shown() -> Mapping[str, str]:
    """In which words somebody reads what is signed: language, and hash of its catalogue."""
    return {"language": spoken().language, "catalogue": spoken().sha256}


@contextmanager
def speaking(words: Catalogue) -> Iterator[None]:
    """Within it, `_` and `in_words` speak by this catalogue."""
    token = _spoken.set(words)
    try:
        yield
    finally:
        _spoken.reset(token)


def _(text: str) -> str:
    """`text` as a `Message` in the language that is spoken; unknown texts stay English."""
    return (_spoken.get() or _Process.words or catalogue()).message(text)


def row_said(row: int) -> str:
    """Such as “row 12”."""
    return _("row {row}").format(row=row)


def _value_said(value: str) -> str:
    return _("“{value}”").format(value=value)


PlaceWords.row, PlaceWords.value = row_said, _value_said


def N_(text: str) -> str:  # noqa: N802  # its name in every gettext
    """`text` itself, marked for whoever gathers the texts to translate.

    A table that is made while its module is loaded holds ids: which language is spoken is not
    settled by then. Whatever shows one of them says it by `_`.
    """
    return text


MONTHS: Final = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)


def day_said(day: date) -> str:
    """“9 Apr 2026”: how a message says each day that is put into it."""
    return _("{day} {month} {year}").format(
        day=day.day, month=_(MONTHS[day.month - 1]), year=day.year
    )


def month_said(day: date) -> str:
    """“Apr 2026”."""
    return _("{month} {year}").format(month=_(MONTHS[day.month - 1]), year=day.year)


DayWords.said = day_said


def plural(number: int, one: str, many: str, /, **arguments: object) -> str:
    """A message that counts, with its arguments: `one` in English for 1, else `many`.

    `{n}` is the number in the notation of the reader. A language has as many texts for it as it
    needs, so both are written here as they stand, and never put together.
    """
    form: dict[str, Any] = {"m": one, "p": many, "n": number}
    if arguments:
        form["a"] = {name: argument_form(value) for name, value in arguments.items()}
    return worded(form, spoken().drawn)


def figure(value: int | Decimal, places: int | None = None) -> str:
    """“12,500.00”, in the notation of the reader; with the places that it has, or so many."""
    return worded(figure_form(value, places), spoken().drawn)


def in_words(value: Any) -> Any:
    """Plain values with each form in them as a message in the language that is spoken.

    What is no form stays as it is, however deep it lies.
    """
    if isinstance(value, dict):
        if is_form(value):
            return message(value)
        return {name: in_words(item) for name, item in value.items()}
    if isinstance(value, list):
        return [in_words(item) for item in value]
    return value


def in_english(text: str) -> str:
    """A text in the words of its ids, whatever is spoken."""
    return str(worded(form_of(text), ENGLISH.text))


def message(value: Any) -> str:
    """A text as it was sealed, in the language that is spoken; what is neither text nor form, as
    it is written."""
    try:
        return value if isinstance(value, str) else worded(value, spoken().drawn)
    except ValueError:
        return str(value)
