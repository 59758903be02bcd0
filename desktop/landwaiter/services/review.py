"""What a second person sees: exactly what is approved, what changed, what was not checked."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from landwaiter.domain.case import Case, Decision, Evaluation
from landwaiter.domain.listing import JudgementValue
from landwaiter.i18n import _
from landwaiter.services.cases import case_view
from landwaiter.services.packs import editions_used
from landwaiter.services.session import Session
from landwaiter.services.views import CaseView, Difference, EditionRow, ReviewView


def review_view(session: Session, reference: str) -> ReviewView:
    """The case with its proposal as a second person judges it."""
    view = case_view(session, reference)
    verdict = next(act for act in view.acts if act.act == "approve")
    decision = view.case.decision
    return ReviewView(
        view=view,
        may_approve=verdict.allowed,
        why_not=verdict.why_not,
        differences=tuple(_differences(view.case)),
        not_checked=not_checked(view, editions_used(session, view.case.id)),
        claims=tuple(_claims(view.case)),
        text_sha256=decision.text_sha256 if decision else "",
        signs_as=session.casebook.user.name,
        key=session.casebook.public_key,
    )


def _differences(case: Case) -> Iterator[Difference]:
    """Proposal and substance of the last version against the one before it."""
    if len(case.decisions) < 2:
        return
    before, after = case.decisions[-2:]
    source = _("version {version}").format(version=after.version)
    for field in ("outcome", "basis", "reason"):
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            yield Difference(field, old, new, source)
    yield from _substance_differences(before, after, source)


def _substance_differences(before: Decision, after: Decision, source: str) -> Iterator[Difference]:
    old, new = _substance(before), _substance(after)
    for part in sorted(new):
        gone = [entry for entry in old.get(part, ()) if entry not in new[part]]
        come = [entry for entry in new[part] if entry not in old.get(part, ())]
        if gone or come:
            yield Difference(part, _shown(gone), _shown(come), source)


def _substance(decision: Decision) -> Mapping[str, list[Any]]:
    found: Mapping[str, list[Any]] = json.loads(decision.text)["substance"]
    return found


def _shown(entries: list[Any]) -> str:
    return "; ".join(" ".join(str(v) for v in e if v not in (None, [], "")) for e in entries)


_UNLOADED = (
    ("RF-P01", "list:", "EU and UN asset-freeze lists are not loaded (RF-P01, RF-P18)."),
    ("RF-P03", "list:", "No list of foreign export controls is loaded (RF-P03)."),
    ("RF-P16", "register:", "The denial register is not loaded (RF-P16, RF-C01)."),
    ("RF-G13", "register:", "The licence register is not loaded (RF-G13, RF-D05)."),
)
"""A rule that was not evaluated, the kind of input it lacked, and what that means."""


def _lacks(view: CaseView, rule: str, kind: str) -> bool:
    """Told by the rule itself: that a list of the kind is loaded does not make it the right one."""
    return any(
        flag.rule == rule and any(part.startswith(kind) for part in flag.missing)
        for flag in view.not_evaluated
    )


def not_checked(view: CaseView, known: tuple[EditionRow, ...]) -> tuple[str, ...]:
    """Whole sentences on what nobody checked; nothing here may be read as clear."""
    case = view.case
    sentences = [
        _("{count} of {total} rules could not be evaluated: data is missing.").format(
            count=len(view.not_evaluated), total=len(case.flags)
        )
        if view.not_evaluated
        else "",
        _("Rules that are off in this office: {count}.").format(count=view.off) if view.off else "",
        *(_(sentence) for rule, needs, sentence in _UNLOADED if _lacks(view, rule, needs)),
        _("Hits that nobody has judged: {count}.").format(count=view.row.hits_open)
        if view.row.hits_open
        else "",
        _open_candidates(view),
        *(
            _("{title} is {age} days old, past the office's limit of {limit}.").format(
                title=row.title, age=row.age_days, limit=row.limit_days
            )
            for row in known
            if row.stale
        ),
        "" if case.declaration else _("There is no customs declaration."),
        _diligence(case),
    ]
    return tuple(sentence for sentence in sentences if sentence)


def _diligence(case: Case) -> str:
    """Rec. (EU) 2021/1700 asks research organisations to look at their partners themselves."""
    if case.project is None or any(fact.field == "due_diligence" for fact in case.enrichment):
        return ""
    return _("No due diligence of the institution on its partner is on file.")


def _open_candidates(view: CaseView) -> str:
    decided = {(c.item_no, c.list, c.code) for c in view.classifications}
    waiting = [c for c in view.case.candidates if (c.item_no, c.list, c.code) not in decided]
    if not waiting:
        return ""
    return _("Candidate control entries neither confirmed nor rejected: {count}.").format(
        count=len(waiting)
    )


def _claims(case: Case) -> Iterator[tuple[str, str, str]]:
    """Claim, its kind, and what it rests on."""
    for hit in case.hits:
        if hit.judgement is None or hit.judgement.value is not JudgementValue.SAME:
            continue
        listed = hit.claim == "listed"
        yield (
            _("{name} is on {list}").format(name=hit.match.name, list=hit.list_id)
            if listed
            else _("{name} is an assessed institution").format(name=hit.match.name),
            _("Listed") if listed else _("Assessment"),
            f"{hit.list_id}@{hit.edition}",
        )
    for flag in case.flags:
        if flag.evaluation is Evaluation.RAISED:
            yield flag.explanation, flag.rule, ", ".join(flag.evidence)
