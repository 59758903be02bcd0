"""How the state of the office reads an embargo: asked, never assumed, set with a reason."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.flags.embargo.arms_embargo import policy_names
from landwaiter.domain.flags.embargo.matrix import PRACTICES, matrix
from landwaiter.domain.flags.view import PRACTICE
from landwaiter.domain.law.pack import Pack
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.services.cases.refresh import rewrite_line
from landwaiter.services.office.four_eyes_settings import written
from landwaiter.services.office.setting_table import suggestion
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import settings
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import case_rows

Given = Mapping[str, Any]
POLICY: Final = "policy."
"""Whether a destination counts as under an arms embargo for Art. 4(1)(b) of Reg. 2021/821."""
ANSWERS: Final = tuple(one.value for one in PRACTICES)


def policy_keys(packs: Mapping[str, Pack], on: date) -> tuple[str, ...]:
    """The settings with the policies that the office is asked for on a day."""
    return tuple(f"{POLICY}{name}" for name in policy_names(packs, on))


def practice_title(args: Given, facts: Given) -> str:
    return _("Set the practice {key} from “{before}” to “{after}”").format(
        key=args["key"],
        before=facts["before"] or _("not set"),
        after=args["value"] or _("not set"),
    )


def practice_object(args: Given) -> str:
    return f"setting/{args['key']}"


def practice_facts(session: Session, conn: Reader, args: Given) -> Given:
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


def carry_out_practice(session: Session, work: UnitOfWork, args: Given, motion_id: str) -> Given:
    """Write the value; the payload of the audit entry."""
    key = str(args["key"])
    payload = written(work, key, str(args["value"]))
    if key.startswith(POLICY):
        for case_id in case_rows.with_open_track(work.conn, TrackLetter.B):
            rewrite_line(session, work, case_id)
    return payload


def answers_of(conn: Reader) -> Mapping[str, str]:
    """Key → the practice as it is set."""
    return {
        f"{PRACTICE}{key}": value for key, value in settings.settings_with(conn, PRACTICE).items()
    }
