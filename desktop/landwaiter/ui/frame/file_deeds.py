"""Files in and out: declarations, the audit chain, the key sheet, reports to verify."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QObject

from landwaiter.canonical import instant
from landwaiter.domain.audit.deeds import ExportChain, KeepTimeStamp, WriteAnchor
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.intake.table_mapping import TableMapping
from landwaiter.domain.trade.deeds import Sift
from landwaiter.i18n import _, figure, plural
from landwaiter.services.audit import audit_history
from landwaiter.services.base.intake_fault import IntakeFault
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.deeds.handler import Result
from landwaiter.services.intake import table_mappings, taking_in
from landwaiter.services.intake.later_versions import ended_said
from landwaiter.services.reports import reporting
from landwaiter.services.reports.files.received import received
from landwaiter.services.trade.runs.sift_file import SiftResult
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.kit.fields import Field
from landwaiter.ui.kit.jobs import Tell
from landwaiter.whole_file import whole_file

CASES = ChangedTopics(frozenset({"cases"}))
MOST_WARNINGS = 3
"""Of what is odd that one line tells; all of it stands on the command line."""
MOST_TOLD = 12
"""Rejected rows that a dialog names; the rest are counted."""


class Files(QObject):
    """Each deed asks for its files and runs as a job of the tray."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def take_in(self, look_at: Callable[[Path], None]) -> None:
        """Files that are read as they are come in at once; a table of a sender is looked at."""
        files = self._desk.prompts.open_files(
            _("Take in declarations"),
            _("Declarations (*.xml *.csv *.xlsx *.ods *.txt);;All files (*)"),
        )
        if files:
            self.take_in_files(files, look_at)

    def take_in_files(self, files: Sequence[Path], look_at: Callable[[Path], None]) -> None:
        """The same of files that are known."""

        def begin(table: Path | None) -> None:
            if table is not None:
                look_at(table)
                return
            self._desk.run(
                _("Taking in declarations"),
                lambda session, tell: run(session, TakeIn(tuple(files)), tell),
                self._taken_in,
            )

        self._desk.read(
            lambda _session: table_mappings.table_to_map(files), begin, slot="take_in", owner=self
        )

    def sift(self, then: Callable[[], None]) -> None:
        """Files to be judged without a case each: whole, on from where it broke off, or tried."""
        files = self._desk.prompts.open_files(
            _("Sift declarations"),
            _("Declarations (*.xml *.csv *.xlsx *.ods *.txt);;All files (*)"),
        )
        if files:
            self._desk.read(
                table_mappings.mappings,
                lambda kept: self._ask_how(files, kept, then),
                slot="sift",
                owner=self,
            )

    def _ask_how(
        self, files: Sequence[Path], kept: Mapping[str, TableMapping], then: Callable[[], None]
    ) -> None:
        ways = (
            ("whole", _("sift them")),
            ("resume", _("go on where it was broken off")),
            ("try", _("dry run: nothing is saved")),
        )
        fields = [Field("how", _("How"), ways, value="whole")]
        if kept:
            names = (("", _("as the files are")), *((name, name) for name in kept))
            fields.append(Field("mapping", _("Columns of"), names))
        note = plural(
            len(files),
            "{n} file. Each declaration is judged; a case is opened where there is a reason.",
            "{n} files. Each declaration is judged; a case is opened where there is a reason.",
        )
        answers = self._desk.prompts.ask(_("Sift declarations"), _("Begin"), fields, note=note)
        if answers is None:
            return
        said = Sift(
            tuple(files),
            kept.get(answers.get("mapping", "")),
            dry_run=answers["how"] == "try",
            resume=answers["how"] == "resume",
        )
        self._desk.run(
            _("Sifting declarations"),
            lambda session, tell: run(session, said, tell),
            partial(self._sifted, then=then, is_dry=said.dry_run),
            on_fault=self._desk.show_fault,
        )

    def _sifted(
        self, results: Sequence[SiftResult], *, then: Callable[[], None], is_dry: bool
    ) -> None:
        if not is_dry:
            self._desk.tell(ChangedTopics(frozenset({"cases", "trade"})))
            then()
        told = sift_summary(results)
        if is_dry:
            told = " ".join((_("Dry run, nothing was saved:"), told))
        told = " ".join((told, *_odd_words(results, is_dry=is_dry)))
        rejected = [row for result in results for row in result.rejected]
        if not rejected:
            self._desk.say(told)
            return
        show = partial(self._tell_rejected, _("Files that were left out"), rejected)
        self._desk.warn(told, (_("Why"), show))

    def export_chain(self, wanted: audit_history.AuditFilter) -> None:
        """The whole chain, or the extract that the filter in force leaves."""
        file = self._desk.prompts.save_file(
            _("Export the audit chain"), "audit.jsonl", _("JSON Lines (*.jsonl)")
        )
        if file is not None:
            said = ExportChain(**asdict(wanted))
            self._desk.run(
                _("Exporting the audit chain"),
                lambda session, tell: _write_lines(file, do(session, said).outcome, tell),
                lambda count: self._desk.say(
                    plural(
                        count,
                        "{n} entry is in {file}.",
                        "{n} entries are in {file}.",
                        file=file.name,
                    )
                ),
            )

    def write_anchor(self) -> None:
        """The head of the chain as a file to keep elsewhere, with a time-stamp query if wanted."""
        file = self._desk.prompts.save_file(
            _("Anchor the audit chain"), "anchor.json", _("Anchor (*.json)")
        )
        if file is None:
            return
        wants_query = self._desk.prompts.confirm(
            _("A time-stamp query too?"),
            _(
                "A time-stamp authority (RFC 3161) can sign when the anchor existed. The query is "
                "written beside the anchor; you send it yourself."
            ),
            _("Write a query"),
        )
        query = file.with_suffix(".tsq") if wants_query else None
        self._desk.write(
            lambda session: do(session, WriteAnchor(file, query)),
            lambda result: self._anchored(
                _("Entry {seq} is anchored in {file}. Keep it away from the casebook.").format(
                    seq=figure(result.outcome.seq), file=file.name
                )
            ),
        )

    def import_time_stamp(self) -> None:
        """The reply of an authority; certificates among the files are those one trusts."""
        files = self._desk.prompts.open_files(
            _("Time-stamp reply, with the authority's certificates where you have them"),
            _("Replies and certificates (*.tsr *.pem)"),
        )
        reply = next((file for file in files if file.suffix != ".pem"), None)
        roots = next((file for file in files if file.suffix == ".pem"), None)
        if reply is None:
            return
        self._desk.write(
            lambda session: do(session, KeepTimeStamp(reply, roots)),
            self._stamped,
        )

    def _stamped(self, result: Result) -> None:
        stamp = result.outcome
        sentence = _("{authority} says: entry {seq} was there at {at}.")
        self._anchored(
            sentence.format(
                authority=stamp.as_anchor().note, seq=stamp.anchor.seq, at=instant(stamp.at)
            )
        )

    def _anchored(self, sentence: str) -> None:
        self._desk.tell_topic("audit")
        self._desk.say(sentence)

    def write_key_sheet(self) -> None:
        """The office's public keys, for recipients of reports."""
        file = self._desk.prompts.save_file(
            _("Key sheet for recipients of reports"), "key sheet.json", _("Key sheet (*.json)")
        )
        if file is not None:
            self._desk.run(
                _("Writing the key sheet"),
                lambda session, tell: reporting.write_key_sheet(session, file),
                lambda count: self._desk.say(
                    plural(
                        count, "{n} key is in {file}.", "{n} keys are in {file}.", file=file.name
                    )
                ),
            )

    def verify_report(self) -> None:
        """Needs no casebook; a key sheet among the files proves the origin."""
        files = self._desk.prompts.open_files(
            _("Verify reports, with key sheets and certificates where you have them"),
            _("Reports (*.pdf *.xlsx *.json *.pem *.crt *.cer *.der)"),
        )
        if received(files).reports:
            self._desk.jobs.run(
                _("Verifying reports"),
                lambda tell: reporting.verify_received(files).sentences(),
                lambda said: self._desk.prompts.tell(_("Verification"), "\n".join(said)),
            )

    def _taken_in(self, results: Sequence[taking_in.IntakeResult]) -> None:
        self._desk.tell(CASES)
        rejected = [row for result in results for row in result.rejected]
        if not rejected:
            self._desk.say(intake_summary(results))
            return
        show = partial(self._tell_rejected, _("Some declarations were rejected"), rejected)
        self._desk.warn(intake_summary(results), (_("Why"), show))

    def _tell_rejected(self, title: str, rows: Sequence[IntakeFault]) -> None:
        lines = [_rejected_words(row) for row in rows[:MOST_TOLD]]
        if len(rows) > MOST_TOLD:
            lines.append(_("And {count} more.").format(count=len(rows) - MOST_TOLD))
        self._desk.prompts.tell(title, "\n".join(lines))


def intake_summary(results: Iterable[taking_in.IntakeResult]) -> str:
    """What taking in gave, in short sentences."""
    results = tuple(results)
    created = updated = known = warnings = rejected = waiting = attached = restricted = 0
    kept = 0
    for result in results:
        created, updated = created + result.created, updated + result.updated
        known, warnings = known + result.duplicates, warnings + len(result.warnings)
        rejected += len(result.rejected)
        waiting, attached = waiting + result.waiting, attached + result.attached
        restricted, kept = restricted + result.restricted, kept + result.kept
    parts = [
        plural(created, "{n} case opened.", "{n} cases opened."),
        plural(updated, "{n} amended.", "{n} amended."),
        plural(known, "{n} known already.", "{n} known already."),
        plural(warnings, "{n} warning.", "{n} warnings."),
    ]
    if waiting:
        parts.append(_waiting_words(waiting))
    if attached:
        parts.append(
            plural(
                attached,
                "{n} message that had waited is attached.",
                "{n} messages that had waited are attached.",
            )
        )
    if kept:
        parts.append(_kept_words(kept))
    if restricted:
        parts.append(
            plural(
                restricted,
                "{n} names what is restricted: the case says so.",
                "{n} name what is restricted: the cases say so.",
            )
        )
    if rejected:
        parts.append(plural(rejected, "{n} rejected.", "{n} rejected."))
    return " ".join((*parts, *_odd_words(results)))


def _odd_words(
    results: Sequence[taking_in.IntakeResult | SiftResult], *, is_dry: bool = False
) -> Iterator[str]:
    """What ended by it, and the first of what is odd."""
    ended = dict.fromkeys(one for result in results for one in result.voided)
    yield from (ended_said(one, dry_run=is_dry) for one in islice(ended, MOST_WARNINGS))
    odd = dict.fromkeys(text for result in results for text in result.warnings)
    yield from islice(odd, MOST_WARNINGS)


def _waiting_words(count: int) -> str:
    return plural(
        count,
        "{n} message waits for its declaration.",
        "{n} messages wait for their declarations.",
    )


def _kept_words(count: int) -> str:
    return plural(
        count,
        "{n} message is kept with its declaration.",
        "{n} messages are kept with their declarations.",
    )


def sift_summary(results: Iterable[SiftResult]) -> str:
    """What sifting gave, in short sentences; nothing here says clear."""
    every = tuple(results)
    sifted = sum(one.sifted for one in every)
    waiting, sample = sum(one.waiting for one in every), sum(one.sample for one in every)
    opened, again = (
        sum(one.opened for one in every),
        sum(one.amended + one.duplicates for one in every),
    )
    parts = [
        plural(sifted, "{n} declaration sifted.", "{n} declarations sifted."),
        plural(opened, "{n} case opened.", "{n} cases opened."),
        plural(waiting, "{n} waits for a person.", "{n} wait for a person."),
        plural(sample, "{n} drawn for the sample.", "{n} drawn for the sample."),
    ]
    if again:
        parts.append(plural(again, "{n} came before.", "{n} came before."))
    earlier = sum(one.opened_earlier for one in every)
    if earlier:
        parts.append(
            plural(
                earlier,
                "{n} case opened of what earlier files brought.",
                "{n} cases opened of what earlier files brought.",
            )
        )
    kept = sum(one.messages_kept for one in every)
    if kept:
        parts.append(_kept_words(kept))
    alone = sum(one.messages_waiting for one in every)
    if alone:
        parts.append(_waiting_words(alone))
    restricted = sum(one.restricted for one in every)
    if restricted:
        parts.append(
            plural(
                restricted,
                "{n} names what is restricted: the queue says so.",
                "{n} name what is restricted: the queue says so.",
            )
        )
    left_out = sum(bool(one.rejected) for one in every)
    if left_out:
        parts.append(
            plural(
                left_out,
                "{n} file with refused rows was left out.",
                "{n} files with refused rows were left out.",
            )
        )
    return " ".join(parts)


def _rejected_words(row: IntakeFault) -> str:
    place = ", ".join(
        str(part)
        for part in (
            _("row {row}").format(row=row.row) if row.row is not None else None,
            row.field,
            f"“{row.value}”" if row.value is not None else None,
        )
        if part
    )
    said = f"{place}: {row.message}" if place else row.message
    return f"{said} {row.remedy}" if row.remedy else said


def _write_lines(file: Path, lines: Iterable[str], tell: Tell) -> int:
    count = 0
    with whole_file(file) as aside, aside.open("w", encoding="utf-8", newline="") as stream:
        for count, line in enumerate(lines, start=1):
            stream.write(line + "\n")
            tell(count, 0, file.name)
    return count
