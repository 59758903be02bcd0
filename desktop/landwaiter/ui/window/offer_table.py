"""What the window offers: each line once, with its menu, its words, its keys and what it opens.

Menu bar and palette are made from it. Where a line is a deed, its title and who may are those of
the deed's row. A deed that has no line here is offered by the palette with the form that its row
makes, so that a new deed needs no line.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from landwaiter.domain.audit.deeds import EXPORT_CHAIN, KEEP_TIME_STAMP, WRITE_ANCHOR
from landwaiter.domain.base.people import Actor
from landwaiter.domain.casebook import deeds as casebook
from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.cases.deeds_between_people import READ
from landwaiter.domain.deeds.motion_deeds import DECLINE_OPEN, SECOND_OPEN, WITHDRAW_OPEN
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.entities.deeds import IMPORT_ENTITIES
from landwaiter.domain.intake.deeds import (
    KEEP_TABLE_MAPPING,
    OPEN_CASE,
    TAKE_IN,
    WATCH_FOLDER,
)
from landwaiter.domain.law.deeds import ACCEPT_ROOT, IMPORT_PACK, TAKE_BUNDLE
from landwaiter.domain.letters.deeds import ISSUE_LETTER
from landwaiter.domain.lists.deeds import IMPORT_LIST, KEEP_MAPPING
from landwaiter.domain.monitoring.deeds import RUN_MONITOR
from landwaiter.domain.office.deeds import CHANGE_SETTING
from landwaiter.domain.people import deeds as people
from landwaiter.domain.people.preferences import Mode
from landwaiter.domain.reports.case_reports import SlipKind
from landwaiter.domain.reports.deeds import REPORT_CASE, SLIPS
from landwaiter.domain.reports.subject_deeds import (
    REPORT_PRACTICE,
    REPORT_REGISTER,
    REPORT_STATISTICS,
)
from landwaiter.domain.retention.access_deeds import FIND_PERSON, WITHHOLD_ENTRIES
from landwaiter.domain.table.deeds import DEEDS
from landwaiter.domain.trade.deeds import SET_SIFT_REASON, SET_SIFT_SAMPLE, SIFT
from landwaiter.i18n import _
from landwaiter.services.audit.audit_history import AuditFilter
from landwaiter.services.reports.dossier.types import REPORT_TYPES
from landwaiter.ui.cases.acts_of_case import REPORT
from landwaiter.ui.frame.menus import MenuLine
from landwaiter.ui.law.condition_controller import ConditionController
from landwaiter.ui.law.exemption_controller import ExemptionController
from landwaiter.ui.window.window_routes import Room


@dataclass(frozen=True, slots=True)
class Offer:
    """One line. Without `opens` the dialog of its name is opened."""

    name: str
    menu: str = ""
    """Empty: the palette alone has it."""
    title: str = ""
    """Empty: that of the deed."""
    opens: Callable[[Room], object] | None = None
    deed: Deed[Any, Any] | None = None
    keys: str = ""
    about: str = ""
    """More words, which the palette shows and finds."""
    apart: bool = False
    """A separator stands above it."""
    always: bool = False
    """Offered while nobody is signed in, too."""
    found: bool = True
    """The palette has it: not what is only about the window, or about the case in front."""
    practice: bool = False
    """Offered in a training casebook alone."""
    deeds: tuple[Deed[Any, Any], ...] = ()
    """Deeds that the palette begins here: their buttons need what this dialog or place shows."""

    @property
    def words(self) -> str:
        """Its title, without the sign that something is asked for."""
        return _(self.title).rstrip("…") if self.title or not self.deed else _(self.deed.title)

    def begin(self, room: Room) -> None:
        """Open what it opens."""
        if self.opens is None:
            room.to_dialog(self.name)
        else:
            self.opens(room)

    def why_not(self, actor: Actor | None) -> str:
        """The role that is missing; empty where there is one, or as long as that is not read."""
        return self.deed.why_no_role(actor) if self.deed and actor else ""

    def line(
        self, begin: Callable[[], object], actor: Actor | None = None, *, offered: bool = True
    ) -> MenuLine:
        """Its line of the menu; a deed always asks for something before it is done."""
        return MenuLine(
            self.name,
            _(self.menu),
            _(self.title) if self.title else f"{self.words}…",
            begin,
            self.keys,
            apart=self.apart,
            offered=offered or self.always,
            why_not=self.why_not(actor),
        )


def _on_case(act: str) -> Callable[[Room], object]:
    return lambda room: room.act_of_case(act)


OFFERS: tuple[Offer, ...] = (
    Offer("take_in", "Casebook", opens=lambda room: room.take_in(), deed=TAKE_IN,
          deeds=(KEEP_TABLE_MAPPING,)),
    Offer("watched", "Casebook", "Watched folders…", lambda room: room.to_watched(),
          about="what was refused, and why", deeds=(WATCH_FOLDER,)),
    Offer("backup", "Casebook", deed=casebook.BACK_UP, apart=True),
    Offer("check", "Casebook", "Check the casebook"),
    Offer("retention", "Casebook", "Retention…", about="what is due, what is held"),
    Offer("access", "Casebook", "Requests for access…", about="of persons for their data",
          deeds=(FIND_PERSON, WITHHOLD_ENTRIES)),
    Offer("privacy", "Casebook", "Data protection…", about="facts, notices, breaches, erasing"),
    Offer("motions", "Casebook", "Waiting for a second person…", keys="Ctrl+M",
          deeds=(SECOND_OPEN, DECLINE_OPEN, WITHDRAW_OPEN)),
    Offer("users", "Casebook", "Users…",
          deeds=(people.ADD_USER, people.RESET_PASSWORD, people.CHANGE_PASSWORD)),
    Offer("four_eyes", "Casebook", "Four eyes…", about="which deed waits for whom"),
    Offer("office", "Casebook", "Settings of the office…", deeds=(CHANGE_SETTING,)),
    Offer("wording", "Casebook", "Texts of the office…", about="in place of the program's"),
    Offer("templates", "Casebook", "Templates of letters…", about="in place of the models"),
    Offer("calendars", "Casebook", "Calendars…"),
    Offer("registers", "Casebook", "Registers…"),
    Offer("incidents", "Casebook", "Incidents…", about="what happened, who says who did it"),
    Offer("listings", "Casebook", "Proposals for a listing…", about="reasons, for two persons"),
    Offer("key_sheet", "Casebook", "Key sheet for recipients…",
          lambda room: room.files.write_key_sheet()),
    Offer("recovery", "Casebook", "Recovery key…", about="who keeps it, new halves",
          deeds=(casebook.SET_RECOVERY,)),
    Offer("rekey", "Casebook", "New data key…", lambda room: room.key_deeds.rekey()),
    Offer("accept_older", "Casebook", opens=lambda room: room.outside.accept_older(),
          deed=casebook.ACCEPT_OLDER, about="than this machine has seen"),
    Offer("name_deputy", "Casebook", opens=lambda room: room.deputies.name_deputy(),
          deed=people.NAME_DEPUTY, about="who holds roles while somebody is away"),
    Offer("begin_absence", "Casebook", opens=lambda room: room.deputies.begin_absence(),
          deed=people.BEGIN_ABSENCE),
    Offer("end_absence", "Casebook", opens=lambda room: room.deputies.end_absence(),
          deed=people.END_ABSENCE),
    Offer("name_authority", "Casebook", opens=lambda room: room.outside.name_authority(),
          deed=casebook.NAME_AUTHORITY, about="whose word confirms keys"),
    Offer("ask_authority", "Casebook", "Ask an authority to confirm a key…",
          lambda room: room.outside.ask_authority()),
    Offer("answer_for_authority", "Casebook",
          opens=lambda room: room.outside.answer_for_authority(),
          deed=casebook.ANSWER_FOR_AUTHORITY, about="as an authority"),
    Offer("take_answer", "Casebook", opens=lambda room: room.outside.take_answer(),
          deed=casebook.TAKE_ANSWER),
    Offer("lock", "Casebook", "Lock, or let the next user sign in",
          lambda room: room.locking.ask(), keys="Ctrl+L", apart=True),
    Offer("close_casebook", "Casebook", "Close the casebook",
          lambda room: room.locking.close_casebook()),
    Offer("quit", "Casebook", "Quit", lambda room: room.shell.close(), keys="Ctrl+Q",
          always=True, found=False),
    Offer("find", "Edit", "Find…", lambda room: room.shell.open_find(), keys="Ctrl+K",
          always=True, found=False),
    Offer("find_texts", "Edit", "Find in texts…", lambda room: room.to_find(),
          keys="Ctrl+Shift+F", about="notes, evidence, decisions, calls"),
    Offer("copy", "Edit", "Copy the row", lambda room: room.copy_row(), keys="Ctrl+C",
          always=True, found=False),
    Offer("light", "View", "Light", lambda room: room.wear_mode(Mode.LIGHT), always=True,
          found=False),
    Offer("dark", "View", "Dark", lambda room: room.wear_mode(Mode.DARK), always=True,
          found=False),
    Offer("system", "View", "As the system", lambda room: room.wear_mode(Mode.SYSTEM),
          always=True, found=False),
    Offer("refresh", "View", "Read anew", lambda room: room.shell.refresh(), keys="F5",
          apart=True, always=True, found=False),
    Offer("next_tab", "View", "Next tab", lambda room: room.shell.step_tab(1), keys="Ctrl+Tab",
          always=True, found=False),
    Offer("close_tab", "View", "Close the tab", lambda room: room.shell.close_current(),
          keys="Ctrl+W", always=True, found=False),
    Offer("new_case", "Case", opens=lambda room: room.new_case.ask(), deed=OPEN_CASE,
          about="without a declaration"),
    Offer("read_proposal", "Case", opens=lambda room: room.to_place("today"), deed=READ),
    Offer("acts", "Case", "Acts on this case…", lambda room: room.show_acts(), found=False),
    Offer("duty", "Case", "Duty and handover", lambda room: room.to_duty(), apart=True),
    Offer("on_call", "Case", "On call: what was held…", lambda room: room.to_on_call(),
          about="outside office hours; a head releases it or keeps it held"),
    Offer("chart", "Case", "Link chart…", lambda room: room.show_chart(),
          about="of this case, and the way of its goods"),
    Offer("relations", "Case", "Relations of states…", about="and shares: background"),
    Offer("trade_history", "Case", "Trade history…",
          about="of a firm, a street or a heading, year by year"),
    Offer("controls", "Case", "Control lists…", lambda room: room.to_entry(),
          about="tree, search, entries"),
    Offer("rules", "Case", "Rules…", about="thresholds, which are off, how they do"),
    Offer("sample", "Case", "Sample of cases without a flag…", lambda room: room.to_sample()),
    Offer("practice", "Case", "Practice…", lambda room: room.to_practice(), practice=True,
          about="exercises that grade themselves"),
    Offer("report_practice", opens=lambda room: room.to_practice(), deed=REPORT_PRACTICE,
          practice=True),
    Offer("embargoes", "Case", "Embargo matrix…", about="and the practice of the state"),
    Offer("exemption", "Case", "Exemption of an old contract…",
          lambda room: room.open_on_case(ExemptionController), about="claim one on this case"),
    Offer("embargo_condition", "Case", "What the embargo depends on…",
          lambda room: room.open_on_case(ConditionController), about="answer it on this case"),
    Offer("judge", "Screening", "Judge hits", lambda room: room.to_hits(), about="all of mine"),
    Offer("go_screening", "Screening", "Screen a name",
          lambda room: room.to_place("screening")),
    Offer("to_sift", "Screening", "Sift", lambda room: room.to_sift(),
          about="declarations that wait for a person, by reason"),
    Offer("sift_files", "Screening", "Sift files…", lambda room: room.sift_files(), deed=SIFT,
          about="judged without a case each"),
    Offer("sift_reasons", "Screening", "Reasons of the sift…", about="how many cases each opens",
          deeds=(SET_SIFT_REASON, SET_SIFT_SAMPLE)),
    Offer("import_list", "Screening", deed=IMPORT_LIST, deeds=(KEEP_MAPPING,)),
    Offer("import_pack", "Screening", deed=IMPORT_PACK),
    Offer("bundle", "Screening", "Reference bundle…", about="take one in, accept a root",
          deeds=(TAKE_BUNDLE, ACCEPT_ROOT)),
    Offer("import_entities", "Screening", deed=IMPORT_ENTITIES),
    *(
        Offer(f"{REPORT}{kind.name}", "Reports", f"{kind.title}…",
              _on_case(f"{REPORT}{kind.name}"), deed=REPORT_CASE, found=False)
        for kind in REPORT_TYPES
    ),
    *(
        Offer(slip.value, "Reports", opens=_on_case(slip.value), deed=deed, found=False)
        for slip, deed in zip(SlipKind, SLIPS, strict=True)
    ),
    Offer("letter", "Reports", "Write a letter…", _on_case("letter"), deed=ISSUE_LETTER,
          found=False),
    Offer("monitoring", "Reports", "Monitoring programmes", lambda room: room.to_monitoring(),
          about="and their figures", apart=True, deeds=(RUN_MONITOR,)),
    Offer("returns", "Reports", "Returned proposals…", lambda room: room.to_returns(),
          about="what became of them, by reviewer"),
    Offer("statistics", "Reports", "Statistics", lambda room: room.to_statistics(),
          about="tables of a period, with the cases behind each figure",
          deeds=(REPORT_STATISTICS, REPORT_REGISTER)),
    Offer("load", "Reports", "Load of the office…", about="time in each stage, clocks kept"),
    Offer("verify_report", "Reports", "Verify a report…",
          lambda room: room.files.verify_report(), apart=True, always=True),
    Offer("verify_audit", "Reports", "Verify the audit chain", lambda room: room.verify_audit()),
    Offer("export_chain", opens=lambda room: room.files.export_chain(AuditFilter()),
          deed=EXPORT_CHAIN),
    Offer("write_anchor", opens=lambda room: room.files.write_anchor(), deed=WRITE_ANCHOR),
    Offer("time_stamp", opens=lambda room: room.files.import_time_stamp(),
          deed=KEEP_TIME_STAMP),
    Offer("help", "Help", "Help", lambda room: room.shell.toggle_help(), keys="F1",
          always=True, found=False),
    Offer("about", "Help", "About Landwaiter", lambda room: room.tell_about(), always=True,
          found=False),
)  # fmt: skip
BY_NAME: Mapping[str, Offer] = {one.name: one for one in OFFERS}
BEGUN_AT: Mapping[str, Offer] = {deed.name: one for one in OFFERS for deed in one.deeds}
"""Deed → the line whose dialog or place has its button."""
_LINES = frozenset(one.deed.name for one in OFFERS if one.deed)
ASKED: tuple[Deed[Any, Any], ...] = tuple(
    deed for deed in DEEDS if not isinstance(deed, CaseDeed) and deed.name not in _LINES
)
"""Deeds without a line, which the palette lists by their row; those on a case its tab lists."""
