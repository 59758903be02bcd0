"""Texts of a language that the office supplies: proposed from its file, shown, given out."""
# ruff: noqa: PLC0415 (imported where needed: what reads files of gettext is slow to load)

import io
from dataclasses import dataclass
from pathlib import Path

from landwaiter.domain.law.pack import Trust
from landwaiter.domain.office.deeds import SUPPLY_TEXTS, SupplyTexts, WithdrawTexts
from landwaiter.domain.office.office_texts import (
    TRUST,
    OfficeTexts,
    TextsByLanguage,
    count_of,
    foreign,
    refuse_language,
)
from landwaiter.i18n import Catalogue, catalogue, languages, plural
from landwaiter.message import NOTATION
from landwaiter.services.base.staging import stage_content
from landwaiter.services.deeds.handler import Doing, Result, Tell
from landwaiter.services.deeds.motion_form import Plain
from landwaiter.services.deeds.motions import moved
from landwaiter.services.office.texts_by_two import known_texts, texts_of_two
from landwaiter.services.warm.session import Session
from landwaiter.user_file import file_bytes
from landwaiter.whole_file import whole_file


@dataclass(frozen=True, slots=True)
class TextsImport:
    """What a file came to: how many of its texts are proposed, and how many are the program's."""

    count: int
    sha256: str
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


def texts_of_office(session: Session) -> TextsByLanguage:
    """The texts that count now, by language."""
    with session.reading() as conn:
        return texts_of_two(conn, session.registry(conn)).texts


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
    found = _known(session, language)
    shipped = catalogue(language)
    rows = [
        TextRow(id_, text, shipped.texts.get(id_, "")) for id_, text in found.words.texts.items()
    ]
    rows += [
        TextRow(ids[1], "\n".join(forms), "\n".join(shipped.counts.get(ids, ())))
        for ids, forms in found.words.counts.items()
    ]
    return tuple(sorted(rows, key=lambda one: one.id))


def supply_texts(session: Session, said: SupplyTexts, _tell: Tell) -> Result:
    """Read a file and propose it; Invalid, and nothing is kept, where one of its texts misfits.

    Until another person has agreed, what was spoken stays.
    """
    from landwaiter.services.office.texts_file import MOST_BYTES, texts_in

    refuse_language(said.lang, languages())
    data, file = file_bytes(said.file, most=MOST_BYTES), said.file.name
    found = texts_in(data, said.lang, file)
    sha256 = stage_content(session, file, io.BytesIO(data), roles=SUPPLY_TEXTS.roles)
    args = {
        "language": said.lang,
        "edition": said.edition.strip(),
        "file": file,
        "sha256": sha256,
    }
    with session.writing(SUPPLY_TEXTS.name) as work:
        motion_id = moved(session, work, SUPPLY_TEXTS.motion, args, said.reason)
    if found.long:
        session.notices.append(_length_said(found.long))
    made = TextsImport(count_of(found.words), sha256, found.same, found.long)
    return Result(work.changes, motion_id, outcome=made)


def withdrawn(doing: Doing, said: WithdrawTexts, _none: None) -> Plain:
    """What is signed of the texts that the deed takes away."""
    found = known_texts(doing.session, doing.conn, said.lang)
    return {"language": said.lang, "edition": found.edition, "sha256": found.sha256}


def export_texts(session: Session, language: str, path: Path, *, every: bool) -> int:
    """Write the office's texts as a file of gettext, or all that are spoken; how many these are."""
    from landwaiter.formats.base.translations_file import written_translations

    refuse_language(language, languages())
    shipped = catalogue(language)
    if every:
        own = texts_of_office(session).get(language)
        whole = shipped.below(own.words) if own else shipped
        told = {id_: text for id_, text in whole.texts.items() if id_ not in NOTATION}
        words, edition = Catalogue(language, told, whole.counts), own.edition if own else ""
    else:
        found = _known(session, language)
        words, edition = found.words, found.edition
    data = written_translations(words, comment=edition, at=session.now())
    with whole_file(path) as aside:
        aside.write_bytes(data)
    return count_of(words)


def _known(session: Session, language: str) -> OfficeTexts:
    with session.reading() as conn:
        return known_texts(session, conn, language)


def _length_said(ids: tuple[str, ...]) -> str:
    named = ", ".join(f"“{id_}”" for id_ in ids[:3])
    return plural(
        len(ids),
        "{n} text is long, and a window may cut it: {ids}.",
        "{n} texts are long, and a window may cut them: {ids}.",
        ids=f"{named} …" if len(ids) > 3 else named,
    )
