"""Stages of a case in the sets that rules speak of, and what a person calls them.

Stage, goods status, tracks and actions stand beside each other (DOMAIN 5): a deed may move the
stage, but goods are held or released item by item, and requests stay open beside any stage.
"""

from collections.abc import Mapping

from landwaiter.domain.cases.case import Stage
from landwaiter.i18n import N_, _

NEW, TRIAGE, ASSESSMENT = Stage.NEW, Stage.TRIAGE, Stage.ASSESSMENT
DRAFT, REVIEW, DECIDED = Stage.DECISION_DRAFT, Stage.DECISION_REVIEW, Stage.DECIDED
WORKING = frozenset({NEW, TRIAGE, ASSESSMENT, DRAFT, REVIEW, Stage.REOPENED})
"""Stages in which a case may still change in substance."""
ENDED = frozenset({DECIDED, Stage.EXECUTED, Stage.CLOSED, Stage.DISMISSED})
EVERY = WORKING | ENDED
SETTLED = ENDED | {REVIEW, Stage.MERGED}
"""Stages whose evaluation stays as proposed or approved, whatever lists and settings say now."""
OPEN_STAGES = (NEW, TRIAGE, ASSESSMENT, DRAFT, REVIEW, DECIDED, Stage.REOPENED)
"""Stages in which somebody has still to do something; a decided case is to be carried out."""
MERGEABLE = frozenset({NEW, TRIAGE, ASSESSMENT, DRAFT, Stage.REOPENED})
"""Stages in which nothing waits for a second person and nothing is decided."""
BEFORE: Mapping[Stage, frozenset[Stage]] = {
    TRIAGE: frozenset({NEW}),
    Stage.EXECUTED: frozenset({DECIDED}),
}
"""Stages that a kind of case may leave out, for no rule of approval hangs on them, and whence one
comes to them."""
STAGE_TITLES: Mapping[Stage, str] = {
    Stage.NEW: N_("New"),
    Stage.TRIAGE: N_("Triage"),
    Stage.ASSESSMENT: N_("Assessment"),
    Stage.DECISION_DRAFT: N_("Decision draft"),
    Stage.DECISION_REVIEW: N_("Decision review"),
    Stage.DECIDED: N_("Decided"),
    Stage.EXECUTED: N_("Executed"),
    Stage.CLOSED: N_("Closed"),
    Stage.DISMISSED: N_("Dismissed"),
    Stage.REOPENED: N_("Reopened"),
    Stage.MERGED: N_("Merged"),
}


def stage_title(stage: Stage | str) -> str:
    """The stage as shown to a person."""
    return _(STAGE_TITLES[Stage(stage)])
