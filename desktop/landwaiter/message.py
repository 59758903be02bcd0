"""Sentences that are kept without a language: what is sealed, and the words it is shown in.

A `Message` is a text to whoever shows it: its value are the words in the language it was made in.
It remembers its *form*, which has no language and is what is hashed, signed and stored:

    "CN"                                a verbatim text: a name, a code, a decimal, an ISO date
    {"m": "Held since {day}."}          a message by its id, the English source text
    {"m": …, "a": {"day": …}}           with its arguments: forms, or whole numbers
    {"m": …, "p": …, "n": 3, "a": …}    for a count `{n}`: its ids for one and for many
    {"d": "12500.00"}                   a figure, in the notation of who reads it
    {"j": [form, …], "s": form}         forms joined by a separator
    {"c": form}                         a form with a capital letter at its beginning

Formatting a message, joining messages and adding to one give messages. What else makes a text of
one (an f-string, a slice, `str`) gives its words, and nothing that may be sealed.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from string import Formatter
from typing import TYPE_CHECKING, Any, ClassVar, Final, SupportsIndex, TypeAlias

MessageForm: TypeAlias = "str | int | Mapping[str, Any]"
MOST: Final = 1 << 20
"""Characters that one form may be put into: no form that others wrote may fill the memory."""
FOUR_DIGITS: Final = "1,000"
FIVE_DIGITS: Final = "10,000"
HALF: Final = "0.5"
NOTATION: Final = (FOUR_DIGITS, FIVE_DIGITS, HALF)
"""How a language writes figures, as texts that a catalogue has: not all group four digits."""
APART, REJOINED = "\u2068", "\u2069"
"""Around what is put into a text that runs to the left: its own letters say how it runs."""
_ISOLATES: Final = re.compile("[\u2066-\u2069]")
COUNT_SIGN: Final = "\x04"
"""Between count and ids in what a catalogue is asked for a message that counts."""


class DayWords:
    """How a day reads in a sentence; who knows the words of languages says it."""

    said: ClassVar[Callable[[date], str]] = staticmethod(str)


class Message(str):
    """Words that remember what they say."""

    __slots__ = ("form",)
    form: MessageForm

    def __new__(cls, words: str, form: MessageForm) -> "Message":
        made = str.__new__(cls, words)
        made.form = form
        return made

    def __reduce_ex__(self, _protocol: SupportsIndex) -> tuple[Any, ...]:
        return Message, (str(self), self.form)

    def format(self, *places: object, **arguments: object) -> str:
        """The message with its arguments, each of which is given by its name.

        A day is said in words: “3 Apr 2026”.
        What has arguments already, or is given some by place, is words from then on.
        """
        form = self.form
        for name, value in arguments.items():
            if type(value) is date:
                arguments[name] = DayWords.said(value)
        if places or not isinstance(form, dict) or len(form) != 1 or "m" not in form:
            return str.format(str(self), *places, **arguments)
        forms = {
            name: value if type(value) in _PLAIN else argument_form(value)
            for name, value in arguments.items()
        }
        # Whatever made it gave it a template that has these places and no others.
        words = _FORMAT(self, **arguments)
        return Message(words, {"m": form["m"], "a": forms} if forms else form)

    def strip(self, signs: str | None = None, /) -> str:
        """Itself where nothing is taken away; else words."""
        words = str(self).strip(signs)
        return self if words == str(self) else words

    def join(self, parts: Iterable[str]) -> str:
        return joined(self, parts)

    def __add__(self, other: str) -> str:
        return joined("", (self, other))

    def __radd__(self, other: str) -> str:
        return joined("", (other, self))


if TYPE_CHECKING:
    Words: TypeAlias = str
else:
    Words = Message
"""Of a field that is stored: a text that may be a message. Decoders ask for its real class."""


def joined(separator: str, parts: Iterable[str]) -> str:
    """The parts with a separator between them: a message where one of them is one."""
    parts = tuple(parts)
    words = str.join(str.__str__(separator), parts)
    if not any(isinstance(part, Message) for part in (separator, *parts)):
        return words
    if len(parts) == 1:
        return parts[0]
    forms = [form_of(part) for part in parts]
    if not any(isinstance(form, dict) for form in (*forms, form_of(separator))):
        return words
    return Message(words, {"j": forms, "s": form_of(separator)})


def apart(text: str, separator: str) -> tuple[str, str]:
    """Two joined texts, apart again: what stands before the first separator, and the rest."""
    form = form_of(text)
    if isinstance(form, dict) and form.get("s") == separator and len(form["j"]) == 2:
        first, rest = form["j"]
        if isinstance(first, str):
            return first, Message(str(text)[len(first) + len(separator) :], rest)
    before, _between, after = text.partition(separator)
    return before, after


def capitalised(text: str) -> str:
    """The text with a capital letter at its beginning."""
    words = text[:1].upper() + text[1:]
    form = form_of(text)
    return Message(words, {"c": form}) if isinstance(form, dict) else words


def form_of(text: str) -> MessageForm:
    """What is sealed of a text: the form of a message, and any other text as it is."""
    return text.form if isinstance(text, Message) else str.__str__(text)  # of a code its text


_FORMAT: Final = str.format
_PLAIN: Final = (str, int)


def argument_form(value: object) -> MessageForm:
    """What is sealed of what stands in a sentence: codes for what is enumerated, else its text."""
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str):
        return form_of(value)
    if type(value) is date:
        return form_of(DayWords.said(value))
    return value if type(value) is int else str(value)


@lru_cache(maxsize=4096)
def verbatim(text: str) -> Message:
    """A text that somebody typed, or a code, as a message."""
    return Message(text, text)


def worded(form: Any, text_of: Callable[[str], str]) -> Message:
    """A form in words, by the text that a catalogue has for each id.

    ValueError for what is no form, and for more than `MOST` characters.
    """
    return Message(_words(form, text_of), form)


def _words(form: Any, text_of: Callable[[str], str]) -> str:
    kind = type(form)
    if kind is str:
        return str(form)
    if kind is int:
        return str(form)
    if kind is not dict:
        raise ValueError("this is no message")
    template, given = form.get("m"), form.get("a")
    if type(template) is str and len(form) == (1 if given is None else 2):
        return _told(text_of(template), given, text_of)
    return _short(_put_together(form, text_of))


def counted_id(number: int, one: str, many: str) -> str:
    """What a catalogue is asked for a message that counts: it has a text for each such number.

    A dossier brings that text along under it, so that its reader needs no rule of plurals.
    """
    return COUNT_SIGN.join((str(number), one, many))


def parts_of_count(asked: str) -> tuple[int, str, str] | None:
    """Count and ids that `counted_id` put together; None for any other text."""
    number, sign, ids = asked.partition(COUNT_SIGN)
    one, between, many = ids.partition(COUNT_SIGN)
    if not sign or not between or not _COUNT.fullmatch(number):
        return None
    return int(number), one, many


_COUNT: Final = re.compile("-?[0-9]{1,15}")
_FIGURE: Final = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,20})?")
_POINTS: Final = (".", ",")
_GROUPS: Final = (",", ".", " ", "\u00a0", "\u202f", "'", "\u2019")
"""What may stand in a figure. A catalogue with other signs could make another figure of it."""


def figure_form(value: int | Decimal, places: int | None = None) -> MessageForm:
    """What is sealed of a figure, with so many places behind the point, or with those it has."""
    if isinstance(value, int):
        return {"d": str(value)}
    return {"d": f"{value:f}" if places is None else f"{value:.{places}f}"}


def _figure(form: Any, text_of: Callable[[str], str]) -> str:
    """A figure in the notation of a language."""
    if type(form) is not str or not _FIGURE.fullmatch(form):
        raise ValueError("this is no message")
    four, five, half = (re.sub("[0-9]", "", text_of(text)) for text in NOTATION)
    point = half if half in _POINTS else "."
    whole, _point, places = form.partition(".")
    group = five if len(whole.lstrip("-")) > len("1000") else four
    if group not in _GROUPS or group == point:
        group = ""
    minus = "-" if whole.startswith("-") else ""
    said = f"{minus}{int(whole.lstrip('-')):,}".replace(",", group)
    return f"{said}{point}{places}" if places else said


def _told(template: str, given: Any, text_of: Callable[[str], str]) -> str:
    """A template in words, with its arguments."""
    if given is None:
        return _filled(template, {})
    if type(given) is not dict:
        raise ValueError("this is no message")
    words = {
        name: value if type(value) is str else _words(value, text_of)
        for name, value in given.items()
    }
    return _short(_filled(template, words))


def _put_together(form: Mapping[str, Any], text_of: Callable[[str], str]) -> str:
    """What is joined, or begins with a capital letter."""
    if not is_form(form):
        raise ValueError("this is no message")
    if "d" in form:
        return _figure(form["d"], text_of)
    if "p" in form:
        number = form["n"]
        template = text_of(counted_id(number, form["m"], form["p"]))
        return _told(template, {**form.get("a", {}), "n": {"d": str(number)}}, text_of)
    if "j" in form:
        return _words(form["s"], text_of).join([_words(part, text_of) for part in form["j"]])
    words = _words(form["c"], text_of)
    return words[:1].upper() + words[1:]


def _short(words: str) -> str:
    if len(words) > MOST:
        raise ValueError("this message is too long")
    return words


def is_form(value: Any) -> bool:
    """Whether a JSON object is the form of a message, as far as its own members tell."""
    if not isinstance(value, dict):
        return False
    kinds = _MEMBERS.get("".join(sorted(value)) if all(map(_is_letter, value)) else "")
    return kinds is not None and all(
        isinstance(value[name], kind) and not isinstance(value[name], bool)
        for name, kind in kinds.items()
    )


def _is_letter(name: object) -> bool:
    return isinstance(name, str) and len(name) == 1


_MEMBERS: Final[Mapping[str, Mapping[str, type]]] = {
    "m": {"m": str},
    "am": {"m": str, "a": dict},
    "mnp": {"m": str, "p": str, "n": int},
    "amnp": {"m": str, "p": str, "n": int, "a": dict},
    "d": {"d": str},
    "js": {"j": list},
    "c": {},
}
"""The members of each form, by their letters in order, and what each of them is."""


def ids_in(value: Any) -> Iterable[str]:
    """What a catalogue is asked for each message in plain values, however deep it lies."""
    if isinstance(value, Mapping):
        if is_form(value):
            if "d" in value or "p" in value:
                yield from NOTATION
            if "m" in value:
                counts = "p" in value
                yield counted_id(value["n"], value["m"], value["p"]) if counts else value["m"]
        for item in value.values():
            yield from ids_in(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from ids_in(item)


def _filled(template: str, given: Mapping[str, str]) -> str:
    """The template with its arguments; as it stands where they are not those it asks for."""
    parts = _parts(template)
    if parts is None:
        return template
    for _before, name in parts:
        if name is not None and name not in given:
            return template
    return "".join([before if name is None else before + given[name] for before, name in parts])


def set_apart(template: str) -> str:
    """The template with each of its places held apart from the words around it.

    In a text that runs to the left `8419 89 98` would else be drawn as `98 89 8419`.
    """
    parts = _parts(template)
    if parts is None or all(name is None for _before, name in parts):
        return template
    return "".join(
        before.replace("{", "{{").replace("}", "}}")
        + ("" if name is None else f"{APART}{{{name}}}{REJOINED}")
        for before, name in parts
    )


def without_isolates(text: str) -> str:
    """The text as it is handed on: what only tells a screen how to draw it is left out."""
    return _ISOLATES.sub("", text)


def fits(template: str, english: str) -> bool:
    """Whether a translation has no place that the English text does not have."""
    ours, theirs = _parts(template), _parts(english)
    if ours is None or theirs is None:
        return template == english
    return {name for _text, name in ours} <= {None, *(name for _text, name in theirs)}


@lru_cache(maxsize=8192)
def _parts(template: str) -> tuple[tuple[str, str | None], ...] | None:
    """Texts, each with the name of what follows; None where a place is more than a name.

    Attributes, indexes and widths are in no message of the program: whoever forged one could read
    or waste with them what is not theirs.
    """
    try:
        parsed = tuple(Formatter().parse(template))
    except ValueError:
        return None
    for _text, name, spec, turned in parsed:
        if spec or turned or (name is not None and not name.isidentifier()):
            return None
    return tuple((text, name) for text, name, _spec, _turned in parsed)
