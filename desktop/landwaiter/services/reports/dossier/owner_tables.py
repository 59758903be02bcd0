"""Who is behind the parties: holders with at least and at most, and what each rule makes of it."""

from collections.abc import Sequence
from typing import Final

from landwaiter.domain.base.certainty import read_said, worded
from landwaiter.domain.base.facts import Content
from landwaiter.domain.entities.acquisition import Acquisition, owners_then, why_no_owners
from landwaiter.domain.entities.entity import EntityStatement
from landwaiter.domain.entities.facts import HOLDER, OWNER_ON_DAY
from landwaiter.domain.flags.party_owners import PartyOwners, RuleAnswer
from landwaiter.i18n import N_, _, joined, plural
from landwaiter.reports.dossier.dossier import Cell, CellMark, DossierColumn, Table
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.reports.dossier.columns import columns_of

_CLAIMS = {
    "by_path": N_("by path"),
    "unconfirmed_identity": N_("unconfirmed identity"),
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
            plural(
                one.more,
                "{n} further holder of {name} is left out.",
                "{n} further holders of {name} are left out.",
                name=one.name,
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


CARRIED: Final = {"since": 22, "until": 22, "source": 30, "grade": 14, "certainty": 22}
"""Columns of what each statement on an entity carries, with their widths."""
_NONE: Final = "–"


def carried(row: EntityStatement | None) -> tuple[Cell, ...]:
    """The cells of these columns; None: the entity was made with it."""
    if row is None:
        return _NONE, _NONE, _("made with it"), _NONE, _NONE
    # Beside the source: the column of the certainty has room for its word alone.
    parts = (row.source, read_said(row.read_on), worded(row.wording), row.evidence)
    source = joined("; ", filter(None, parts))
    days = (row.since or _NONE, row.until or _NONE)
    sure = _(row.certainty.value) if row.certainty else _("not said")
    return *days, source, row.grade or _NONE, sure


def closing_table(view: CaseView) -> Table | None:
    """Owners of the target before and after the closing that the case gives; None where it gives
    none.
    """
    return acquisitions_table((view.closing,)) if view.closing else None


def acquisitions_table(acquisitions: Sequence[Acquisition]) -> Table | None:
    """Owners on both sides of each; None where there is none."""
    if not acquisitions:
        return None
    silent = ((one, why_no_owners(one)) for one in acquisitions)
    return Table(
        id="acquisitions",
        title=_("Owners before and after an acquisition"),
        subtitle=_("as links of the target state their days"),
        columns=columns_of(
            OWNER_ON_DAY,
            {"what": 36, "day": 16, "then": 12, "owner": 30, "share": 16, "doubt": 24, **CARRIED},
        ),
        rows=tuple(
            (
                one.told,
                one.day,
                then,
                owner.name,
                owner.link.how or _NONE,
                owner.doubt or _NONE,
                *carried(owner.link),
            )
            for one in acquisitions
            for then, owner in owners_then(one)
        ),
        empty=_("No owner is stated before or after."),
        notes=tuple(
            _("{acquisition}: {why}.").format(acquisition=one.told, why=why)
            for one, why in silent
            if why
        ),
    )
