"""Deeds on monitoring programmes: begun, changed by new versions, run, ended."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, Protocol

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import KEEPERS, Ask, Deed, Reason
from landwaiter.domain.monitoring.programme import Watch
from landwaiter.i18n import _

SUBJECT = "monitoring"


class WatchedProgramme(Protocol):
    """A programme as it stands."""

    @property
    def name(self) -> str: ...
    @property
    def ended(self) -> bool: ...


def _over(row: WatchedProgramme, actor: Actor) -> str:
    return _("The programme “{name}” has ended.").format(name=row.name) if row.ended else ""


ProgrammeName = Annotated[str, Ask("Name", Content.INTERNAL, hint="Of the programme.", given=True)]
Headings = Annotated[
    str | None, Ask("Headings", Content.INTERNAL, hint="Beginnings of commodity codes: 8408,8457.")
]
Codes = Annotated[
    str | None, Ask("Control entries", Content.INTERNAL, hint="Or their beginnings: 2B001,9A.")
]
Tiers = Annotated[
    str | None, Ask("Tiers of the high priority list", Content.INTERNAL, hint="1,3.A")
]
Words = Annotated[
    str | None, Ask("Words of the description", Content.INTERNAL, hint="Parts of it.")
]
Destinations = Annotated[
    str | None, Ask("Destinations", Content.INTERNAL, hint="HK,CN", option="to")
]
Route = Annotated[str | None, Ask("On the way through", Content.INTERNAL, hint="Countries: AE.")]
Parties = Annotated[
    str | None, Ask("Names of parties", Content.PERSONAL, hint="Parts of the name.")
]
Kinds = Annotated[str | None, Ask("Kinds of case", Content.INTERNAL, hint="export,transit")]
First = Annotated[str | None, Ask("First day", hint="2026-01-01", day=True)]
Last = Annotated[str | None, Ask("Last day", hint="2026-12-31", day=True)]


@dataclass(frozen=True, slots=True)
class BeginMonitor:
    """Begin a programme. Of the goods one rule is enough; of the rest all must hold."""

    name: ProgrammeName
    headings: Headings = None
    codes: Codes = None
    tiers: Tiers = None
    words: Words = None
    destinations: Destinations = None
    route: Route = None
    parties: Parties = None
    kinds: Kinds = None
    first: First = None
    last: Last = None
    reason: Annotated[str, Ask("Why it is run", Content.DELIBERATION)] = ""


@dataclass(frozen=True, slots=True)
class ChangeMonitor:
    """A new version of the rules that are given; an empty one is taken away."""

    name: ProgrammeName
    reason: Reason
    headings: Headings = None
    codes: Codes = None
    tiers: Tiers = None
    words: Words = None
    destinations: Destinations = None
    route: Route = None
    parties: Parties = None
    kinds: Kinds = None
    first: First = None
    last: Last = None


def rules_given(said: BeginMonitor | ChangeMonitor) -> Mapping[str, str]:
    """The rules that were said, as they were typed."""
    given: dict[str, Any] = {one.name: getattr(said, one.name) for one in fields(Watch)}
    return {name: text for name, text in given.items() if text is not None}


@dataclass(frozen=True, slots=True)
class EndMonitor:
    """End a programme; its versions and runs stay."""

    name: ProgrammeName
    reason: Reason


@dataclass(frozen=True, slots=True)
class RunMonitor:
    """Run it on everything there is now, and keep the figures."""

    name: ProgrammeName


_TOPICS = (SUBJECT,)
BEGIN_MONITOR: Deed[BeginMonitor, None] = Deed(
    BeginMonitor,
    name="monitor.begun",
    subject=SUBJECT,
    title="New monitoring programme",
    done="The programme is begun.",
    told="Monitoring programme begun",
    command="monitor new",
    roles=KEEPERS,
    topics=_TOPICS,
)
CHANGE_MONITOR: Deed[ChangeMonitor, WatchedProgramme] = Deed(
    ChangeMonitor,
    name="monitor.changed",
    subject=SUBJECT,
    title="Change the programme",
    done="The programme is changed.",
    told="Monitoring programme changed",
    command="monitor change",
    roles=KEEPERS,
    topics=_TOPICS,
    refuses=_over,
)
END_MONITOR: Deed[EndMonitor, WatchedProgramme] = Deed(
    EndMonitor,
    name="monitor.ended",
    subject=SUBJECT,
    title="End the programme",
    done="The programme has ended.",
    told="Monitoring programme ended",
    command="monitor end",
    roles=KEEPERS,
    topics=_TOPICS,
    refuses=_over,
)
RUN_MONITOR: Deed[RunMonitor, WatchedProgramme] = Deed(
    RunMonitor,
    name="monitor.run",
    subject=SUBJECT,
    title="Run the programme",
    done="The programme was run.",
    told="Monitoring programme run",
    command="monitor run",
    roles=KEEPERS,
    topics=_TOPICS,
    refuses=_over,
)
DEEDS = (BEGIN_MONITOR, CHANGE_MONITOR, END_MONITOR, RUN_MONITOR)
EVENTS: Mapping[str, str] = {}
