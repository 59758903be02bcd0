"""Thresholds of screening: of a list and, where the office wants it, of a kind in it.

What another threshold would bring is counted on the casebook's own parties before it is saved.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from landwaiter.domain.office.deeds import ChangeSetting
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _, figure, plural
from landwaiter.screening import Query, kind_of_schema
from landwaiter.services.base.setting_history import SettingChange, changes_of
from landwaiter.services.base.wording import shown_date, shown_score
from landwaiter.services.law.counting_thresholds import KINDS, LEAST, OF_KIND, USUAL, points_of
from landwaiter.services.lists.index_making import ensure_indexes
from landwaiter.services.warm.screened_list import ScreenedList
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import setting
from landwaiter.storage.entities.party_names import party_names

MOST_NAMES: Final = 2_000
"""Names that a load is counted on: the newest of the casebook."""
_SHOWN: Final = (600, 650, 700, 750, 800, 850, 900)
_HITS: Final = 50
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class LoadPoint:
    """What a threshold brings."""

    threshold: int
    names: int
    """Names that raise a hit."""
    hits: int

    def per_thousand(self, asked: int) -> int:
        return 1000 * self.names // asked if asked else 0


@dataclass(frozen=True, slots=True)
class ThresholdLoad:
    """The alerts that thresholds of a list bring on the casebook's own parties."""

    list_id: str
    kind: str | None
    """Only listings of this kind are counted; None: all."""
    now: int
    own: bool
    """The office set it; else it is that of the list, or the engine's."""
    asked: int
    """Names of parties that were screened."""
    points: tuple[LoadPoint, ...]
    history: tuple[SettingChange, ...]

    def at(self, threshold: int) -> LoadPoint:
        """The line of a threshold that was counted."""
        return next(point for point in self.points if point.threshold == threshold)


def expected_load(
    session: Session,
    list_id: str,
    *,
    kind: str | None = None,
    also: int | None = None,
    progress: Progress | None = None,
) -> ThresholdLoad:
    """Alerts by threshold for a list (and kind); `also` is a threshold that is thought of."""
    key = _key(list_id, kind)
    ensure_indexes(session, progress)
    with session.reading() as conn:
        screened = _list(session, conn, list_id)
        points = points_of(conn, list_id)
        own = bool(setting(conn, key))
        names = party_names(conn, limit=MOST_NAMES)
        history = changes_of(conn, key)
    now = points.kinds.get(kind, points.usual) if kind else points.usual
    wanted = sorted({*_SHOWN, now, *((also,) if also is not None else ())})
    found: list[list[int]] = []
    for done, asked in enumerate(names, start=1):
        found.append(_scores(screened, asked.name, asked.country, wanted[0], kind))
        if progress is not None:
            progress(done, len(names), asked.name)
    counted = tuple(_point(at, found) for at in wanted)
    return ThresholdLoad(list_id, kind, now, own, len(names), counted, history)


def _scores(
    screened: ScreenedList, name: str, country: str | None, least: int, kind: str | None
) -> list[int]:
    matches = screened.search(Query(name, country=country), threshold=least, limit=_HITS)
    return [
        match.score
        for match in matches
        if kind is None or kind_of_schema(screened.listings[match.listing_id].schema) == kind
    ]


def _point(threshold: int, found: Sequence[Sequence[int]]) -> LoadPoint:
    reached = [sum(score >= threshold for score in scores) for scores in found]
    return LoadPoint(threshold, sum(count > 0 for count in reached), sum(reached))


def as_setting(
    session: Session, list_id: str, kind: str | None, threshold: int | None
) -> ChangeSetting:
    """What sets the threshold of a list or of a kind in it; None takes the office's own away.

    Cases screened before keep their hits until they are screened again.
    """
    if threshold is not None and not LEAST <= threshold <= 1000:
        raise Invalid(
            _("A threshold is {least} to 1.").format(least=figure(Decimal(LEAST) / 1000)),
            field="threshold",
            value=str(threshold / 1000),
            remedy=_("Below that, everybody resembles somebody."),
        )
    key = _key(list_id, kind)
    with session.reading() as conn:
        _list(session, conn, list_id)
        before = setting(conn, key)
    return ChangeSetting(key, "" if threshold is None else str(threshold), seen=before or "")


def _key(list_id: str, kind: str | None) -> str:
    if kind is not None and kind not in KINDS:
        raise Invalid(
            _("There is no such kind."),
            field="kind",
            value=kind,
            remedy=_("Kinds are {kinds}.").format(kinds=", ".join(KINDS)),
        )
    return f"{OF_KIND}{list_id}.{kind}" if kind else f"{USUAL}{list_id}"


def _list(session: Session, conn: Reader, list_id: str) -> ScreenedList:
    lists = session.references.lists(conn, session.today())
    for one in lists:
        if one.edition.list_id == list_id:
            return one
    raise NotFound(
        _("No list of this name is screened against."),
        field="list",
        value=list_id,
        remedy=_("There are: {lists}.").format(
            lists=", ".join(sorted({one.edition.list_id for one in lists})) or _("none")
        ),
    )


def load_lines(load: ThresholdLoad, *, wanted: int | None = None) -> tuple[str, ...]:
    """The load as lines of text: threshold, names that raise a hit, hits, names per 1,000.

    The threshold that counts is marked, and the one that is `wanted` instead.
    """
    head = plural(
        load.asked,
        "Counted on {n} name of a party in this casebook.",
        "Counted on {n} names of parties in this casebook.",
    )
    marks = {wanted: _(" (to be set)")} if wanted is not None else {}
    marks[load.now] = _(" (now)")
    lines = [
        plural(
            point.names,
            "{threshold}: {n} name raises {hits}, {rate} per 1,000 names{mark}",
            "{threshold}: {n} names raise {hits}, {rate} per 1,000 names{mark}",
            threshold=shown_score(point.threshold, 3),
            hits=plural(point.hits, "{n} hit", "{n} hits"),
            rate=point.per_thousand(load.asked),
            mark=marks.get(point.threshold, ""),
        )
        for point in load.points
    ]
    return (head, *lines)


def history_lines(load: ThresholdLoad) -> tuple[str, ...]:
    """Who set the threshold when, from what to what; newest first."""
    return tuple(
        _("{day}: {who} changed it from {before} to {after}.").format(
            day=shown_date(change.at.date()),
            who=change.by,
            before=_shown(change.before),
            after=_shown(change.after),
        )
        for change in load.history
    )


def _shown(value: str) -> str:
    return figure(Decimal(value) / 1000) if value.isdigit() else _("none of its own")
