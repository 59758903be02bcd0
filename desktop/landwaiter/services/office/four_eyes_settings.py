"""The table of four eyes as the office sets it, changed by two persons."""

from collections.abc import Mapping
from typing import Any

from landwaiter.domain.cases import four_eyes
from landwaiter.domain.cases.decision import OUTCOMES
from landwaiter.domain.deeds.four_eyes import SET_POLICY, SetPolicy
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.services.base.setting_history import written
from landwaiter.services.base.wording import suggestion
from landwaiter.services.deeds.handler import Doing, Mover
from landwaiter.services.deeds.motion_form import MotionForm, Plain
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import settings
from landwaiter.storage.base.reader import Reader

Given = Mapping[str, Any]
LOWEST_SCORE, HIGHEST_SCORE = 500, 1000


def change(doing: Doing, said: SetPolicy, _none: None) -> Plain:
    return {"key": said.key, "value": said.value}


def policy_title(args: Given, facts: Given) -> str:
    return _("Change {key} from “{before}” to “{after}”").format(
        key=args["key"], before=facts["before"], after=args["value"]
    )


def policy_object(args: Given) -> str:
    return f"setting/{args['key']}"


def policy_facts(session: Session, conn: Reader, args: Given) -> Given:
    """The value before; Invalid for a key or value that the table does not know."""
    check(str(args["key"]), str(args["value"]))
    office = settings.settings_with(conn, "")
    return {"before": four_eyes.setting(office, str(args["key"]))}


def set_policy(session: Session, work: UnitOfWork, args: Given, motion_id: str) -> Given:
    """Write the value; the payload of the audit entry."""
    return written(work, str(args["key"]), str(args["value"]))


def check(key: str, value: str) -> None:
    """Invalid unless the table has such a setting and the value is one of its own."""
    if key not in four_eyes.DEFAULTS:
        raise Invalid(
            _("The table of four eyes has no such setting."),
            field=key,
            value=value,
            remedy=suggestion(key, four_eyes.DEFAULTS)
            + _("There are: {keys}.").format(keys=", ".join(four_eyes.DEFAULTS)),
        )
    remedy = _why_invalid(key, value)
    if remedy:
        raise Invalid(_("This value is not possible."), field=key, value=value, remedy=remedy)


def _why_invalid(key: str, value: str) -> str:
    if key == four_eyes.DIFFERENT_SCORE:
        fits = value.isdigit() and LOWEST_SCORE <= int(value) <= HIGHEST_SCORE
        span = _("Give thousandths from {lowest} to {highest}.")
        return "" if fits else span.format(lowest=LOWEST_SCORE, highest=HIGHEST_SCORE)
    if key == four_eyes.COUNTERSIGN:
        unknown = {part.strip() for part in value.split(",") if part.strip()} - set(OUTCOMES)
        known = _("Give outcomes parted by commas: {outcomes}.")
        return known.format(outcomes=", ".join(OUTCOMES)) if unknown else ""
    return "" if value in {"true", "false"} else _("Give true or false.")


_SET_POLICY: Mover[SetPolicy, None] = Mover(
    SET_POLICY, change, MotionForm(policy_title, policy_object, policy_facts, set_policy)
)
HANDLERS = (_SET_POLICY,)
