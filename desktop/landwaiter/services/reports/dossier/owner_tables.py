"""Who is behind the parties: holders with at least and at most, and what each rule makes of it."""

from landwaiter.domain.base.facts import Content
from landwaiter.domain.entities.facts import HOLDER
from landwaiter.domain.flags.party_owners import PartyOwners, RuleAnswer
from landwaiter.i18n import _, joined
from landwaiter.reports.dossier.dossier import Cell, CellMark, DossierColumn, Table
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.reports.dossier.columns import columns_of

_CLAIMS = {
    "by_path": "by path",
    "unconfirmed_identity": "unconfirmed identity",
}


def holders_table(view: CaseView) -> Table | None:
    """Who holds each party in the end; None where nobody stated a holder."""
    if not view.owners:
        return None
    return Table(
        id="holders",
        title=_("Who holds the parties"),
        subtitle=_("through all chains stated, as of the day of the case; exact"),
        columns=columns_of(
            HOLDER, {"party": 36, "holder": 40, "least": 18, "most": 18, "lists": 50}
        ),
        rows=tuple(row for one in view.owners for row in _held(one)),
        notes=tuple(note for one in view.owners for note in _notes(one)),
    )


def _held(one: PartyOwners) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = [
        (
            one.name,
            held.name,
            _("{percent} %").format(percent=held.least),
            _("{percent} %").format(percent=held.most),
            held.lists or _("on no list"),
        )
        for held in one.held_by
    ]
    unknown = _("{percent} %").format(percent=one.unknown)
    return [*rows, (one.name, _("not known to whom"), unknown, unknown, "–")]


def _notes(one: PartyOwners) -> list[str]:
    said = list(one.cautions)
    if one.more:
        said.append(
            _("{count} further holders of {name} are left out.").format(
                count=one.more, name=one.name
            )
        )
    return said


def ownership_table(view: CaseView) -> Table | None:
    """What each rule makes of each party; None where nothing is stated or no rule is loaded."""
    rows = tuple(_answered(one, answer) for one in view.owners for answer in one.answers)
    if not rows:
        return None
    return Table(
        id="ownership",
        title=_("Ownership and control by each rule"),
        subtitle=_("a firm that counts as owned is not itself listed"),
        columns=(
            DossierColumn("party", _("Party"), Content.PERSONAL, width=30),
            DossierColumn("rule", _("Rule"), Content.OPEN, width=34),
            DossierColumn("claim", _("Claim"), Content.OPEN, width=22),
            DossierColumn("says", _("What it comes to"), Content.PERSONAL, width=76),
        ),
        rows=rows,
        notes=tuple(dict.fromkeys(_source(answer) for o in view.owners for answer in o.answers)),
    )


def _answered(one: PartyOwners, answer: RuleAnswer) -> tuple[Cell, ...]:
    said = joined(" ", filter(None, (answer.sentence, answer.control, *answer.chains)))
    claim = _(_CLAIMS[answer.claim]) if answer.owners else _("no listed holder")
    return (
        one.name,
        answer.rule,
        CellMark(claim, strong=answer.verdict == "owned"),
        said,
    )


def _source(answer: RuleAnswer) -> str:
    return _("{rule}: {state}; {basis}; edition {edition}, trust {trust}.").format(
        rule=answer.rule,
        state=answer.state,
        basis=answer.basis,
        edition=answer.edition,
        trust=answer.trust,
    )
