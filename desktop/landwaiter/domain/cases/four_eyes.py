"""What the conditions of four eyes read: settings of the office, flags that stand, conflicts."""

from collections.abc import Collection, Mapping

from landwaiter.domain.cases.case import Case, Evaluation, FlagResult, FlagReview, Severity
from landwaiter.i18n import _

PREFIX = "four_eyes."
"""Of the settings an office changes here."""
DIFFERENT_SCORE, COUNTERSIGN = f"{PREFIX}different_score", f"{PREFIX}countersign"
PRACTICE_BY_TWO, RULES_BY_TWO = f"{PREFIX}embargo_practice", f"{PREFIX}rules"
DEFAULTS: Mapping[str, str] = {
    DIFFERENT_SCORE: "900",
    COUNTERSIGN: "",
    PRACTICE_BY_TWO: "false",
    RULES_BY_TWO: "false",
}
"""Thousandths of a score; outcomes parted by commas; true or false."""
Office = Mapping[str, str]
"""Settings of the office by key; what is not set has its value in DEFAULTS."""


def setting(office: Office, key: str) -> str:
    """The office's value of one of the table's settings."""
    return office.get(key, DEFAULTS[key])


def wants_countersignature(outcomes: Collection[str], office: Office) -> bool:
    """Whether a decision with one of these outcomes is countersigned by a head."""
    chosen = {part.strip() for part in setting(office, COUNTERSIGN).split(",")}
    return not chosen.isdisjoint(outcomes)


def standing_flags(case: Case) -> tuple[FlagResult, ...]:
    """Critical and high flags that no two persons have settled: a release goes against them."""
    return tuple(
        flag
        for flag in case.flags
        if flag.evaluation is Evaluation.RAISED
        and flag.severity in (Severity.CRITICAL, Severity.HIGH)
        and not (flag.review is FlagReview.DISMISSED and flag.seconder)
    )


def why_conflicted(case: Case, user_id: str, name: str) -> str:
    """Why a person may do nothing on this case: named in it, or declared; empty otherwise."""
    declared = next((one for one in case.conflicts if one.user_id == user_id), None)
    if declared is not None:
        return _("{user} has a conflict of interest on this case: {reason}.").format(
            user=name, reason=declared.reason.rstrip(".")
        )
    own = _words(name)
    if len(own) > 1 and any(_words(party.name) == own for party in case.parties):
        return _("{user} has the name of a party to this case.").format(user=name)
    return ""


def _words(name: str) -> list[str]:
    return sorted(name.casefold().split())
