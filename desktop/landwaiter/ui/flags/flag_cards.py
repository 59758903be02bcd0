"""Cards of a case about parties and flags: what screening says, which rules were raised."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from landwaiter.domain.base.facts import title_ids
from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.case import CaseParty, FlagResult, FlagReview
from landwaiter.domain.cases.facts import CASE_PARTY
from landwaiter.domain.lists.listing import Hit
from landwaiter.i18n import N_, _, plural
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.entities.entity_views import LinkProposal
from landwaiter.services.flags.undecided import lacks_said, undecided
from landwaiter.services.flags.used_places import UsedPlace, is_used, rules_at, used_by
from landwaiter.ui.kit import marks, party_words
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Banner, Card, across, column
from landwaiter.ui.kit.inline import Gap, Inline, InlineCell, Line, Text, stated
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn, drafted_columns
from landwaiter.ui.kit.table_view import CardTable
from landwaiter.ui.kit.theme import Ink

FEW = 6


class LinkOffer(Banner):
    """An entity known by the identifier of a party; `link_asked(LinkProposal)` opens the form."""

    link_asked = Signal(object)

    def __init__(self, party: CaseParty, proposal: LinkProposal) -> None:
        said = _("{role} {party} may be {entity}: ").format(
            role=party_words.role(party), party=party_words.called(party), entity=proposal.name
        )
        linking = ActButton(_("Link…"), small=True)
        super().__init__(
            Text(said, bold=True), Text(proposal.why), ground="tint", edge="accent", act=linking
        )
        linking.clicked.connect(lambda: self.link_asked.emit(proposal))


class PartiesCard(Card):
    """Enter opens the entity of a party, else its gravest hit, else links it; a menu has all three.

    `entity_asked(identity)`, `hit_asked(Hit)`, `party_asked(CaseParty)`.
    """

    entity_asked = Signal(str)
    hit_asked = Signal(object)
    party_asked = Signal(object)

    def __init__(self, view: CaseView) -> None:
        editions = {hit.list_id for hit in view.case.hits}
        said = _("{count} · {hits} on {lists}").format(
            count=len(view.case.parties),
            hits=plural(len(view.case.hits), "{n} hit", "{n} hits"),
            lists=plural(len(editions), "{n} list", "{n} lists"),
        )
        old = sum(row.stale for row in view.lists)
        late = plural(old, "{n} list is too old", "{n} lists are too old") if old else ""
        super().__init__(_("Parties"), " · ".join(filter(None, (said, late))), head=30)
        self._view = view
        self._flag: FlagResult | None = None
        self.rows: RowModel[CaseParty] = RowModel(self._columns(view))
        self.rows.show_rows(view.case.parties)
        self.table = CardTable(self.rows, selectable=True, wraps=True)
        self.table.opened.connect(lambda party: self.deeds_on(party)[0].trigger())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.add(self.table)

    def show_waiting(self, drafted: CaseView) -> None:
        """What is said of the hits once what waits is sealed."""
        is_other = drafted is not self._view
        self.rows.show_waiting(self._columns(drafted) if is_other else ())

    def _columns(self, view: CaseView) -> tuple[TableColumn[CaseParty], ...]:
        def name(party: CaseParty) -> InlineCell:
            named: Line = (party_words.name(party),)
            if not party.link:
                return InlineCell((named,), wrap=True)
            if party.link.entity_name == party.name:
                return InlineCell(((*named, Gap(8), Text(_("linked"), "accent")),), wrap=True)
            said = _("is {entity}").format(entity=party.link.entity_name)
            return InlineCell((named, (Text(said, "accent"),)), wrap=True)

        role, stated_as, result = title_ids(CASE_PARTY, "role", "name", "result")
        return (
            TableColumn(role, lambda p: InlineCell(((Text(party_words.role(p)),),)), width=96),
            TableColumn(stated_as, name),
            TableColumn("", lambda p: InlineCell(((stated(p.country, "–"),),)), width=40),
            TableColumn(
                result,
                lambda p: InlineCell((party_words.screening(view, p),), wrap=True),
                width=230,
            ),
            TableColumn(N_("Used by"), self._rules, width=92),
        )

    def _rules(self, party: CaseParty) -> InlineCell:
        place = f"parties/{party.role.value}"
        rules = rules_at(self._view.raised, place)
        ink: Ink = "high" if is_used(self._flag, place) else "text2"
        return InlineCell(((Text(", ".join(rules), ink, bold=ink == "high"),),), wrap=True)

    def look_at(self, flag: FlagResult | None) -> None:
        """Mark the parties that a flag rests on."""
        self._flag = flag
        self.rows.show_rows(self._view.case.parties)

    def deeds_on(self, party: CaseParty) -> list[QAction]:
        """What can be done with a party, the first by Enter."""
        hits: list[Hit] = party_words.live_hits(self._view, party)
        deeds: list[tuple[str, Callable[[], None]]] = []
        if link := party.link:
            title = _("Open the entity {name}").format(name=link.entity_name)
            deeds.append((title, partial(self.entity_asked.emit, link.entity_id)))
        if hits:
            title = _("Judge the hit on {list}").format(list=hits[0].list_id)
            deeds.append((title, partial(self.hit_asked.emit, hits[0])))
        linking = _("Revoke the link…") if party.link else _("Link to an entity…")
        deeds.append((linking, partial(self.party_asked.emit, party)))
        return [self._action(title, deed) for title, deed in deeds]

    def _action(self, title: str, deed: Callable[[], None]) -> QAction:
        action = QAction(title.replace("&", "&&"), self.table)
        action.triggered.connect(lambda _checked=False: deed())
        return action

    def menu(self) -> QMenu:
        """The deeds on the party under the cursor."""
        menu = QMenu(self.table)
        party: CaseParty | None = self.table.current_row()
        menu.addActions(self.deeds_on(party) if party is not None else [])
        return menu

    def _show_menu(self, _at: object) -> None:
        """Beside the row under the cursor, whether mouse or keyboard asked."""
        row = self.table.visualRect(self.table.currentIndex())
        self.menu().popup(self.table.viewport().mapToGlobal(row.bottomLeft()))


def _found(flag: FlagResult) -> InlineCell:
    review: Line = ()
    if flag.review is not FlagReview.OPEN:
        said = _(", {review} by {author}").format(
            review=low(flag.review), author=flag.review_author
        )
        review = (Text(said, "muted"),)
    return InlineCell(((Text(flag.explanation), *review),), wrap=True)


def _pieces(flag: FlagResult) -> InlineCell:
    """Evidence by its number; the places of the case stand beneath the table."""
    pieces = tuple(piece for piece in flag.evidence if "/" not in piece)
    return InlineCell(((Text(", ".join(pieces), "accent"),),), wrap=True)


_FLAGS: tuple[TableColumn[FlagResult], ...] = (
    TableColumn(N_("Severity"), lambda f: InlineCell((marks.severity(f.severity),)), width=88),
    TableColumn(
        N_("Rule"), lambda f: InlineCell(((Text(f.rule, mono=True, whole=True),),)), width=70
    ),
    TableColumn(N_("What was found"), _found),
    TableColumn(
        N_("Basis"), lambda f: InlineCell(((Text(f.basis, "text2"),),), wrap=True), width=216
    ),
    TableColumn(N_("Evidence"), _pieces, width=70),
)


def shown_place(place: UsedPlace) -> Line:
    """“items 1 cn8: 84571010” with the place muted."""
    said = place.place.replace("/", " ").replace("_", " ")
    return (Text(f"{said}: ", "muted"), Text(place.value, whole=True))


class FlagsCard(Card):
    """Raised flags; `current` is the one under the cursor, `looked_at(FlagResult | None)` tells it.

    Beneath the table stands what it rests on."""

    looked_at = Signal(object)

    def __init__(self, view: CaseView) -> None:
        raised, lacking, absent = map(len, (view.raised, view.not_evaluated, view.not_applicable))
        total = raised + view.not_raised + lacking + absent + view.off
        said = plural(
            total,
            (
                "{raised} raised · {clear} evaluated, not raised · {lacking} not evaluated · "
                "{absent} not applicable · {off} off · {n} rule"
            ),
            (
                "{raised} raised · {clear} evaluated, not raised · {lacking} not evaluated · "
                "{absent} not applicable · {off} off · {n} rules"
            ),
            raised=raised,
            clear=view.not_raised,
            lacking=lacking,
            absent=absent,
            off=view.off,
        )
        hints = MarkLabel(
            (*marks.key_hint("S", _("substantiate")), Gap(8), *marks.key_hint("X", _("dismiss")))
        )
        super().__init__(_("Flags"), said, acts=(hints,), head=30)
        self.rows: RowModel[FlagResult] = RowModel(_FLAGS)
        self._reviewed: set[str] = set()
        """Rules of flags whose review stands or waits to be sealed."""
        self.rows.show_rows(view.raised)
        self.table = CardTable(self.rows, wraps=True, selectable=True)
        self.table.setAccessibleName(_("Flags"))
        has_pieces = any(_pieces(flag).words for flag in view.raised)
        self.table.setColumnHidden(len(_FLAGS) - 1, not has_pieces)
        self.add(self.table)
        self.rests_on = MarkLabel(wrap=True)
        self.rests_on.hide()
        self.add(column(self.rests_on, margins=(12, 4, 12, 6)))
        self.table.shown.connect(self._look)
        if not view.raised:
            said = _("No rule is raised. Rules that lack data are not evaluated, never clear.")
            self.add(column(MarkLabel((Text(said, "muted"),)), margins=(12, 6, 12, 8)))

    def show_waiting(self, drafted: Iterable[FlagResult]) -> None:
        """What is said of the flags once what waits is sealed."""
        reviews = {flag.rule: flag for flag in drafted}
        self._reviewed = {
            rule for rule, one in reviews.items() if one.review is not FlagReview.OPEN
        }

        def reviewed(flag: FlagResult) -> FlagResult:
            after = reviews.get(flag.rule, flag)
            return replace(flag, review=after.review, review_author=after.review_author)

        differ = any(reviewed(flag) != flag for flag in self.rows.rows())
        self.rows.show_waiting(drafted_columns(_FLAGS, reviewed) if differ else ())

    def _look(self, flag: FlagResult | None) -> None:
        places = used_by(flag) if flag else ()
        line: list[Inline] = [Text(_("Rests on"), bold=True)]
        for place in places:
            line += [Gap(10), *shown_place(place)]
        self.rests_on.show_lines(tuple(line))
        self.rests_on.setVisible(bool(places))
        self.looked_at.emit(flag)

    def begin(self) -> None:
        """Put the cursor on the first flag that nobody has reviewed, nor is about to."""
        rows = self.rows.rows()
        left = (
            number
            for number, flag in enumerate(rows)
            if flag.review is FlagReview.OPEN and flag.rule not in self._reviewed
        )
        if rows:
            self.table.selectRow(next(left, 0))
            self.table.setFocus()

    def go_on_from(self, flag: FlagResult) -> None:
        """The cursor where it was, or on the next that nobody has reviewed once this one is."""
        now = next((one for one in self.rows.rows() if one.rule == flag.rule), None)
        if now is not None and now.review is flag.review:
            self.choose(flag.rule)
        else:
            self.begin()

    def choose(self, rule: str) -> None:
        """Put the cursor on the flag of a rule, where it is raised."""
        rules = [flag.rule for flag in self.rows.rows()]
        if rule in rules:
            self.table.selectRow(rules.index(rule))
            self.table.setFocus()

    def current(self) -> FlagResult | None:
        """The flag under the cursor, else the only one."""
        row: FlagResult | None = self.table.current_row()
        return row or (self.rows.row(0) if self.rows.rowCount() == 1 else None)


class NotEvaluatedCard(Card):
    """What the officer can do something about, rule by rule; a line each on what waits for others.

    What is not applicable is counted, and shown with its facts when asked for.
    """

    def __init__(self, view: CaseView) -> None:
        found = undecided(view.not_evaluated, view.not_applicable)
        self._names, self._found = view.rule_names, found
        self._count, self._facts_shown = FEW, False
        self._all = ActButton(
            _("Show all {count}").format(count=len(found.own)), small=True, kind=ButtonKind.FLAT
        )
        self._facts = ActButton("", small=True, kind=ButtonKind.FLAT)
        said = plural(
            len(found.own),
            "{n} rule waits for you. This is not a clear result.",
            "{n} rules wait for you. This is not a clear result.",
        )
        super().__init__(
            _("Not evaluated"),
            said,
            icon="severity-not-evaluated",
            ink="ne",
            acts=(self._facts, self._all),
            head=30,
        )
        self._facts.setVisible(bool(found.absent))
        self._all.clicked.connect(self._show_all)
        self._facts.clicked.connect(self._turn_facts)
        self._show()

    def _show_all(self) -> None:
        self._count = len(self._found.own)
        self._show()

    def _turn_facts(self) -> None:
        self._facts_shown = not self._facts_shown
        self._show()

    def _show(self) -> None:
        self.empty()
        shown = self._found.own[: self._count]
        half = (len(shown) + 1) // 2
        sides = [
            column(*(_lacking(flag, self._names) for flag in part), 0, gap=4)
            for part in (shown[:half], shown[half:])
        ]
        if shown:
            self.add(across(*sides, gap=16, margins=(12, 5, 12, 7)))
        told = [*self._found.waiting, *(self._found.facts_said if self._facts_shown else ())]
        if told:
            lines = (MarkLabel((Text(text, "text2"),), wrap=True) for text in told)
            self.add(column(*lines, gap=4, margins=(12, 5, 12, 7)))
        self._all.setVisible(self._count < len(self._found.own))
        self._facts.setText(self._turning())

    def _turning(self) -> str:
        text = (
            _("Hide what is not applicable ({count})")
            if self._facts_shown
            else _("Not applicable: {count}")
        )
        return text.format(count=len(self._found.absent))


def _lacking(flag: FlagResult, names: Mapping[str, str]) -> MarkLabel:
    needs = lacks_said(flag)
    if not flag.not_met:
        needs = _("needs {missing}").format(missing=needs)
    return MarkLabel(
        (
            Text(flag.rule, mono=True, whole=True),
            Gap(6),
            Text(names.get(flag.rule, "")),
            Gap(6),
            Text(needs, "text2"),
        )
    ).elastic()
