"""The frame that stands in place of a passage that is withheld: as words, and found in a text.

In words it stands in brackets, in Excel and in messages; on paper it is a drawn box.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from landwaiter.domain.base.facts import Content
from landwaiter.domain.reports.profiles import CLASS_WORDS
from landwaiter.i18n import N_, Words, _, form_of
from landwaiter.message import worded
from landwaiter.reports.dossier.wording import text_of

_BARE: Final = N_("[{letter}: {word}]")
_GIST: Final = N_("[{letter}: {word}; gist released by a second person: {gist}]")
_GIST_BY: Final = N_("[{letter}: {word}; gist released by {name}: {gist}]")
_FRAMES: Final = frozenset({_BARE, _GIST, _GIST_BY})
_OPENED, _CLOSED = "\ufdd0", "\ufdd1"
"""Around a frame while its text is taken apart: no letters, and never any (Unicode 23.7)."""


class FramedPart(NamedTuple):
    """A part of a text, in the order of reading."""

    text: str
    """Of a frame what stands in it, without its brackets."""
    is_frame: bool


def frame_of(content: Content, gist: str = "", released_by: str = "") -> str:
    """What stands in place of a passage: letter and word of its class, and its gist if it has one.

    Without `released_by` the reader is not told who released the gist.
    """
    letter, word = content.value, _(CLASS_WORDS[content])
    if not gist:
        return _(_BARE).format(letter=letter, word=word)
    if not released_by:
        return _(_GIST).format(letter=letter, word=word, gist=gist)
    return _(_GIST_BY).format(letter=letter, word=word, name=released_by, gist=gist)


def framed_parts(text: Words) -> tuple[FramedPart, ...]:
    """The frames of a text and what stands between them; () where it has no frame.

    A frame is known by what its message is, in the language of the report at hand: whoever types
    brackets into a note makes none.
    """
    form = form_of(text)
    if not _has_frame(form) or _OPENED in text or _CLOSED in text:
        return ()
    parts = tuple(_parts(worded(form, _set_off)))
    return parts if any(one.is_frame for one in parts) else ()


def _has_frame(form: Any) -> bool:
    if isinstance(form, dict):
        said = form.get("m")
        return (isinstance(said, str) and said in _FRAMES) or any(
            _has_frame(one) for one in form.values()
        )
    return isinstance(form, list) and any(map(_has_frame, form))


def _set_off(text: str) -> str:
    said = text_of(text)
    return f"{_OPENED}{said}{_CLOSED}" if text in _FRAMES else said


def _parts(text: str) -> Iterator[FramedPart]:
    """No frame is in another: what was put into one is no passage."""
    between, *frames = text.split(_OPENED)
    if between:
        yield FramedPart(between, False)
    for one in frames:
        inside, _closed, after = one.partition(_CLOSED)
        yield FramedPart(inside.removeprefix("[").removesuffix("]"), True)
        if after:
            yield FramedPart(after, False)
