"""Texts of a language that the office supplies: read from its file, checked, kept, given out."""
# ruff: noqa: PLC0415 (imported where needed: what reads files of gettext is slow to load)

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from landwaiter.domain.law.pack import Trust
from landwaiter.domain.office.deeds import SUPPLY_TEXTS, SupplyTexts, WithdrawTexts
from landwaiter.domain.office.office_texts import (
    TRUST,
    OfficeTexts,
    TextsByLanguage,
    foreign,
    refuse_language,
)
from landwaiter.domain.office.text_checks import Misfit, findings_on, places
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import N_, Catalogue, _, catalogue, languages, plural
from landwaiter.message import NOTATION
from landwaiter.services.deeds.handler import Account, Doing, Tell
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import office_texts as stored
from landwaiter.user_file import file_bytes
from landwaiter.whole_file import whole_file

if TYPE_CHECKING:
    from landwaiter.formats.base.translations_file import TranslatedEntry, TranslationsFile

MOST_BYTES: Final = 8 << 20
"""Four times a catalogue that has every text."""
_SHORT: Final = 80
"""Characters of an id or a text that a refusal repeats."""


@dataclass(frozen=True, slots=True)
class TextsImport:
    """What became of a file: the texts that count now, and how many say what the program says."""

    texts: OfficeTexts
    same: int
    long: tuple[str, ...]
    """Ids of labels whose text is so long that a window may cut it."""


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """A language, and what the office supplies in it."""

    language: str
    texts: OfficeTexts | None

    @property
    def trust(self) -> str:
        """Of what is spoken in it, as an id."""
        return TRUST if self.texts else Trust.OWN_KNOWLEDGE.value


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text of the office beside that of the program; of what counts each form is a line."""

    id: str
    text: str
    shipped: str


@dataclass(frozen=True, slots=True)
class _Problem:
    entry: "TranslatedEntry"
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


def texts_of_office(session: Session) -> TextsByLanguage:
    """The texts that count now, by language."""
    with session.reading() as conn:
        return stored.texts_by_language(conn)


def language_rows(session: Session) -> tuple[LanguageRow, ...]:
    """Every language that texts can be supplied in."""
    found = texts_of_office(session)
    return tuple(LanguageRow(one, found.get(one)) for one in foreign(languages()))


def same_said(made: TextsImport) -> str:
    """Of texts that were not kept."""
    return plural(
        made.same,
        "{n} text is that of the program, and not kept.",
        "{n} texts are those of the program, and not kept.",
    )


def text_rows(session: Session, language: str) -> tuple[TextRow, ...]:
    """What the office says otherwise, by id; NotFound where it supplied nothing."""
    found = _known(texts_of_office(session), language)
    shipped = catalogue(language)
    rows = [TextRow(id_, text, shipped.texts[id_]) for id_, text in found.words.texts.items()]
    rows += [
        TextRow(ids[1], "\n".join(forms), "\n".join(shipped.counts[ids]))
        for ids, forms in found.words.counts.items()
    ]
    return tuple(sorted(rows, key=lambda one: one.id))


def supply_texts(session: Session, said: SupplyTexts, _tell: Tell) -> TextsImport:
    """Read a file, and let its texts win; Invalid, and nothing is kept, where one misfits."""
    from landwaiter.formats.base.translations_file import read_translations

    refuse_language(said.lang, languages())
    data, file = file_bytes(said.file, most=MOST_BYTES), said.file.name
    shipped = catalogue(said.lang)
    read = read_translations(data, file, forms=_forms(shipped))
    _refuse_other_language(read, said.lang, file)
    _refuse_misfits(read, shipped, file)
    words, same = _otherwise(read, shipped)
    if not words.texts and not words.counts:
        raise Invalid(
            _("No text of the file is other than that of the program."),
            file=file,
            remedy=_("Write the texts that the office says otherwise."),
        )
    with session.writing(SUPPLY_TEXTS.name) as work:
        sha256 = hashlib.sha256(data).hexdigest()
        texts = OfficeTexts(said.lang, said.edition.strip(), sha256, words, work.actor, work.now)
        stored.add_texts(work.conn, texts, row_id=work.new_id())
        work.audit(SUPPLY_TEXTS.entry, f"texts/{texts.language}", _told(texts))
        for topic in SUPPLY_TEXTS.topics:
            work.changed(topic, texts.language)
    made = TextsImport(texts, same, tuple(_long(words, _forms(shipped))))
    if made.long:
        session.notices.append(_length_said(made.long))
    return made


def texts_to_withdraw(doing: Doing, said: WithdrawTexts) -> OfficeTexts:
    """Those that the deed takes away."""
    return _known(stored.texts_by_language(doing.conn), said.lang)


def withdraw_texts(doing: Doing, _said: WithdrawTexts, found: OfficeTexts) -> Account:
    work = doing.work
    none = Catalogue(found.language, {})
    gone = replace(found, words=none, author=work.actor, at=work.now)
    stored.add_texts(work.conn, gone, row_id=work.new_id())
    return Account(f"texts/{found.language}", _told(found), (found.language,))


def export_texts(session: Session, language: str, path: Path, *, every: bool) -> int:
    """Write the office's texts as a file of gettext, or all that are spoken; how many these are."""
    from landwaiter.formats.base.translations_file import written_translations

    refuse_language(language, languages())
    found = texts_of_office(session)
    shipped = catalogue(language)
    if every:
        own = found.get(language)
        whole = shipped.below(own.words) if own else shipped
        told = {id_: text for id_, text in whole.texts.items() if id_ not in NOTATION}
        words, edition = Catalogue(language, told, whole.counts), own.edition if own else ""
    else:
        words, edition = _known(found, language).words, found[language].edition
    data = written_translations(words, comment=edition, at=session.now())
    with whole_file(path) as aside:
        aside.write_bytes(data)
    return len(words.texts) + len(words.counts)


def _known(found: TextsByLanguage, language: str) -> OfficeTexts:
    refuse_language(language, languages())
    if language not in found:
        raise NotFound(
            _("The office supplies no texts in this language."),
            field="language",
            value=language,
            remedy=_("It supplies: {languages}.").format(languages=", ".join(found) or "–"),
        )
    return found[language]


def _told(texts: OfficeTexts) -> dict[str, str | int]:
    return {
        "language": texts.language,
        "edition": texts.edition,
        "sha256": texts.sha256,
        "texts": texts.count,
    }


def _forms(shipped: Catalogue) -> int:
    """How many forms a count has in the language."""
    return max(map(len, shipped.counts.values()), default=2)


def _refuse_other_language(read: "TranslationsFile", language: str, file: str) -> None:
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


def _refuse_misfits(read: "TranslationsFile", shipped: Catalogue, file: str) -> None:
    first, *others = *_problems(read, shipped), None
    if first is not None:
        raise first.fault(file, len(others) - 1)


def _problems(read: "TranslationsFile", shipped: Catalogue) -> Iterator[_Problem]:
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


def _misfits(one: "TranslatedEntry", forms: int) -> Iterator[_Problem]:
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


def _remedy(template: str, one: "TranslatedEntry", forms: int) -> str:
    named = sorted(places(one.ids[-1]))
    shown = ", ".join(f"{{{name}}}" for name in named) or "–"
    return _(template).format(forms=forms, places=shown) if "{" in template else _(template)


def _is_translated(one: "TranslatedEntry") -> bool:
    """A file may hold ids of which the office says nothing."""
    return any(one.texts)


def _is_known(one: "TranslatedEntry", shipped: Catalogue) -> bool:
    if len(one.ids) > 1:
        return one.ids in shipped.counts
    return one.ids[0] in shipped.texts and one.ids[0] not in NOTATION


def _otherwise(read: "TranslationsFile", shipped: Catalogue) -> tuple[Catalogue, int]:
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


def _length_said(ids: tuple[str, ...]) -> str:
    named = ", ".join(f"“{id_}”" for id_ in ids[:3])
    return plural(
        len(ids),
        "{n} text is long, and a window may cut it: {ids}.",
        "{n} texts are long, and a window may cut them: {ids}.",
        ids=f"{named} …" if len(ids) > 3 else named,
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
