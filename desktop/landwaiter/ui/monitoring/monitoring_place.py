"""Monitoring: programmes begun, changed, ended and run; their figures, the cases behind them."""

from dataclasses import dataclass
from typing import Any

from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import SHORTEST_REASON
from landwaiter.domain.monitoring.deeds import BeginMonitor, ChangeMonitor, EndMonitor, RunMonitor
from landwaiter.domain.monitoring.programme import Watch
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import do, signed_in
from landwaiter.services.monitoring import programmes
from landwaiter.services.monitoring.programmes import Programme
from landwaiter.services.monitoring.run_results import Run
from landwaiter.services.monitoring.runs import RunRecheck, newest_run, run_again
from landwaiter.services.reports import reporting
from landwaiter.services.trade.trade_view import QueueLine
from landwaiter.services.trade.watched_store import (
    WatchedTrade,
    watched_declarations,
    watched_trade,
)
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.frame.tab_view import PlainPlace
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.monitoring.monitoring_screen import MonitoringScreen


@dataclass(frozen=True, slots=True)
class _Found:
    programmes: tuple[Programme, ...]
    run: Run | None
    store: WatchedTrade | None
    actor: Actor


class MonitoringPlace(PlainPlace):
    """The figures are those of the newest run of the programme that is chosen."""

    def __init__(self, desk: Desk, ways: Ways) -> None:
        self.screen = MonitoringScreen()
        super().__init__(self.screen)
        self._desk, self._name = desk, ""
        screen = self.screen
        screen.case_asked.connect(ways.to_case)
        screen.chosen.connect(self._choose)
        screen.new_asked.connect(self._begin)
        screen.change_asked.connect(self._change)
        screen.end_asked.connect(self._end)
        screen.run_asked.connect(self._run)
        screen.again_asked.connect(self._again)
        screen.export_asked.connect(self._export)
        screen.store_asked.connect(self._list_store)

    def reload(self) -> None:
        name = self._name

        def read(session: Session) -> _Found:
            known = programmes.programmes(session)
            chosen = next((one.name for one in known if one.name == name), "")
            first = chosen or (known[0].name if known else "")
            ran = newest_run(session, first) if first else None
            store = watched_trade(session, first) if first else None
            return _Found(known, ran, store, signed_in(session))

        self._desk.read(read, self._show, slot="monitoring", owner=self.screen, bar=self.screen.bar)

    def concerned(self, touched: ChangedTopics) -> bool:
        return not touched.topics.isdisjoint({"monitoring", "trade"})

    def _show(self, found: _Found) -> None:
        if not any(one.name == self._name for one in found.programmes):
            self._name = found.programmes[0].name if found.programmes else ""
        self.screen.show_programmes(found.programmes, self._name)
        self.screen.show_run(found.run)
        self.screen.show_store(found.store)
        self.screen.show_actor(found.actor)

    def _list_store(self) -> None:
        """The declarations behind the figures of the store, the oldest first."""
        name = self._name
        self._desk.read(
            lambda session: watched_declarations(session, name),
            lambda found: self._desk.prompts.tell(
                _("Sifted declarations that “{name}” watches").format(name=name),
                "\n".join(_line(one) for one in found),
            ),
            slot="watched",
            owner=self.screen,
            bar=self.screen.bar,
        )

    def _choose(self, name: str) -> None:
        if name and name != self._name:
            self._name = name
            self.reload()

    def _begin(self) -> None:
        answers = self._desk.prompts.ask(
            _("New monitoring programme"),
            _("Begin"),
            (
                Field("name", _("Name"), minimum=1),
                *_rule_fields(Watch()),
                Field("reason", _("Why it is run")),
            ),
            note=_rules_said(),
        )
        if answers is None:
            return
        name = answers["name"].strip()

        self._name = name
        self._do(BeginMonitor(name, **_rules(answers), reason=answers["reason"]))

    def _change(self, programme: Programme) -> None:
        answers = self._desk.prompts.ask(
            _("Change “{name}”").format(name=programme.name),
            _("Keep as version {version}").format(version=programme.version + 1),
            (*_rule_fields(programme.watch), Field("reason", _("Why"), minimum=SHORTEST_REASON)),
            note=_("Earlier versions, and what was run with them, stay."),
        )
        if answers is None:
            return
        self._do(ChangeMonitor(programme.name, answers["reason"], **_rules(answers)))

    def _end(self, programme: Programme) -> None:
        answers = self._desk.prompts.ask(
            _("End “{name}”").format(name=programme.name),
            _("End the programme"),
            (Field("reason", _("Why"), minimum=SHORTEST_REASON),),
            note=_("Its versions, runs and reports stay; it is run no more."),
        )
        if answers is not None:
            self._do(EndMonitor(programme.name, answers["reason"]))

    def _do(self, said: Any) -> None:
        self._desk.write(
            lambda session: do(session, said), lambda result: self._desk.tell(result.changes)
        )

    def _run(self, programme: Programme) -> None:
        said = _("Version {version} of its rules over the cases as they are now. A run is kept.")
        title = _("Run “{name}”").format(name=programme.name)
        note = said.format(version=programme.version)
        if not self._desk.prompts.confirm(title, note, _("Run")):
            return
        self._desk.run(
            _("Running “{name}”").format(name=programme.name),
            lambda session, tell: do(session, RunMonitor(programme.name)).outcome,
            self._ran,
        )

    def _ran(self, made: Run) -> None:
        self._desk.tell(ChangedTopics(frozenset({"monitoring", "audit"})))
        self._desk.say(
            _("“{name}” was run as of audit entry #{head}.").format(
                name=made.name, head=made.head_seq
            )
        )

    def _again(self, programme: Programme) -> None:
        self._desk.read(
            lambda session: run_again(session, programme.name),
            self._told_again,
            owner=self.screen,
            bar=self.screen.bar,
        )

    def _told_again(self, again: RunRecheck) -> None:
        self._desk.say(
            _("Run again as of audit entry #{head}: the figures are the same bytes.").format(
                head=again.run.head_seq
            )
            if again.same
            else _("Run again: the figures differ, because cases were removed since.")
        )

    def _export(self, programme: Programme, head: int) -> None:
        ask, stem = self._desk.prompts.save_file, f"{programme.name}-{head}"
        pdf = ask(_("Monitoring report as PDF"), f"{stem}.pdf", _("PDF (*.pdf)"))
        xlsx = ask(_("Monitoring report as Excel"), f"{stem}.xlsx", _("Excel (*.xlsx)"))
        if pdf is None and xlsx is None:
            return
        self._desk.run(
            _("Report of “{name}”").format(name=programme.name),
            lambda session, tell: reporting.export_run(
                session, programme.name, head=head, pdf=pdf, xlsx=xlsx
            ),
            lambda made: self._desk.say(
                _("Report {dossier} is written: {files}.").format(
                    dossier=made.dossier,
                    files=", ".join(file.name for file in (made.pdf, made.xlsx) if file),
                )
            ),
        )


def _rules_said() -> str:
    return _("Of the goods one rule is enough; of everything else all must hold.")


def _rule_fields(watch: Watch) -> tuple[Field, ...]:
    typed = programmes.typed(watch)
    return (
        Field("headings", _("Headings"), value=typed["headings"], hint="8408, 8457"),
        Field("codes", _("Control entries"), value=typed["codes"], hint="2B001, 9A"),
        Field("tiers", _("Tiers of the high priority list"), value=typed["tiers"], hint="1, 3.A"),
        Field("words", _("Words of the description"), value=typed["words"], hint="diesel engine"),
        Field("destinations", _("Destinations"), value=typed["destinations"], hint="HK, CN"),
        Field("route", _("On the way through"), value=typed["route"], hint="AE"),
        Field("parties", _("Names of parties"), value=typed["parties"]),
        Field("kinds", _("Kinds of case"), value=typed["kinds"], hint="export, transit"),
        Field("first", _("First day"), value=typed["first"], hint="2026-01-01", day=True),
        Field("last", _("Last day"), value=typed["last"], hint="2026-12-31", day=True),
    )


def _rules(answers: dict[str, str]) -> dict[str, str]:
    return {name: answers[name] for name in Watch.__dataclass_fields__}


def _line(one: QueueLine) -> str:
    """A declaration in a line."""
    value = f", EUR {one.value}" if one.value else ""
    return f"{one.number}, {one.day}: {one.exporter} → {one.consignee}, {one.destination}{value}"
