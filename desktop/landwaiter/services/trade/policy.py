"""The policy by which declarations become cases: the office's own, else the usual one."""

from dataclasses import replace
from typing import Any, Final

from landwaiter.domain.trade.sample_draw import USUAL_RATE
from landwaiter.domain.trade.sift_reasons import (
    REASON_WORDS,
    USUAL_CAPS,
    ReasonRule,
    SiftPolicy,
    SiftReason,
)
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.services.deeds.motion_form import Plain
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.told_rows import ROW
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.trade import runs

USUAL: Final = SiftPolicy(
    tuple(ReasonRule(reason, cap) for reason, cap in USUAL_CAPS.items()), USUAL_RATE
)
_MOST: Final = 1_000_000


def policy_of(conn: Reader) -> tuple[int, SiftPolicy]:
    """The number of the policy and what it says; 0 and the usual one before the office set any."""
    return runs.newest_policy(conn) or (0, USUAL)


def title(args: Plain, facts: Plain) -> str:
    """What a second person is asked."""
    if "reason" in args:
        return _("“{reason}” opens {after} cases a day (so far {before}).").format(
            reason=_(REASON_WORDS[SiftReason(args["reason"])]),
            after=args["cap"],
            before=facts["before"],
        )
    after, before = args["one_in"], facts["before"]
    if after == _NONE:
        return _("None of the rest is looked at (so far one in {before}).").format(before=before)
    if before == _NONE:
        return _("One in {after} of the rest is looked at (so far none).").format(after=after)
    return _("One in {after} of the rest is looked at (so far one in {before}).").format(
        after=after, before=before
    )


_NONE: Final = "0"
"""As a motion keeps the share of a sample that nobody draws."""


def about(args: Plain) -> str:
    return "trade/policy"


def facts(session: Session, conn: Reader, args: Plain) -> Plain:
    """What stood before; Invalid where nothing would change or the figure is none."""
    _number, policy = policy_of(conn)
    name = "cap" if "reason" in args else "one_in"
    before = policy.cap_of(SiftReason(args["reason"])) if "reason" in args else policy.one_in
    after = int(args[name])
    if not 0 <= after <= _MOST:
        raise Invalid(
            _("Give a whole number from {least} to {most}.").format(least=0, most=_MOST),
            field=name,
            value=args[name],
        )
    if after == before:
        raise Invalid(
            _("It is so already."),
            field=name,
            value=args[name],
            remedy=_("Nothing needs to be done."),
        )
    return {"before": str(before)}


def carry_out(session: Session, work: UnitOfWork, args: Plain, motion_id: str) -> Plain:
    """Keep the next edition of the policy; the payload of the audit entry."""
    number, policy = policy_of(work.conn)
    changed = _with(policy, args)
    row = runs.add_policy(work, changed, motion_id)
    work.changed("trade", row["no"])
    told = {"policy": row["no"], "before": str(number), "sha256": runs.policy_sha256(changed)}
    return {**args, **told, ROW: row}


def _with(policy: SiftPolicy, args: Plain) -> SiftPolicy:
    if "reason" not in args:
        return replace(policy, one_in=int(args["one_in"]))
    changed = ReasonRule(SiftReason(args["reason"]), int(args["cap"]))
    rules: dict[Any, ReasonRule] = {rule.reason: rule for rule in policy.rules}
    rules[changed.reason] = changed
    return replace(policy, rules=tuple(rules[one] for one in USUAL_CAPS if one in rules))
