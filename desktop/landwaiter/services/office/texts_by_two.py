"""Texts of the office as two persons want them: what counts, what would change, how it is done.

Who signs reads these words, so a row of the database is not enough: the signatures of the motion
are asked whenever somebody signs in, and the words are held against what was signed.
"""
# ruff: noqa: PLC0415 (imported where needed: what reads files of gettext is slow to load)

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from landwaiter.domain.deeds.motion import Motion, MotionState
from landwaiter.domain.office.deeds import SUPPLY_TEXTS, WITHDRAW_TEXTS
from landwaiter.domain.office.office_texts import (
    OfficeTexts,
    TextChange,
    TextsByLanguage,
    count_of,
    foreign,
    refuse_language,
    text_changes,
)
from landwaiter.errors import NotFound
from landwaiter.i18n import Catalogue, _, catalogue, languages
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import office_texts as stored
from landwaiter.storage.base.office_texts import StoredTexts
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.deeds.motion_rows import motions_about
from landwaiter.trust.registry import Registry

Given = Mapping[str, Any]
SUPPLY, WITHDRAW = SUPPLY_TEXTS.motion, WITHDRAW_TEXTS.motion
"""Motions."""
_OBJECT: Final = "texts/"
_TOLD: Final = ("language", "edition", "sha256")
"""In the audit trail."""


@dataclass(frozen=True, slots=True)
class TextsOfTwo:
    """What two persons want to be spoken, and the languages whose rows say something else."""

    texts: TextsByLanguage
    fallen: tuple[str, ...]
    """Here the texts of the program are spoken."""


def texts_of_two(conn: Reader, registry: Registry) -> TextsOfTwo:
    """What counts now by signatures, whatever the rows say."""
    rows, motions = stored.last_texts(conn), _last_motions(conn, registry)
    texts, fallen = {}, []
    for language in sorted({*rows, *motions}):
        row, motion = rows.get(language), motions.get(language)
        if row is None or motion is None or not _carries(motion, row):
            fallen.append(language)
        elif motion.deed == SUPPLY:
            texts[language] = _texts(row, motion)
    return TextsOfTwo(texts, tuple(fallen))


def fallen_said(languages_fallen: tuple[str, ...]) -> str:
    """What a person is told who signs in; empty where nothing is wrong."""
    if not languages_fallen:
        return ""
    return _(
        "The texts of the office in {languages} are not those that two persons signed: the "
        "program speaks its own. Tell an administrator, and run “casebook check”."
    ).format(languages=", ".join(languages_fallen))


def _last_motions(conn: Reader, registry: Registry) -> dict[str, Motion]:
    """By language, the last motion that was carried out.

    One moved before it is not carried out after it: what it rests on has changed by then.
    """
    objects = [f"{_OBJECT}{one}" for one in foreign(languages())]
    found: dict[str, Motion] = {}
    for deed in (SUPPLY, WITHDRAW):
        for about, motions in motions_about(conn, registry, deed, objects).items():
            language = about.removeprefix(_OBJECT)
            done = [one for one in motions if one.state is MotionState.CARRIED_OUT]
            known = found.get(language)
            if done and (known is None or done[-1].id > known.id):
                found[language] = done[-1]
    return found


def _carries(motion: Motion, row: StoredTexts) -> bool:
    """Whether two persons signed this very row."""
    signed = (motion.args.get("edition"), motion.args.get("sha256"))
    if not motion.valid or motion.id != row.motion_id or signed != (row.edition, row.sha256):
        return False
    if motion.deed == WITHDRAW:
        return not count_of(row.words)
    return bool(motion.facts.get("words") == _measured(row.words))


def _texts(row: StoredTexts, motion: Motion) -> OfficeTexts:
    second = motion.second
    return OfficeTexts(
        row.language,
        row.edition,
        row.sha256,
        row.words,
        motion.author,
        "" if second is None or second.by_one else second.seconder,
        row.at,
    )


def texts_object(args: Given) -> str:
    return f"{_OBJECT}{args['language']}"


def supply_title(args: Given, facts: Given) -> str:
    return _(
        "Speak the texts of the office in {language}, edition {edition}; texts: {texts}"
    ).format(language=args["language"], edition=args["edition"], texts=facts["words"]["count"])


def supply_facts(session: Session, conn: Reader, args: Given) -> Given:
    """What stands in the file, as it fits the program now, and what it takes the place of."""
    words = _words_of(session, args)
    return {
        "source": _named(args, "edition", "sha256"),
        "words": _measured(words),
        "in_force": _in_force(session, conn, args["language"]),
    }


def supply(session: Session, work: UnitOfWork, args: Given, motion_id: str) -> Given:
    words = _words_of(session, args)
    _add(work, args, words, motion_id)
    return {**_named(args, *_TOLD), "texts": count_of(words)}


def withdraw_title(args: Given, facts: Given) -> str:
    return _("Take the texts of the office in {language}, edition {edition}, away").format(
        language=args["language"], edition=args["edition"]
    )


def withdraw_facts(session: Session, conn: Reader, args: Given) -> Given:
    """What is spoken until then."""
    known_texts(session, conn, args["language"])
    return {"in_force": _in_force(session, conn, args["language"])}


def withdraw(session: Session, work: UnitOfWork, args: Given, motion_id: str) -> Given:
    _add(work, args, Catalogue(args["language"], {}), motion_id)
    return _named(args, *_TOLD)


def known_texts(session: Session, conn: Reader, language: str) -> OfficeTexts:
    """Those that count in the language; NotFound where the office supplies none."""
    refuse_language(language, languages())
    found = texts_of_two(conn, session.registry(conn)).texts
    if language not in found:
        raise NotFound(
            _("The office supplies no texts in this language."),
            field="language",
            value=language,
            remedy=_("It supplies: {languages}.").format(languages=", ".join(found) or "–"),
        )
    return found[language]


def changes_of(session: Session, motion: Motion) -> tuple[TextChange, ...]:
    """What another person reads before signing: each text as it is, and as it would be."""
    language = motion.args["language"]
    none = Catalogue(language, {})
    proposed = none if motion.deed == WITHDRAW else _words_of(session, motion.args)
    with session.reading() as conn:
        now = texts_of_two(conn, session.registry(conn)).texts.get(language)
    return text_changes(catalogue(language), now.words if now else none, proposed)


def _words_of(session: Session, args: Given) -> Catalogue:
    """Read anew from the file that was kept: its hash is in the name, and it has to fit still."""
    from landwaiter.services.office.texts_file import texts_in

    vault = session.casebook.vault
    data = vault.read(vault.name_of(str(args["sha256"])))
    return texts_in(data, str(args["language"]), str(args["file"])).words


def _in_force(session: Session, conn: Reader, language: str) -> Given:
    """What counts in the language, with its number: an edition that came and went in between has
    made another state of it too.
    """
    row = stored.last_texts(conn).get(language)
    counts = texts_of_two(conn, session.registry(conn)).texts.get(language)
    return {
        "language": language,
        "number": row.number if row else 0,
        "edition": counts.edition if counts else "",
        "sha256": counts.words.sha256 if counts else "",
    }


def _add(work: UnitOfWork, args: Given, words: Catalogue, motion_id: str) -> None:
    language = str(args["language"])
    row = stored.last_texts(work.conn).get(language)
    number = row.number + 1 if row else 1
    texts = StoredTexts(
        language, number, args["edition"], args["sha256"], words, motion_id, work.now
    )
    stored.add_texts(work.conn, texts, row_id=work.new_id(), author=work.actor)
    work.changed("settings", language)


def _measured(words: Catalogue) -> Given:
    """What words are signed by."""
    return {"count": count_of(words), "sha256": words.sha256}


def _named(args: Given, *names: str) -> Given:
    return {name: args[name] for name in names}
