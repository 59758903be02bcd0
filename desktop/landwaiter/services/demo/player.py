"""Plays the script: everything in the order of time, through the services that window and
command line call."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import groupby
from pathlib import Path

from landwaiter.domain.cases.deeds import MergeCase
from landwaiter.domain.cases.deeds_between_people import ReadProposal
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.deeds import OpenCase, TakeIn
from landwaiter.domain.review.reading import ReviewSection
from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.services.cases import case_reads
from landwaiter.services.deeds.case_handler import said_plainly
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.demo.declarations import WRITERS, Forms, SampleDeclaration
from landwaiter.services.demo.place import write
from landwaiter.services.demo.script import Opening, SampleStep, Script
from landwaiter.services.demo.timetable import SampleClock, Timetable
from landwaiter.services.intake import taking_in
from landwaiter.services.warm.session import Session


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens at an instant."""

    at: datetime
    happens: Callable[[], None]


@dataclass(slots=True)
class Player:
    """The state of the play: which case of the script is which in the casebook."""

    script: Script
    forms: Forms
    timetable: Timetable
    clock: SampleClock
    people: Mapping[str, Session]
    folder: Path
    cases: dict[str, str] = field(default_factory=dict)
    """Key of the script → reference."""
    declared: dict[str, SampleDeclaration] = field(default_factory=dict)
    taken_in: list[taking_in.IntakeResult] = field(default_factory=list)

    def play(self) -> None:
        """Play every event; those of one instant in the order of the script."""
        events = [*self._intakes(), *self._openings(), *self._steps()]
        for event in sorted(events, key=lambda event: event.at):
            self.clock.move(event.at)
            event.happens()

    def _intakes(self) -> Iterator[Event]:
        numbered = enumerate(self.script.declarations.items(), start=1)
        self.declared = {key: self.forms.declared(rows, no) for no, (key, rows) in numbered}
        ordered = sorted(self.declared, key=self._batch)
        for (_day, _time, form, source), keys in groupby(ordered, key=self._batch):
            batch = {key: self.declared[key] for key in keys}
            at = self.timetable.instant(f"{_day} {_time}")
            yield Event(at, partial(self._take_in, form, source, batch))

    def _batch(self, key: str) -> tuple[str, str, str, str]:
        head = self.declared[key].head
        return head["day"], head["time"], head["format"], head["source"]

    def _take_in(self, form: str, source: str, batch: Mapping[str, SampleDeclaration]) -> None:
        files = WRITERS[form](self.forms, batch, self.folder / "declarations")
        results = self._given(TakeIn(tuple(files), source=source))
        references = [reference for result in results for reference in result.cases]
        self.cases.update(zip(batch, references, strict=True))

    def _given(self, said: TakeIn) -> tuple[taking_in.IntakeResult, ...]:
        results: tuple[taking_in.IntakeResult, ...] = run(self.people["analyst"], said)
        for result in results:
            refuse_rejected(result)
        self.taken_in += results
        return results

    def _openings(self) -> Iterator[Event]:
        for opening in self.script.openings:
            yield Event(self.timetable.instant(opening.at), partial(self._open, opening))

    def _open(self, opening: Opening) -> None:
        session = self.people["analyst"]
        said = OpenCase(
            CaseKind(opening.kind),
            opening.source,
            title=opening.title,
            project=opening.project or {},
        )
        self.cases[opening.case] = do(session, said).made

    def _steps(self) -> Iterator[Event]:
        for step in self.script.steps:
            yield Event(self.timetable.instant(step.at), partial(self._do, step))

    def _do(self, step: SampleStep) -> None:
        _DEEDS.get(step.do, Player.act)(self, step)

    def act(self, step: SampleStep) -> None:
        """A deed on a case, by what it is called there."""
        session, reference = self.people[step.by], self.cases[step.case]
        given = {name: value for name, value in step.given.items() if name != ASKED}
        if "hit" in given:
            given["hit"] = hit_named(session, reference, given["hit"])
        if "items" in given:
            given["items"] = {int(no): outcome for no, outcome in given["items"].items()}
        if ASKED in step.given:
            given["value"] = None
        if step.do in _SIGNED:
            _read_all(session, reference)
        do(session, said_plainly(ON_CASE[step.do], reference, given))

    def merge(self, step: SampleStep) -> None:
        """A case into another of the script."""
        merged = MergeCase(
            self.cases[step.case], self.cases[step.given["into"]], step.given["reason"]
        )
        do(self.people[step.by], merged)

    def add_evidence(self, step: SampleStep) -> None:
        """A file of the sample, handed in."""
        name = step.given["file"]
        text = (self.forms.folder / "evidence" / name).read_text(encoding="utf-8")
        file = write(self.folder / "evidence" / name, text)
        run(
            self.people[step.by],
            AddFile(self.cases[step.case], file, received_from=step.given["source"]),
        )

    def amend(self, step: SampleStep) -> None:
        """A later version of the declaration."""
        changed = self.declared[step.case].changed(step.given["change"])
        folder = self.folder / "declarations" / "amended"
        files = WRITERS[changed.head["format"]](self.forms, {step.case: changed}, folder)
        self._given(TakeIn(tuple(files)))

    def invalidate(self, step: SampleStep) -> None:
        """The message that asks to invalidate the declaration."""
        declared = self.declared[step.case]
        text = self.forms.invalidation(declared, step.given["reason"], self.clock())
        name = f"{declared.head['lrn']}-invalidation.xml"
        self._given(TakeIn((write(self.folder / "declarations" / name, text),)))


_DEEDS: Mapping[str, Callable[[Player, SampleStep], None]] = {
    "add_evidence": Player.add_evidence,
    "amend": Player.amend,
    "invalidate": Player.invalidate,
    "merge": Player.merge,
}
"""What needs a file or another case; everything else is an act on the case."""

_SIGNED = frozenset({"approve", "countersign"})
"""Who signs has read it: the script leaves that out."""


def _read_all(session: Session, reference: str) -> None:
    decision = case_reads.case_view(session, reference).case.decision
    if decision is not None:
        do(session, ReadProposal(reference, tuple(ReviewSection), decision.version))


ASKED = "asked"
"""Instead of a value: it was asked for and is not known."""


def refuse_rejected(result: taking_in.IntakeResult) -> None:
    """Every file of the sample is read to the last row; Invalid names the one that is not."""
    for one in result.rejected:
        raise Invalid(
            one.message,
            file=result.file,
            row=one.row,
            field=one.field,
            value=one.value,
            remedy=one.remedy,
        )


def hit_named(session: Session, reference: str, wanted: str) -> str:
    """The hit of a role's party on a listing, written as `end_user: Name of the listing`."""
    role, _colon, name = wanted.partition(": ")
    case = case_reads.case_view(session, reference).case
    parties = {party.id for party in case.parties if party.role.value == role}
    found = {hit.listing.name: hit.id for hit in case.hits if hit.party_id in parties}
    if name not in found:
        raise NotFound(
            _("The party has no hit on this listing."),
            field="hit",
            value=wanted,
            remedy=_("It has hits on: {names}.").format(names="; ".join(found) or _("none")),
        )
    return found[name]
