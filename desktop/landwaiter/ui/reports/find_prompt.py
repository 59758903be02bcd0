"""Words that may name a source in confidence: each is judged before a report is issued."""

from collections.abc import Sequence

from landwaiter.domain.base.terms import capital
from landwaiter.domain.deeds.shape import SHORTEST_REASON
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.find_deeds import JUDGE_FIND, JudgeFind
from landwaiter.domain.reports.finds import FindOutcome, SourceFind
from landwaiter.domain.reports.profiles import Profile
from landwaiter.i18n import N_, _
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.prompts import Prompts

_OUTCOMES = {
    FindOutcome.NAME: N_("the source: its name is taken out"),
    FindOutcome.PASSAGE: N_("the source: the whole text is taken out"),
    FindOutcome.OTHER: N_("another thing: a second person agrees"),
}


def ask_finds(
    prompts: Prompts,
    reference: str,
    kind: CaseReport,
    reader: tuple[Profile, str],
    finds: Sequence[SourceFind],
) -> tuple[JudgeFind, ...] | None:
    """What a person says of each find, one form after the other; None once one is not answered."""
    said = []
    profile, to = reader
    for number, find in enumerate(finds, start=1):
        answers = prompts.ask(
            _("Find {number} of {count}").format(number=number, count=len(finds)),
            _(JUDGE_FIND.title),
            (
                Field(
                    "outcome",
                    _("Outcome"),
                    tuple((one.value, capital(_(words))) for one, words in _OUTCOMES.items()),
                    legal=True,
                    hint=_("The whole text, where the rest of it tells who it is."),
                    deed=JUDGE_FIND.name,
                ),
                Field("reason", _("Reason"), minimum=SHORTEST_REASON, long=True),
            ),
            note=_("“{words}” may name who spoke in confidence. At {place} stands: {text}").format(
                words=find.words, place=find.place, text=find.passage
            ),
        )
        if answers is None:
            return None
        outcome = FindOutcome(answers["outcome"])
        said.append(JudgeFind(reference, find.id, profile, outcome, answers["reason"], kind, to))
    return tuple(said)
