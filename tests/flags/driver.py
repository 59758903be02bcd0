"""Drives one example of a rule through intake and acts, as an office would, and shows the result.

An example says what the office has loaded (`Loaded`), what was declared and learned (`Given`), and
what the rule must find. Examples with the same `Loaded` share one casebook; each has its own case.
"""

import csv
import json
import shutil
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from tests.by_two import furnish
from tests.deeds.said import said
from tests.machines import unseen
from tests.settings import change_settings
from tests.taking_in import case_as_stated

from landwaiter.domain.cases.case import Evaluation, FlagResult, Severity
from landwaiter.domain.deeds.motion import MotionState
from landwaiter.domain.flags.deeds import SetThreshold
from landwaiter.domain.flags.inputs_of_rules import Facts
from landwaiter.domain.flags.prefilter import raised_of
from landwaiter.domain.flags.verdict_basis import unreviewed
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.deeds import OpenCase, TakeIn
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.lists.deeds import ImportList
from landwaiter.formats.law.pack_folder import read_pack
from landwaiter.resources import root
from landwaiter.services.casebook import casebooks
from landwaiter.services.cases import case_reads
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.flags.evaluation import facts_of
from landwaiter.services.law import packs
from landwaiter.services.lists import list_imports
from landwaiter.services.table import sessions
from landwaiter.services.warm.references import References
from landwaiter.services.warm.screened_list import ScreenedList
from landwaiter.services.warm.session import Session

NOW = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)
PASSWORD = "a sentence that is long enough"
RULES = (
    "calendar_PL",
    "code_sets",
    "countries",
    "deciding_parameters",
    "flag_rules",
    "trade_words",
    "vocabulary",
)
"""Packs without which nothing is judged; always there unless an example names them `without`."""
TABLES = ("annex1", "chpl", "hs_control", "ownership_rules", "prc_entities")
"""Shipped packs of facts that are there unless an example names them `without`."""
SAYS = "says: "
REASON = "stated in the contract on file"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the office has beside the rules: packs, lists, registers, settings and its past."""

    without: tuple[str, ...] = ()
    """Shipped packs that are left out."""
    packs: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    """`id` or `id:kind` → rows of a pack that the office imports, such as a register."""
    lists: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    """`id:kind` → rows of a watch list."""
    settings: Mapping[str, str] = field(default_factory=dict)
    past: tuple[Row | tuple[Row, ...], ...] = ()
    """Declarations taken in before, of one or several lines, as changes to `declared`."""
    also: tuple[str, ...] = ()
    """Further shipped packs that are there."""

    @property
    def key(self) -> str:
        parts = (self.without, self.also, self.packs, self.lists, self.settings, self.past)
        return json.dumps([_plain(part) for part in parts], sort_keys=True, default=str)


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of enrichment."""

    field: str
    value: Any
    source: str = "contract"
    date: str = "2026-03-20"
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What was declared and learned in the case, and who judged what."""

    rows: tuple[Row, ...] = ({},)
    """One row per goods item, as changes to `declared`; none: a case without a declaration."""
    amended: tuple[tuple[Row, ...], ...] = ()
    """Later contents of the same declaration."""
    kind: CaseKind = CaseKind.EXPORT
    project: Row | None = None
    learned: tuple[Fact, ...] = ()
    judged: tuple[tuple[str, str], ...] = ()
    """Role of the party and what its hits are judged: same, different, unsure."""
    classified: tuple[tuple[str, str], ...] = ()
    """Control code (`list:code` where it is not of the EU list) and state, for item 1."""
    acts: tuple[tuple[str, Row], ...] = ()
    """Further acts with their arguments, in order; `today` moves the clock to a day first."""


@dataclass(frozen=True, slots=True)
class Example:
    """What is given, and what one rule must find on it."""

    rule: str
    says: str
    given: Given
    loaded: Loaded
    evaluation: Evaluation
    severity: Severity | None = None
    names: tuple[str, ...] = ()
    """Evidence must name each: a field path (`items/1/cn8`) or `path: value`.

    After `says: ` stands a part of the sentence instead.
    """
    missing: tuple[str, ...] = ()
    """Inputs that must be among the missing ones; `a||b` for several."""

    def __str__(self) -> str:
        return f"{self.rule} {self.says}"


def fires(
    rule: str,
    severity: str,
    says: str,
    given: Given,
    *names: str,
    loaded: Loaded | None = None,
) -> Example:
    """The rule is raised with this severity and names these fields as evidence."""
    return Example(
        rule,
        says,
        given,
        loaded or Loaded(),
        Evaluation.RAISED,
        severity=Severity(severity),
        names=names,
    )


def spares(rule: str, says: str, given: Given, *, loaded: Loaded | None = None) -> Example:
    """The rule decides that it does not hold."""
    return Example(rule, says, given, loaded or Loaded(), Evaluation.NOT_RAISED)


def skips(rule: str, says: str, given: Given, *, loaded: Loaded | None = None) -> Example:
    """The case has no subject for the rule."""
    return Example(rule, says, given, loaded or Loaded(), Evaluation.NOT_APPLICABLE)


def waits(
    rule: str, says: str, given: Given, *missing: str, loaded: Loaded | None = None
) -> Example:
    """The rule is not evaluated and names these inputs as missing."""
    return Example(rule, says, given, loaded or Loaded(), Evaluation.NOT_EVALUATED, missing=missing)


def declared(**changes: Any) -> dict[str, Any]:
    """One row of our CSV: cleaning agents from Poland to Brazil, about which nothing is odd."""
    return {
        "accepted": "2026-03-27T10:00:00Z",
        "country_export": "PL",
        "country_destination": "BR",
        "country_routing": "PL|DE|BR",
        "exporter_name": "Chemia Wisla",
        "exporter_eori": "PL526100001900000",
        "exporter_country": "PL",
        "consignee_name": "Aurora Import",
        "consignee_country": "BR",
        "item_no": 1,
        "cn8": "34029090",
        "description": "industrial cleaning agent in drums",
        "net_mass_kg": 980,
        "gross_mass_kg": 1040,
        "value_eur": 12000,
        **changes,
    }


def learned(field: str, value: Any, source: str = "contract", **more: Any) -> Fact:
    return Fact(field, value, source, **more)


def given(*rows: Row, **changes: Any) -> Given:
    """A case with these goods lines."""
    return Given(rows=rows or ({},), **changes)


def no_declaration(kind: CaseKind, project: Row | None = None, **changes: Any) -> Given:
    return Given(rows=(), kind=kind, project=project, **changes)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


class Clock:
    """The time of the office; never backwards."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at

    def move(self, day: str) -> None:
        self.at = max(self.at, datetime.combine(date.fromisoformat(day), NOW.timetz()))


class Offices:
    """One casebook for each `Loaded`, made when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._empty: dict[tuple[str, ...], Path] = {}
        self._made: dict[str, _Office] = {}
        self._numbers = count(1)
        self._open = ExitStack()

    def close(self) -> None:
        self._open.close()

    def result(self, example: Example) -> FlagResult:
        """What the rule finds on the example; the same is raised where gates are asked first."""
        view, facts = self._office(example.loaded, example.given).judged(example.given)
        told = tuple(flag for flag in view.case.flags if flag.evaluation is Evaluation.RAISED)
        assert unreviewed(told) == raised_of(facts)
        return next(flag for flag in view.case.flags if flag.rule == example.rule)

    def view(self, given: Given, loaded: Loaded) -> CaseView:
        """The case after everything in `given` was taken in, learned, judged and done."""
        return self._office(loaded, given).drive(given)

    def facts(self, given: Given, loaded: Loaded) -> Facts:
        """What the rules read on the case, with what the casebook has seen written out."""
        return self._office(loaded, given).facts(given)

    def _office(self, loaded: Loaded, given: Given) -> "_Office":
        """A case that moves the clock has a casebook of its own; what was judged on one case is
        taken over by others, so only those of which the same is judged share one."""
        key = f"{next(self._numbers)}" if _moves(given) else f"{loaded.key} {given.judged}"
        if key not in self._made:
            self._made[key] = self._new_office(loaded)
        return self._made[key]

    def _new_office(self, loaded: Loaded) -> "_Office":
        chosen = (*RULES, *TABLES, *loaded.also)
        chosen = tuple(name for name in chosen if name not in loaded.without)
        folder = self._folder / f"office-{next(self._numbers)}"
        shutil.copytree(self._template(chosen), folder / "casebook")
        unseen(folder / "casebook")
        return _Office(folder, loaded, self._open)

    def _template(self, chosen: tuple[str, ...]) -> Path:
        if chosen not in self._empty:
            place = self._folder / f"template-{len(self._empty)}"
            shipped = _shipped()
            opened = sessions.create_casebook(
                place,
                office=sessions.CasebookOffice("PL1", "PL"),
                user="Adam",
                password=PASSWORD,
                founders=[
                    casebooks.Founder("Ana", ("analyst",), PASSWORD),
                    casebooks.Founder("Rev", ("reviewer",), PASSWORD),
                ],
                now=lambda: NOW,
                packs=[shipped[name] for name in chosen],
            ).session
            opened.casebook.close()
            self._empty[chosen] = place
        return self._empty[chosen]


_DECODED: dict[str, Pack] = {}
_INDEXED: dict[str, ScreenedList] = {}
"""Packs by their row and indexes, shared by all casebooks: copies of one template share rows."""


@cache
def _shipped() -> Mapping[str, Pack]:
    return {pack.id: pack for pack in packs.shipped_packs(root())}


def _moves(given: Given) -> bool:
    return any("today" in args for _name, args in given.acts)


class _Office:
    """One casebook with its administrator's reference data and its analyst at work."""

    def __init__(self, folder: Path, loaded: Loaded, opened: ExitStack) -> None:
        self._folder = folder
        self._clock = Clock()
        self._numbers = count(1)
        admin = self._signed_in("Adam")
        with admin.casebook:
            self._load(admin, loaded)
        self._analyst, self._reviewer = self._signed_in("Ana"), self._signed_in("Rev")
        opened.enter_context(self._analyst.casebook)
        opened.enter_context(self._reviewer.casebook)
        for row in loaded.past:
            self._take_in(row if isinstance(row, tuple) else (row,))

    def _signed_in(self, name: str) -> Session:
        opened = sessions.open_casebook(
            self._folder / "casebook", user=name, password=PASSWORD, now=self._clock
        )
        return replace(opened, references=References(_packs=_DECODED, _lists=_INDEXED))

    def _load(self, admin: Session, loaded: Loaded) -> None:
        for name, rows in loaded.packs.items():
            pack_id, _colon, kind = name.partition(":")
            furnish(admin, [read_pack(self._pack(pack_id, kind or pack_id, rows))])
        for name, rows in loaded.lists.items():
            list_id, _colon, kind = name.partition(":")
            path = _write(self._folder / f"{list_id}.csv", rows)
            head = list_imports.ListHead(list_id, kind=kind, edition="2026-03")
            result = run(admin, ImportList(files=(path,), **asdict(head)))[0]
            assert not result.rejected, result.rejected
        for key, value in loaded.settings.items():
            _, is_rule, named = key.partition("rule.")
            if is_rule:
                rule, _, name = named.partition(".")
                do(admin, SetThreshold(rule, name, value, REASON))
            else:
                change_settings(admin, {key: value})

    def _pack(self, pack_id: str, kind: str, rows: tuple[Row, ...]) -> Path:
        place = self._folder / "packs" / pack_id
        place.mkdir(parents=True)
        facts = {
            "id": pack_id,
            "kind": kind,
            "edition": "example",
            "title": pack_id,
            "source": "example",
            "licence": "none",
            "trust": "own knowledge",
            "data": "data.csv",
        }
        toml = "\n".join(f'{name} = "{value}"' for name, value in facts.items())
        (place / "pack.toml").write_text(toml, encoding="utf-8")
        _write(place / "data.csv", rows)
        return place

    def drive(self, given: Given) -> CaseView:
        reference = self._opened(given)
        self._do(reference, "assess")
        for fact in given.learned:
            self._learn(reference, fact)
        for role, outcome in given.judged:
            self._judge(reference, role, outcome)
        for code, state in given.classified:
            name, _colon, bare = code.rpartition(":")
            about = {"code": bare, "list": name or "eu", "outcome": state, "reason": REASON}
            self._do(reference, "classify", item=1, **about)
        for name, args in given.acts:
            self._act(reference, name, dict(args))
        return case_reads.case_view(self._analyst, reference)

    def facts(self, given: Given) -> Facts:
        return self.judged(given)[1]

    def judged(self, given: Given) -> tuple[CaseView, Facts]:
        """The case, and what the rules read on it."""
        view = self.drive(given)
        case = view.case
        with self._analyst.reading() as conn:
            found = facts_of(conn, case, self._analyst.references, self._analyst.today())
            seen = {f.name: getattr(found.bases, f.name) for f in fields(found.bases)}
            written: dict[str, Any] = {
                name: dict(one) for name, one in seen.items() if isinstance(one, Mapping)
            }
        # As the rules are asked: the candidates of the goods are known by then.
        judged = replace(found.case, candidates=case.candidates)
        return view, replace(found, case=judged, bases=replace(found.bases, **written))

    def _opened(self, given: Given) -> str:
        if not given.rows:
            project = dict(given.project or {})
            case = OpenCase(given.kind, "tip", title="example", project=project)
            return do(self._analyst, case).made
        lrn = f"LW-{next(self._numbers)}"
        reference = self._take_in(given.rows, lrn=lrn, kind=given.kind)
        for rows in given.amended:
            self._take_in(rows, lrn=lrn)
        return reference

    def _take_in(self, rows: tuple[Row, ...], *, lrn: str = "", **options: Any) -> str:
        number = lrn or f"LW-{next(self._numbers)}"
        found = [
            declared(lrn=number, **{"item_no": no, **row}) for no, row in enumerate(rows, start=1)
        ]
        path = _write(self._folder / "declaration.csv", found)
        return case_as_stated(self._analyst, TakeIn((path,), **options))

    def _do(self, reference: str, name: str, **args: Any) -> None:
        do(self._analyst, said(name, reference=reference, **args))

    def _act(self, reference: str, name: str, args: dict[str, Any]) -> None:
        today = args.pop("today", None)
        if today:
            self._clock.move(today)
        self._do(reference, name, **args)

    def _learn(self, reference: str, fact: Fact) -> None:
        about = {"field": fact.field, "value": fact.value, "source": fact.source}
        self._do(reference, "enrich", date=date.fromisoformat(fact.date), item=fact.item, **about)

    def _judge(self, reference: str, role: str, outcome: str) -> None:
        case = case_reads.case_view(self._analyst, reference).case
        parties = {party.id for party in case.parties if party.role.value == role}
        found = [hit for hit in case.hits if hit.party_id in parties]
        assert found, f"no hit of the {role}: {[hit.listing.name for hit in case.hits]}"
        for hit in found:
            self._do(reference, "judge", hit=hit.id, outcome=outcome, reason=REASON)
            self._second(reference)

    def _second(self, reference: str) -> None:
        """What waits for a second person gets one."""
        case = case_reads.case_view(self._analyst, reference).case
        if any(motion.state is MotionState.OPEN for motion in case.motions):
            do(self._reviewer, said("second", reference=reference))


def _write(path: Path, rows: Iterable[Row]) -> Path:
    found = [{name: _cell(value) for name, value in row.items()} for row in rows]
    names = list(dict.fromkeys(name for row in found for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows(found)
    return path


def _cell(value: Any) -> str:
    if isinstance(value, Mapping):
        return json.dumps(value)
    if isinstance(value, list | tuple):
        return "|".join(str(one) for one in value)
    return "" if value is None else str(value)


def check(offices: Offices, example: Example) -> None:
    """The rule finds what the example says; what is wrong is said with the rule's own words."""
    wrong = wrong_in(offices.result(example), example)
    assert not wrong, wrong


def wrong_in(result: FlagResult, example: Example) -> str:
    """What is wrong with a result, with what it says; empty: nothing."""
    seen = f"{result.evaluation}: {result.explanation} {result.evidence}"
    if result.evaluation is not example.evaluation:
        return seen
    if example.severity is not None and not (
        result.severity is example.severity and result.evidence
    ):
        return f"{result.severity}, {seen}"
    told = [name.removeprefix(SAYS) for name in example.names if name.startswith(SAYS)]
    if not all(part in result.explanation for part in told):
        return f"not said: {told}; {seen}"
    places = [name for name in example.names if not name.startswith(SAYS)]
    unnamed = [n for n in places if not any(_names(one, n) for one in result.evidence)]
    if unnamed:
        return f"not named: {', '.join(unnamed)}; {seen}"
    wanted = {name for names in example.missing for name in names.split("||")}
    if not wanted <= set(result.missing):
        return seen
    return ""


def _names(evidence: str, wanted: str) -> bool:
    return evidence == wanted or evidence.startswith(f"{wanted}: ")


def outcomes(examples: Iterable[Example]) -> Mapping[str, set[Evaluation]]:
    """Rule → the outcomes that some example shows."""
    found: dict[str, set[Evaluation]] = {}
    for example in examples:
        found.setdefault(example.rule, set()).add(example.evaluation)
    return found
