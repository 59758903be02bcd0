"""What the demo says: in plain words, what was done and where it is."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from landwaiter.domain.cases.case import Case, Stage
from landwaiter.domain.cases.stages import stage_title
from landwaiter.i18n import _, plural
from landwaiter.services.casebook import casebooks
from landwaiter.services.cases import case_reads
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.clock_words import end_words
from landwaiter.services.demo.finish import Papers
from landwaiter.services.demo.player import Player
from landwaiter.services.demo.script import Script
from landwaiter.services.warm.session import Session

Say = Callable[[str], None]


def beginning(place: Path, say: Say) -> None:
    say(
        _(
            "Landwaiter, sample casebook. All companies, persons and numbers in it are fictional; "
            "the universities named stand in the institutions pack, and nothing is said of them "
            "but what the pack says."
        )
    )
    say(_("It is made in {folder}").format(folder=place))


def office(script: Script, say: Say) -> None:
    """Who works there, and how to sign in."""
    say("")
    say(_("The office {code} has these people (name, roles, password):").format(code=script.code))
    for person in script.people:
        say(f"  {person.name}, {', '.join(person.roles)}, “{person.password}”")
    titles = "; ".join(one.title for one in script.lists)
    say(_("Parties are screened against: {lists}; and the institutions pack.").format(lists=titles))
    say(_("Now it takes in the declarations of five weeks and works on them …"))


def work_done(session: Session, player: Player, say: Say) -> None:
    """Intake, screening, flags and review over all cases, in figures."""
    taken = player.taken_in
    say("")
    say(
        plural(
            len(taken),
            (
                "Intake: {n} file with {read} opened {created} and updated {updated}; {rejected} "
                "were rejected. Opened without a declaration: {own}."
            ),
            (
                "Intake: {n} files with {read} opened {created} and updated {updated}; {rejected} "
                "were rejected. Opened without a declaration: {own}."
            ),
            read=plural(
                sum(one.read for one in taken),
                "{n} declaration or message",
                "{n} declarations and messages",
            ),
            created=plural(sum(one.created for one in taken), "{n} case", "{n} cases"),
            updated=sum(one.updated for one in taken),
            rejected=sum(len(one.rejected) for one in taken),
            own=len(player.script.openings),
        )
    )
    views = [case_reads.case_view(session, reference) for reference in player.cases.values()]
    hits = [hit for view in views for hit in view.case.hits]
    judged = sum(hit.judgement is not None for hit in hits)
    say(
        plural(
            len(hits),
            "Screening: {n} hit, {judged} of them judged by a person.",
            "Screening: {n} hits, {judged} of them judged by a person.",
            judged=judged,
        )
    )
    say(
        plural(
            sum(bool(view.raised) for view in views),
            "Flags: {raised} raised on {n} case, each with its reason.",
            "Flags: {raised} raised on {n} cases, each with its reason.",
            raised=sum(len(view.raised) for view in views),
        )
    )
    steps = player.script.steps
    say(
        plural(
            len(steps),
            "Review: {n} step by {people}.",
            "Review: {n} steps by {people}.",
            people=plural(len({step.by for step in steps}), "{n} person", "{n} people"),
        )
    )
    say(_("Cases by stage: {stages}.").format(stages=_by_stage(view.case for view in views)))
    for line in _pressing(views):
        say(line)


def _by_stage(found: Iterable[Case]) -> str:
    counted = Counter(case.stage for case in found)
    return ", ".join(
        f"{stage_title(stage).lower()} {counted[stage]}" for stage in Stage if counted[stage]
    )


def _pressing(views: Iterable[CaseView]) -> list[str]:
    """One line per running clock of Art. 21(4), the first due first."""
    clocks = [(view.row.clock, view.row.reference) for view in views if view.row.clock is not None]
    legal = sorted(
        (clock.due, reference, end_words(clock.countdown))
        for clock, reference in clocks
        if clock.legal
    )
    return [
        _("Legal clock: {reference}, {until}.").format(reference=reference, until=until)
        for _due, reference, until in legal
    ]


def main_case(session: Session, papers: Papers, say: Say) -> None:
    """The case that went the whole way, and its papers."""
    view = case_reads.case_view(session, papers.reference)
    case, decision = view.case, view.case.decision
    say("")
    say(
        _("One case went the whole way: {reference}, {title}.").format(
            reference=case.reference, title=case.title
        )
    )
    for hit in case.hits:
        say(
            _("  Hit: {name} on {list}: {judgement}.").format(
                name=hit.match.name,
                list=hit.list_id,
                judgement=_(hit.judgement.value.value) if hit.judgement else _("not judged"),
            )
        )
    for flag in view.raised:
        say(f"  {flag.rule}: {flag.explanation}")
    for one in case.decisions:
        say(
            _("  Version {version}, {outcome}: {state}.").format(
                version=one.version, outcome=one.outcome, state=_(one.state)
            )
        )
    if decision is not None and decision.approval is not None:
        valid = _("valid") if view.approved_valid else view.why_not_valid
        say(
            _(
                "  Proposed by {author}, approved and signed by {approver}; signature: {valid}."
            ).format(author=decision.author, approver=decision.approval.approver, valid=valid)
        )
    say(_("  PDF:       {file}").format(file=papers.pdf))
    say(_("  Excel:     {file}").format(file=papers.xlsx))
    say(_("  Key sheet: {file}").format(file=papers.keys))
    say(_("Verified as its recipient would, without the key sheet:"))
    for sentence in papers.without_keys:
        say(f"  {sentence}")
    say(_("and with it:"))
    for sentence in papers.with_keys:
        say(f"  {sentence}")


def checked(session: Session, say: Say) -> None:
    """Whether the casebook that was made is sound."""
    report = casebooks.check(session)
    say("")
    say(
        plural(
            report.audit.entries,
            "Casebook check: sound. Audit chain: {n} entry, unbroken.",
            "Casebook check: sound. Audit chain: {n} entries, unbroken.",
        )
        if report.sound
        else _("Casebook check: {findings}").format(
            findings="; ".join(finding.message for finding in report.findings)
        )
    )


def ending(casebook: Path, script: Script, say: Say) -> None:
    """How to look at it."""
    analyst = script.person("analyst")
    say(
        _("To look at it, sign in as {name}, or ask on the command line:").format(name=analyst.name)
    )
    say(f'  landwaiter --casebook "{casebook}" --user "{analyst.name}" case list')
