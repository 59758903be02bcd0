"""Templates of the office: proposed from a file, taken away, and what a second person reads."""

import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from landwaiter.domain.deeds.motion import Motion, MotionState
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.office_template import OfficeTemplate, line_changes, template_on
from landwaiter.domain.letters.template_deeds import (
    PROPOSE_TEMPLATE,
    ProposeTemplate,
    WithdrawTemplate,
)
from landwaiter.domain.office.office_texts import TextChange
from landwaiter.errors import Conflict, Invalid
from landwaiter.i18n import _
from landwaiter.services.base.staging import stage_content
from landwaiter.services.deeds.handler import Doing, Result, Tell
from landwaiter.services.deeds.motion_form import Plain
from landwaiter.services.deeds.motions import moved
from landwaiter.services.letters.model_letters import (
    ModelLetter,
    checked_source,
    model_letter,
    source_of_file,
)
from landwaiter.services.office.templates_by_two import (
    WITHDRAW,
    TemplatesOfTwo,
    beside_said,
    body_of,
    open_beside,
    template_known,
    templates_of_two,
)
from landwaiter.services.warm.session import Session


@dataclass(frozen=True, slots=True)
class UsedTemplate:
    """What a letter is written with: a version of the office, else the model that is shipped."""

    letter: ModelLetter
    number: int
    """Of the office's versions; 0: the model."""


def propose_template(session: Session, said: ProposeTemplate, _tell: Tell) -> Result:
    """Read a file and propose it; Invalid, with its line, for what letters of the kind cannot say.

    Until another person has agreed, letters are written as before.
    """
    language = said.language.strip().lower()
    since = _first_day(session, said.since)
    source = source_of_file(said.file)
    template = checked_source(source, said.file.name)
    for field, given, stands in (
        ("kind", said.kind.value, template.kind.value),
        ("language", language, template.language),
    ):
        if given != stands:
            raise Invalid(
                _("The head of the template says otherwise: {stands}.").format(stands=stands),
                file=said.file.name,
                field=field,
                value=given,
                remedy=_("Say the same in both places."),
            )
    if said.until is not None and said.until < since:
        raise Invalid(
            _("It would end before it begins."),
            field="until",
            value=said.until.isoformat(),
            remedy=_("Give a later day, or none."),
        )
    data = io.BytesIO(source.encode())
    sha256 = stage_content(session, said.file.name, data, roles=PROPOSE_TEMPLATE.roles)
    args = {
        "kind": said.kind.value,
        "language": language,
        "file": said.file.name,
        "sha256": sha256,
        "since": since.isoformat(),
        "until": said.until.isoformat() if said.until else "",
    }
    with session.writing(PROPOSE_TEMPLATE.name) as work:
        for one in open_beside(work.conn, session.registry(work.conn), args):
            work.say(beside_said(one))
        motion_id = moved(session, work, PROPOSE_TEMPLATE.motion, args, said.reason)
    return Result(work.changes, motion_id)


def proposals_beside(session: Session, motion: Motion) -> tuple[str, ...]:
    """What else is open on the template of an open motion, for who is asked to agree."""
    with session.reading() as conn:
        found = open_beside(conn, session.registry(conn), motion.args, but=motion.id)
    return tuple(beside_said(one) for one in found)


def _first_day(session: Session, said: date | None) -> date:
    """Today or a later day: letters of the days before went out with other words."""
    today = session.today()
    if said is not None and said < today:
        raise Invalid(
            _("A template begins today or later: earlier letters were written without it."),
            field="since",
            value=said.isoformat(),
            remedy=_("Give a later day, or none."),
        )
    return said or today


def withdrawn(doing: Doing, said: WithdrawTemplate, _none: None) -> Plain:
    """What is signed of the template that the deed takes away."""
    language = said.language.strip().lower()
    known = template_known(doing.session, doing.conn, said.kind, language)
    return {
        "kind": said.kind.value,
        "language": language,
        "sha256": known.sha256,
        "since": doing.session.today().isoformat(),
        "until": "",
    }


def templates_kept(session: Session) -> tuple[OfficeTemplate, ...]:
    """Every version that counts, by kind, language and number."""
    with session.reading() as conn:
        return templates_of_two(conn, session.registry(conn)).templates


def used_template(
    known: TemplatesOfTwo, kind: LetterKind, language: str, day: date
) -> UsedTemplate:
    """Conflict where the rows are not what two persons signed: no letter is made of them."""
    if (kind.value, language) in known.fallen:
        raise Conflict(
            _("The template of this letter is not the one that two persons signed."),
            field="template",
            value=f"{kind} {language}",
            remedy=_("Tell an administrator, and run “casebook check”."),
        )
    found = template_on(known.templates, kind, language, day)
    if found is None:
        return UsedTemplate(model_letter(kind, language), 0)
    return UsedTemplate(ModelLetter(checked_source(found.body), found.body), found.number)


def changes_from_now(
    session: Session, kind: LetterKind, language: str, source: str, *, day: date | None = None
) -> tuple[TextChange, ...]:
    """The runs of lines in which a text differs from what letters are written with today, or on a
    later day: a version that was agreed meanwhile and begins before it is what it would replace.
    """
    with session.reading() as conn:
        known = templates_of_two(conn, session.registry(conn))
    today = session.today()
    now = used_template(known, kind, language, max(today, day or today)).letter.source
    return line_changes(now, source)


def template_changes(session: Session, motion: Motion) -> tuple[TextChange, ...]:
    """What an open motion changes in a letter, for who is asked to agree."""
    if motion.state is not MotionState.OPEN or motion.unsound:
        return ()
    kind, language = LetterKind(motion.args["kind"]), str(motion.args["language"])
    if motion.deed == WITHDRAW:
        proposed = model_letter(kind, language).source
    else:
        proposed = body_of(session, motion.args)
    day = date.fromisoformat(str(motion.args["since"]))
    return changes_from_now(session, kind, language, proposed, day=day)


def changes_of_file(session: Session, path: Path) -> tuple[TextChange, ...]:
    """The same of a file that is not proposed yet; Invalid where it cannot be read."""
    source = source_of_file(path)
    template = checked_source(source, path.name)
    return changes_from_now(session, template.kind, template.language, source)
