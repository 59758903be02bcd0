"""How the state of the office reads an embargo: set with a reason, by two persons where wanted."""

from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.flags.deeds import SET_PRACTICE, SetPractice
from landwaiter.domain.flags.embargo.matrix import matrix
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.services.base.setting_history import written
from landwaiter.services.base.wording import suggestion
from landwaiter.services.cases.refresh import rewrite_line
from landwaiter.services.deeds.handler import Doing, Mover
from landwaiter.services.deeds.motion_form import MotionForm, Plain
from landwaiter.services.flags.embargo_practice import ANSWERS, POLICY, policy_keys
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import settings
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import case_rows


def practice_title(args: Plain, facts: Plain) -> str:
    return _("Set the practice {key} from “{before}” to “{after}”").format(
        key=args["key"],
        before=facts["before"] or _("not set"),
        after=args["value"] or _("not set"),
    )


def practice_object(args: Plain) -> str:
    return f"setting/{args['key']}"


def practice_facts(session: Session, conn: Reader, args: Plain) -> Plain:
    """The value before; Invalid for a key that no row asks for, or another answer."""
    key, value = str(args["key"]), str(args["value"])
    packs = session.references.packs(conn, session.today())
    known = {
        **dict.fromkeys(policy_keys(packs, session.today()), ("true", "false")),
        **{cell.practice: ANSWERS for cell in matrix(packs, {}) if cell.practice},
    }
    if key not in known:
        raise Invalid(
            _("No instrument asks for this practice."),
            field="key",
            value=key,
            remedy=suggestion(key, known)
            + _("There are: {keys}.").format(keys=", ".join(sorted(known))),
        )
    if value and value not in known[key]:
        raise Invalid(
            _("This is no answer."),
            field=key,
            value=value,
            remedy=_("Give one of {answers}, or nothing for “not set”.").format(
                answers=", ".join(known[key])
            ),
        )
    return {"before": settings.setting(conn, key) or ""}


def carry_out_practice(session: Session, work: UnitOfWork, args: Plain, motion_id: str) -> Plain:
    """Write the value; the payload of the audit entry."""
    key = str(args["key"])
    payload = written(work, key, str(args["value"]))
    if key.startswith(POLICY):
        for case_id in case_rows.with_open_track(work.conn, TrackLetter.B):
            rewrite_line(session, work, case_id)
    return payload


def practised(doing: Doing, said: SetPractice, _none: None) -> Plain:
    return {"key": said.key, "value": said.value.strip()}


_SET_PRACTICE: Mover[SetPractice, None] = Mover(
    SET_PRACTICE,
    practised,
    MotionForm(practice_title, practice_object, practice_facts, carry_out_practice),
)
HANDLERS = (_SET_PRACTICE,)
