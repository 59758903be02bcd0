"""Tables of a report to the ministry: outcome per item, route, legal basis, disclosure."""

from collections.abc import Iterator

from landwaiter.domain.base.facts import Content, named
from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.tracks import own_items
from landwaiter.domain.intake.facts import DECLARATION
from landwaiter.domain.retention.facts import DISCLOSED
from landwaiter.i18n import _
from landwaiter.reports.dossier.dossier import Cell, CellMark, DossierColumn, Table, TableForm
from landwaiter.services.base.facts_shown import fact_said
from landwaiter.services.base.wording import or_not_stated, shown_date, shown_whereabouts
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.clock_words import end_words
from landwaiter.services.cases.clocks import asked_until
from landwaiter.services.reports.dossier.columns import columns_of
from landwaiter.services.reports.dossier.decision import shown_outcome


def outcomes_table(view: CaseView, office: str) -> Table:
    """Where each item is now and what is decided of it, so far as it is."""
    decision = view.case.decision
    said = {
        no: shown_outcome(view.case, outcome, office, no=no)
        for no, outcome in (
            decision.items.items() if decision and decision.state not in _ENDED else ()
        )
    }
    bases = decision.bases if decision and said else {}
    described = {item.no: item.description for item in own_items(view.case)}
    return Table(
        id="outcomes",
        title=_("Outcome per item"),
        columns=(
            DossierColumn("item", _("Item"), Content.OPEN, width=14),
            DossierColumn("goods", _("Goods"), Content.OPEN, width=44),
            DossierColumn("status", _("Goods status"), Content.OPEN, width=30),
            DossierColumn("outcome", _("Outcome"), Content.OPEN, width=36),
            DossierColumn("basis", _("Basis"), Content.OPEN, width=32),
        ),
        rows=tuple(
            (
                CellMark(_("Item {no}").format(no=item.no), strong=True),
                or_not_stated(described.get(item.no)),
                shown_whereabouts(item, view.case.member_state),
                _outcome(said.get(item.no), view),
                bases.get(item.no) or None,
            )
            for item in view.case.items
        ),
        empty=_("There are no goods: the outcome is that of the whole case."),
    )


_ENDED = frozenset({"returned", "withdrawn", "voided", "reopened"})


def _outcome(outcome: str | None, view: CaseView) -> str:
    if outcome is None:
        return _("not decided")
    decision = view.case.decision
    if decision is not None and decision.annulled:
        return _("{outcome}, {annulled}").format(outcome=outcome, annulled=decision.annulled)
    if view.approved_valid:
        return outcome
    return _("{outcome}, proposed and not approved").format(outcome=outcome)


def route_table(view: CaseView) -> Table | None:
    """From where, through where, to where, by what; None where nothing was declared."""
    declaration = view.case.declaration
    if declaration is None:
        return None
    return Table(
        id="route",
        title=_("Route"),
        columns=(
            DossierColumn("what", _("What"), Content.OPEN, width=24),
            DossierColumn("value", _("As declared"), Content.OPEN, width=60),
        ),
        rows=tuple(
            (_(fact.short_title), or_not_stated(fact_said(fact, declaration))) for fact in _ROUTE
        ),
        form=TableForm.FACTS,
    )


_ROUTE = named(
    DECLARATION,
    "way",
    "country_destination",
    "office_exit",
    "means",
    "container",
    "delivery_place",
)


def basis_table(view: CaseView) -> Table:
    """Every article that the case rests on, and for what."""
    return Table(
        id="legal_basis",
        title=_("Legal basis"),
        columns=(
            DossierColumn("for", _("For"), Content.OPEN, width=40),
            DossierColumn("basis", _("Basis"), Content.OPEN, width=114),
        ),
        rows=tuple(_bases(view)),
        empty=_("No legal basis is stated."),
    )


def _bases(view: CaseView) -> Iterator[tuple[Cell, ...]]:
    case, decision = view.case, view.case.decision
    if case.of_kind:
        yield _(case.of_kind.title), case.of_kind.basis
    for track in case.tracks:
        yield _("Track {letter}").format(letter=track.letter.value), track.basis
    for basis, numbers in decision.rests_on if decision else ():
        no = ", ".join(map(str, numbers))
        item = _("Item {no}").format(no=no)
        yield _("Decision, {item}").format(item=item) if no else _("Decision"), basis
    for flag in view.raised:
        yield _("Flag {rule}").format(rule=flag.rule), flag.basis or or_not_stated(None)


def disclosure_table(regime: str, disclosed: tuple[tuple[str, str, str, str], ...]) -> Table:
    """Under which data regime the case is kept, and what went out on which basis."""
    return Table(
        id="disclosure",
        title=_("Legal basis for disclosure"),
        subtitle=_("data regime of the case: {regime}").format(regime=regime),
        columns=columns_of(DISCLOSED, {"recipient": 40, "basis": 60, "what": 34, "at": 24}),
        rows=disclosed,
        empty=_("No disclosure of this case was recorded before this report."),
    )


def answers_table(view: CaseView) -> Table:
    """What the declarant answered, and what was asked and is open."""
    rows = tuple(_answers(view))
    return Table(
        id="answers",
        title=_("Answers of the declarant"),
        columns=(
            DossierColumn("asked", _("Asked"), Content.OPEN, width=60),
            DossierColumn("answer", _("Answer"), Content.BUSINESS, width=94),
        ),
        rows=rows,
        empty=_("The declarant was asked nothing."),
    )


def _answers(view: CaseView) -> Iterator[tuple[Cell, ...]]:
    for action in view.case.actions:
        if action.kind.value not in {"information_request", "hearing"}:
            continue
        asked = _("{to}, {day}: {question}").format(
            to=action.addressee,
            day=shown_date(action.sent_at.date()),
            question=action.question or low(action.kind.value),
        )
        if action.answered_at is None:
            left = asked_until(action, view.countdowns)
            until = end_words(left) if left else _("no date is set")
            said = _("no answer; {until}").format(until=until)
        else:
            said = _("{day}: {answer}").format(
                day=shown_date(action.answered_at.date()), answer=action.answer or _("answered")
            )
        yield asked, said
