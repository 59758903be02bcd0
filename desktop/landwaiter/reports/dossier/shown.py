"""A dossier with the words that it is printed in, so that it reads the same to everybody, for ever.

The words of its own sentences are those of the program that froze it; so are headings, and what
else the two files print. English needs none: the ids of messages are its texts.
"""

import json
from collections import deque
from dataclasses import replace
from enum import Enum

from landwaiter.domain.base.facts import Content
from landwaiter.domain.office.office_texts import (
    EDITION,
    LANGUAGE,
    SHA256,
    TRUST,
    TRUSTED,
    OfficeTexts,
    TextsByLanguage,
)
from landwaiter.i18n import SOURCE, Catalogue, _, catalogue, catalogue_here
from landwaiter.message import ids_in
from landwaiter.reports.dossier.dossier import CellType, Dossier, DossierColumn, Table
from landwaiter.reports.dossier.wording import RecordingCatalogue, worded_in

_NO_TEXTS: TextsByLanguage = {}


def with_words(
    dossier: Dossier, spoken: Catalogue, *, texts: TextsByLanguage = _NO_TEXTS
) -> Dossier:
    """The dossier in a language, with the hash of its catalogue and the words that are used.

    Where `texts` of the office are among them, a table at its end tells whose they are.
    """
    own = texts.get(spoken.language)
    if own is not None and spoken.says(own.words):
        dossier = replace(dossier, closing=(*dossier.closing, _told(own)))
    dossier = replace(dossier, language=spoken.language, catalogue=spoken.sha256, words={})
    if spoken.language == SOURCE:
        return dossier
    used = RecordingCatalogue(spoken)
    _print(dossier, used)
    ids = {*used.asked, *ids_in(json.loads(dossier.canonical()))}
    words = {text: spoken.text(text) for text in ids}
    return replace(dossier, words={text: said for text, said in words.items() if said != text})


def _told(own: OfficeTexts) -> Table:
    """Which words are trusted how far: its reader has nothing else to know it from."""
    return Table(
        id="office_texts",
        title=_("Texts of the office"),
        subtitle=_("they win over those of the program, which are own translations"),
        columns=(
            DossierColumn("language", _(LANGUAGE), Content.OPEN, CellType.CODE, width=14),
            DossierColumn("edition", _(EDITION), Content.OPEN, width=35),
            DossierColumn("trust", _(TRUSTED), Content.OPEN, width=35),
            DossierColumn("sha256", _(SHA256), Content.OPEN, CellType.CODE, width=84),
        ),
        rows=((own.language, own.edition, _(TRUST), own.sha256),),
    )


class WordsState(Enum):
    """What is known here of the words that a dossier is printed in."""

    KNOWN = "known"
    """English, or those of the catalogue that it names, which this program has, or the office that
    is signed in."""
    UNKNOWN = "unknown"
    """It names a catalogue that this program does not have."""
    OTHERS = "others"
    """They are not those of the catalogue that it names."""


def words_of(dossier: Dossier) -> WordsState:
    """Whether the words of a dossier say what its messages say, as far as this program knows."""
    if dossier.language == SOURCE:
        return WordsState.KNOWN if not dossier.words else WordsState.OTHERS
    known = (catalogue(dossier.language), catalogue_here(dossier.language))
    own = next((one for one in known if one.sha256 == dossier.catalogue), None)
    if own is None:
        return WordsState.UNKNOWN
    said = all(own.text(text) == printed for text, printed in dossier.words.items())
    return WordsState.KNOWN if said else WordsState.OTHERS


def _print(dossier: Dossier, words: Catalogue) -> None:
    """Everything that is printed, for nobody."""
    from landwaiter.reports.paper.pdf import bare_pages  # noqa: PLC0415  # slow to import
    from landwaiter.reports.paper.pdf_field import signature_label  # noqa: PLC0415  # as above
    from landwaiter.reports.workbook.sheets import sheets  # noqa: PLC0415
    from landwaiter.reports.workbook.xlsx import printed_marking  # noqa: PLC0415

    with worded_in(words):
        bare_pages(dossier)
        signature_label()
        printed_marking(dossier)
        for sheet in sheets(dossier):
            deque(sheet.rows, maxlen=0)
