"""Translations as a file of gettext (`.po`): read entry by entry, and written."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, write_po

from landwaiter import __version__
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, Catalogue, _

_SAVE_IT = N_("Save it with a program for gettext, as a .po file in UTF-8.")


@dataclass(frozen=True, slots=True)
class TranslatedEntry:
    """One text of a file: `ids` are its id, and of what counts that for many behind it."""

    row: int
    """The line at which its id begins."""
    ids: tuple[str, ...]
    texts: tuple[str, ...]
    is_fuzzy: bool = False
    context: str = ""


@dataclass(frozen=True, slots=True)
class TranslationsFile:
    """What a file holds; `language` is what it says of itself, or empty."""

    language: str
    entries: tuple[TranslatedEntry, ...]


class _Gathered(Catalog):
    """Every entry as it comes, also one that comes twice.

    How many forms a language has is told, not read: a file could ask for as many as fill the
    memory.
    """

    def __init__(self, forms: int) -> None:
        super().__init__()
        self._forms, self.found = forms, list[Message]()

    @property
    def num_plurals(self) -> int:
        return self._forms

    def __setitem__(self, id: Any, message: Message) -> None:  # its name in babel
        if id:
            self.found.append(message)
        else:
            super().__setitem__(id, message)


def read_translations(data: bytes, file: str, *, forms: int) -> TranslationsFile:
    """The entries of a file of a language with so many plural forms; what is obsolete is left out.

    Invalid, with its line, for what is no such file.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise Invalid(
            _("The file is not UTF-8 text."), file=file, row=row, remedy=_(_SAVE_IT)
        ) from error
    gathered = _Gathered(forms)
    parser = PoFileParser(gathered, ignore_obsolete=True, abort_invalid=True)
    try:
        parser.parse(text.split("\n"))
    except PoFileError as error:
        raise _no_catalogue(file, error.lineno + 1) from error
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        # babel trusts a file to be one of gettext, and stumbles at the entry that is none.
        raise _no_catalogue(file, parser.offset + 1) from error
    return TranslationsFile(
        (gathered.locale_identifier or "").partition("_")[0].lower(),
        tuple(map(_entry, gathered.found)),
    )


def _no_catalogue(file: str, row: int) -> Invalid:
    return Invalid(
        _("This is no file of translations: an entry has another form."),
        file=file,
        row=row,
        remedy=_(_SAVE_IT),
    )


def _entry(one: Message) -> TranslatedEntry:
    return TranslatedEntry(
        one.lineno or 1,
        (one.id,) if isinstance(one.id, str) else tuple(one.id),
        (one.string,) if isinstance(one.string, str) else tuple(one.string or ()),
        one.fuzzy,
        one.context or "",
    )


def written_translations(words: Catalogue, *, comment: str, at: datetime) -> bytes:
    """The file of these texts, in the order of their ids; `comment` stands above them."""
    made = Catalog(
        locale=words.language,
        project="Landwaiter",
        version=__version__,
        creation_date=at,
        revision_date=at,
        charset="utf-8",
        header_comment=f"# {' '.join(comment.split())}",
        fuzzy=False,
    )
    made.last_translator = made.language_team = made.msgid_bugs_address = made.project
    for text_id, text in sorted(words.texts.items()):
        made.add(text_id, text)
    for ids, forms in sorted(words.counts.items()):
        made.add(ids, forms)
    written = BytesIO()
    write_po(written, made, width=100, sort_output=True)
    return written.getvalue()
