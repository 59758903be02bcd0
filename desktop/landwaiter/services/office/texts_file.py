"""A file of texts that an office supplies: read, and checked text by text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from landwaiter.domain.office.office_texts import foreign
from landwaiter.domain.office.text_checks import Misfit, findings_on, places
from landwaiter.errors import Invalid
from landwaiter.formats.base.translations_file import (
    TranslatedEntry,
    TranslationsFile,
    read_translations,
)
from landwaiter.i18n import N_, Catalogue, _, catalogue, languages, plural
from landwaiter.message import NOTATION

MOST_BYTES: Final = 8 << 20
"""Four times a catalogue that has every text."""
_SHORT: Final = 80
"""Characters of an id or a text that a refusal repeats."""


@dataclass(frozen=True, slots=True)
class SuppliedTexts:
    """What a file says otherwise than the program, and how many of its texts say the same."""

    words: Catalogue
    same: int
    long: tuple[str, ...]
    """Ids of labels whose text is so long that a window may cut it."""


@dataclass(frozen=True, slots=True)
class _Problem:
    entry: TranslatedEntry
    value: str | None
    said: str
    remedy: str

    def fault(self, file: str, others: int) -> Invalid:
        more = plural(others, "{n} more text is refused.", "{n} more texts are refused.")
        return Invalid(
            self.said,
            file=file,
            row=self.entry.row,
            field=_short(self.entry.ids[0]),
            value=None if self.value is None else _short(self.value),
            remedy=_("{one} {two}").format(one=self.remedy, two=more) if others else self.remedy,
        )


def texts_in(data: bytes, language: str, file: str) -> SuppliedTexts:
    """The texts of a file that fit the program; Invalid, with the place, where one does not."""
    shipped = catalogue(language)
    read = read_translations(data, file, forms=_forms(shipped))
    _refuse_other_language(read, language, file)
    _refuse_misfits(read, shipped, file)
    words, same = _otherwise(read, shipped)
    if not words.texts and not words.counts:
        raise Invalid(
            _("No text of the file is other than that of the program."),
            file=file,
            remedy=_("Write the texts that the office says otherwise."),
        )
    return SuppliedTexts(words, same, tuple(_long(words, _forms(shipped))))


def _forms(shipped: Catalogue) -> int:
    """How many forms a count has in the language."""
    return max(map(len, shipped.counts.values()), default=2)


def _refuse_other_language(read: TranslationsFile, language: str, file: str) -> None:
    if read.language and read.language != language:
        raise Invalid(
            _("The file says that it is in another language."),
            file=file,
            field="Language",
            value=read.language,
            remedy=_("Choose one of: {languages}.").format(
                languages=", ".join(foreign(languages()))
            ),
        )


def _refuse_misfits(read: TranslationsFile, shipped: Catalogue, file: str) -> None:
    first, *others = *_problems(read, shipped), None
    if first is not None:
        raise first.fault(file, len(others) - 1)


def _problems(read: TranslationsFile, shipped: Catalogue) -> Iterator[_Problem]:
    seen: set[tuple[str, ...]] = set()
    for one in filter(_is_translated, read.entries):
        if one.ids in seen:
            yield _Problem(one, None, _("This id stands there twice."), _("Keep one of them."))
        elif one.context or not _is_known(one, shipped):
            yield _Problem(
                one,
                None,
                _("No text of the program has this id."),
                _("Take the ids from a file that “landwaiter wording export --all” writes."),
            )
        elif one.is_fuzzy:
            yield _Problem(
                one,
                one.texts[0],
                _("The text is marked as not sure (fuzzy)."),
                _("Confirm it, or take it out of the file."),
            )
        else:
            yield from _misfits(one, _forms(shipped))
        seen.add(one.ids)


def _misfits(one: TranslatedEntry, forms: int) -> Iterator[_Problem]:
    for found in findings_on(one.ids, one.texts, forms=forms):
        if found.misfit is not Misfit.LENGTH:
            said, remedy = _MISFITS[found.misfit]
            yield _Problem(one, found.text, _(said), _remedy(remedy, one, forms))


_MISFITS: Final = {
    Misfit.FORMS: (
        N_("The count has another number of forms than the language."),
        N_("Forms of this language: {forms}. Fill each of them."),
    ),
    Misfit.PLACES: (
        N_("The text has other places than its id."),
        N_("It needs these places, and no others: {places}."),
    ),
    Misfit.EDGES: (
        N_("The text begins or ends with other blanks or breaks than its id."),
        N_("Begin and end it as the id does."),
    ),
    Misfit.SIGNS: (
        N_("The text holds signs that nobody sees."),
        N_("Write it anew without them."),
    ),
}


def _remedy(template: str, one: TranslatedEntry, forms: int) -> str:
    named = sorted(places(one.ids[-1]))
    shown = ", ".join(f"{{{name}}}" for name in named) or "–"
    return _(template).format(forms=forms, places=shown) if "{" in template else _(template)


def _is_translated(one: TranslatedEntry) -> bool:
    """A file may hold ids of which the office says nothing."""
    return any(one.texts)


def _is_known(one: TranslatedEntry, shipped: Catalogue) -> bool:
    if len(one.ids) > 1:
        return one.ids in shipped.counts
    return one.ids[0] in shipped.texts and one.ids[0] not in NOTATION


def _otherwise(read: TranslationsFile, shipped: Catalogue) -> tuple[Catalogue, int]:
    """The texts that are other than those of the program, and how many are the same.

    The same are not kept: where the program mends one later, the office has said nothing of it.
    """
    told = [one for one in read.entries if _is_translated(one)]
    texts = {one.ids[0]: one.texts[0] for one in told if len(one.ids) == 1}
    counts = {(one.ids[0], one.ids[1]): one.texts for one in told if len(one.ids) > 1}
    words = Catalogue(
        shipped.language,
        {id_: text for id_, text in texts.items() if text != shipped.texts[id_]},
        {ids: forms for ids, forms in counts.items() if forms != shipped.counts[ids]},
    )
    return words, len(told) - len(words.texts) - len(words.counts)


def _long(words: Catalogue, forms: int) -> Iterator[str]:
    plain = (((id_,), (text,)) for id_, text in words.texts.items())
    for ids, texts in chain[tuple[Sequence[str], Sequence[str]]](plain, words.counts.items()):
        found = findings_on(ids, texts, forms=forms)
        if any(one.misfit is Misfit.LENGTH for one in found):
            yield ids[0]


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
