"""Reference in the window: editions compared and aged, open cases screened again for a list."""

from functools import partial

from landwaiter.domain.lists.deeds import Rescreen
from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.hits import rescreening
from landwaiter.services.law import packs
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.lists import list_editions
from landwaiter.services.lists.list_imports import KINDS
from landwaiter.services.trade.again_words import waiting_sentence
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.frame.tab_view import PlainPlace
from landwaiter.ui.kit.prompts import Field
from landwaiter.ui.law.reference_screen import ReferenceScreen
from landwaiter.ui.law.sifting_anew import SiftingAnew
from landwaiter.ui.law.threshold_preview import ThresholdTalk


class ReferencePlace(PlainPlace):
    def __init__(self, desk: Desk, ways: Ways) -> None:
        self.screen = ReferenceScreen()
        super().__init__(self.screen)
        self._desk, self._ways = desk, ways
        self.screen.import_pack_asked.connect(lambda: ways.to_dialog("import_pack"))
        self.screen.import_list_asked.connect(lambda: ways.to_dialog("import_list"))
        self.screen.bundle_asked.connect(lambda: ways.to_dialog("bundle"))
        self.screen.registers_asked.connect(lambda: ways.to_dialog("registers"))
        self.screen.compare_asked.connect(self._compare)
        self.screen.opened.connect(self._open)
        self.screen.age_asked.connect(self._set_age)
        self._thresholds = ThresholdTalk(desk)
        self.screen.threshold_asked.connect(self._thresholds.ask)
        self.screen.rescreen_asked.connect(self._rescreen)
        self._sifting = SiftingAnew(desk, self._show_sifting, self.screen)
        self.screen.sift_again_asked.connect(self._sifting.ask)

    def reload(self) -> None:
        self._desk.read(
            packs.editions,
            self.screen.show_rows,
            slot="editions",
            owner=self.screen,
            bar=self.screen.bar,
        )
        self._desk.read(
            lambda session: tuple(one.list for one in rescreening.waiting(session)),
            self.screen.show_waiting,
            slot="waiting",
            owner=self.screen,
        )

        self._desk.read(waiting_sentence, self.screen.show_sifted, slot="sifted", owner=self.screen)

    def _open(self, row: EditionRow) -> None:
        """All editions of a list; of a pack where it is from."""
        if row.kind in KINDS:
            self._desk.read(
                lambda session: tuple(
                    list_editions.shown_lines(list_editions.show_list(session, row.id))
                ),
                lambda lines: self._desk.prompts.tell(row.title, "\n".join(lines)),
                slot="list",
                owner=self.screen,
                bar=self.screen.bar,
            )
            return
        self._desk.say(
            _("{title}, edition {edition}. Source: {source}. Licence: {licence}.").format(
                title=row.title,
                edition=row.edition,
                source=row.source or _("not stated"),
                licence=row.licence or _("not stated"),
            )
        )

    def _set_age(self, row: EditionRow) -> None:
        """From how many days a list is called too old."""
        if row.kind not in KINDS:
            self._desk.warn(_("An age limit of packs is set in the settings of the office."))
            return
        own = row.limit_trust == "office"
        asked = Field(
            "days", _("Days; empty: the limit for its kind"), value=str(row.limit_days) * own
        )
        answers = self._desk.prompts.ask(
            row.title, _("Set the limit"), (asked,), note=list_editions.limit_said(row)
        )
        if answers is not None:
            days = answers["days"].strip() or "default"
            self._desk.write(
                lambda session: do(session, list_editions.age_as_setting(session, row.id, days)),
                lambda result: self._desk.tell(result.changes),
            )

    def _rescreen(self) -> None:
        said = _("Every open case is held against the lists that changed; what is found is kept.")
        if not self._desk.prompts.confirm(_("Screen open cases again"), said, _("Screen")):
            return
        self.screen.show_rescreening(running=True)
        self._desk.run(
            _("Screening open cases again"),
            lambda session, tell: run(session, Rescreen(), tell),
            self._rescreened,
            on_fault=self._not_rescreened,
        )

    def _show_sifting(self, running: bool) -> None:
        self.screen.show_sifting(running=running)

    def _rescreened(self, found: tuple[rescreening.RescreenResult, ...]) -> None:
        self.screen.show_rescreening(running=False)
        self._desk.say(" ".join(rescreening.sentences(found)))
        for topic in ("reference", "cases"):
            self._desk.tell_topic(topic)

    def _not_rescreened(self, fault: Fault) -> None:
        self.screen.show_rescreening(running=False)
        self._desk.show_fault(fault)

    def _compare(self, row: EditionRow) -> None:
        """An edition beside the one that was imported before it."""
        if row.kind in KINDS:
            self._desk.read(
                lambda session: tuple(
                    list_editions.comparison_lines(
                        list_editions.diff_lists(session, row.id, new=row.sha256)
                    )
                ),
                partial(self._compared, row),
                slot="comparison",
                owner=self.screen,
                bar=self.screen.bar,
                on_fault=lambda _fault: self._compared(row, ()),
            )
            return
        self._desk.read(
            lambda session: packs.compare_with_before(session, row),
            partial(self._compared, row),
            slot="comparison",
            owner=self.screen,
            bar=self.screen.bar,
        )

    def _compared(self, row: EditionRow, lines: tuple[str, ...]) -> None:
        if not lines:
            said = _("There is no edition of {title} before this one to compare it with.")
            self._desk.warn(said.format(title=row.title))
            return
        title = _("{title}: what edition {edition} changes")
        self._desk.prompts.tell(
            title.format(title=row.title, edition=row.edition), "\n".join(lines)
        )

    def concerned(self, touched: ChangedTopics) -> bool:
        return any(
            touched.concerns(one) for one in ("reference", "settings", "trade", "monitoring")
        )
