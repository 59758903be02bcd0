"""Templates of letters as two persons want them: what counts, and how a motion is carried out.

What a letter says to a party is read by its words, so a row of the database is not enough: the
signatures of the motion are asked, and the words are held against what was signed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from landwaiter.canonical import sha256_hex
from landwaiter.domain.deeds.motion import Motion, MotionState
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.office_template import OfficeTemplate, template_on
from landwaiter.domain.letters.template_deeds import OBJECT, PROPOSE_TEMPLATE, WITHDRAW_TEMPLATE
from landwaiter.errors import NotFound
from landwaiter.i18n import _, languages
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.deeds.motion_rows import motions_about
from landwaiter.storage.letters.letter_templates import (
    StoredTemplate,
    add_template,
    stored_templates,
)
from landwaiter.trust.registry import Registry

Given = Mapping[str, Any]
PROPOSE, WITHDRAW = PROPOSE_TEMPLATE.motion, WITHDRAW_TEMPLATE.motion
"""Motions."""
_TOLD = ("kind", "language", "sha256", "since", "until")
"""In the audit trail."""


@dataclass(frozen=True, slots=True)
class TemplatesOfTwo:
    """What two persons want letters to be written with; `fallen` where the rows say otherwise."""

    templates: tuple[OfficeTemplate, ...] = ()
    fallen: tuple[tuple[str, str], ...] = ()
    """Kind and language: no such letter is made."""


def templates_of_two(conn: Reader, registry: Registry) -> TemplatesOfTwo:
    """Every version that counts by signatures, whatever the rows say."""
    motions = _carried_out(conn, registry)
    rows = {
        key: tuple(found)
        for key, found in groupby(stored_templates(conn), lambda one: (one.kind, one.language))
    }
    templates: list[OfficeTemplate] = []
    fallen = []
    for key in sorted({*rows, *motions}):
        known = {one.id: one for one in motions.get(key, ())}
        here = rows.get(key, ())
        whole = known.keys() == {one.motion_id for one in here} and len(known) == len(here)
        if whole and all(_carries(known[one.motion_id], one) for one in here):
            templates += [_template(one, known[one.motion_id]) for one in here]
        else:
            fallen.append(key)
    return TemplatesOfTwo(tuple(templates), tuple(fallen))


def templates_fallen_said(fallen: tuple[tuple[str, str], ...]) -> str:
    """What a person is told who signs in; empty where nothing is wrong."""
    if not fallen:
        return ""
    return _(
        "Templates of letters are not those that two persons signed: {templates}. No such letter "
        "is made. Tell an administrator, and run “casebook check”."
    ).format(templates=", ".join(f"{kind} {language}" for kind, language in fallen))


def _carried_out(conn: Reader, registry: Registry) -> dict[tuple[str, str], tuple[Motion, ...]]:
    objects = [f"{OBJECT}{kind}/{language}" for kind in LetterKind for language in languages()]
    found: dict[tuple[str, str], tuple[Motion, ...]] = {}
    for deed in (PROPOSE, WITHDRAW):
        for about, motions in motions_about(conn, registry, deed, objects).items():
            kind, _slash, language = about.removeprefix(OBJECT).partition("/")
            done = tuple(one for one in motions if one.state is MotionState.CARRIED_OUT)
            if done:
                found[kind, language] = (*found.get((kind, language), ()), *done)
    return found


def _carries(motion: Motion, row: StoredTemplate) -> bool:
    """Whether two persons signed this very row."""
    said = {
        "sha256": row.sha256,
        "since": row.since.isoformat(),
        "until": row.until.isoformat() if row.until else "",
    }
    if not motion.valid or any(motion.args.get(name) != value for name, value in said.items()):
        return False
    if motion.deed == WITHDRAW:
        return not row.body
    return sha256_hex(row.body.encode()) == row.sha256


def _template(row: StoredTemplate, motion: Motion) -> OfficeTemplate:
    second = motion.second
    return OfficeTemplate(
        LetterKind(row.kind),
        row.language,
        row.number,
        row.body,
        row.sha256,
        row.since,
        row.until,
        motion.author,
        "" if second is None or second.by_one else second.seconder,
        row.at,
    )


def template_object(args: Given) -> str:
    return f"{OBJECT}{args['kind']}/{args['language']}"


def propose_title(args: Given, facts: Given) -> str:
    return _("Write letters “{kind}” in {language} with this template from {since} on").format(
        kind=args["kind"], language=args["language"], since=args["since"]
    )


def withdraw_title(args: Given, facts: Given) -> str:
    return _("Write letters “{kind}” in {language} with the model again").format(
        kind=args["kind"], language=args["language"]
    )


def open_beside(
    conn: Reader, registry: Registry, args: Given, *, but: str = ""
) -> tuple[Motion, ...]:
    """Motions that wait on the same template, of one kind or the other, without the one named."""
    about = template_object(args)
    return tuple(
        one
        for deed in (PROPOSE, WITHDRAW)
        for one in motions_about(conn, registry, deed, [about]).get(about, ())
        if one.state is MotionState.OPEN and one.id != but
    )


def beside_said(motion: Motion) -> str:
    """A motion on the same template, and what becomes of the other."""
    return _(
        "{author} proposed on the same template: “{title}”. Whichever is agreed to first stands; "
        "the other is then proposed anew, against it."
    ).format(author=motion.author, title=motion.title)


def facts_of(session: Session, conn: Reader, args: Given) -> Given:
    """What counts until then: a version that came in between makes another motion of it."""
    found = templates_of_two(conn, session.registry(conn)).templates
    key = (LetterKind(args["kind"]), args["language"])
    same = [one for one in found if (one.kind, one.language) == key]
    return {"number": same[-1].number if same else 0}


def withdrawal_facts(session: Session, conn: Reader, args: Given) -> Given:
    template_known(session, conn, LetterKind(args["kind"]), args["language"])
    return facts_of(session, conn, args)


def template_known(
    session: Session, conn: Reader, kind: LetterKind, language: str
) -> OfficeTemplate:
    """The one in use today; NotFound where letters are written with the model."""
    found = templates_of_two(conn, session.registry(conn)).templates
    known = template_on(found, kind, language, session.today())
    if known is None:
        raise NotFound(
            _("The office has no template of its own for this letter."),
            field="kind",
            value=f"{kind} {language}",
            remedy=_("“template own” lists those that there are."),
        )
    return known


def carry_out(session: Session, work: UnitOfWork, args: Given, motion_id: str) -> Given:
    """Keep the proposed version."""
    return _keep(session, work, args, motion_id, body_of(session, args))


def withdraw(session: Session, work: UnitOfWork, args: Given, motion_id: str) -> Given:
    return _keep(session, work, args, motion_id, "")


def body_of(session: Session, args: Given) -> str:
    """The proposed text, read anew from the file that was kept under its hash."""
    vault = session.casebook.vault
    return vault.read(vault.name_of(str(args["sha256"]))).decode("utf-8")


def _keep(session: Session, work: UnitOfWork, args: Given, motion_id: str, body: str) -> Given:
    kind, language = str(args["kind"]), str(args["language"])
    before = [
        one for one in stored_templates(work.conn) if (one.kind, one.language) == (kind, language)
    ]
    until = str(args["until"])
    row = StoredTemplate(
        kind,
        language,
        len(before) + 1,
        body,
        str(args["sha256"]),
        date.fromisoformat(str(args["since"])),
        date.fromisoformat(until) if until else None,
        motion_id,
        work.now,
    )
    add_template(work.conn, row, row_id=work.new_id(), author=work.actor)
    work.changed("settings", f"{kind} {language}")
    return {**{name: args[name] for name in _TOLD}, "number": str(row.number)}
