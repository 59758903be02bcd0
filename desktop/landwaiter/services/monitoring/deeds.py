"""Carries out the deeds on monitoring programmes."""

from landwaiter.domain.monitoring import deeds
from landwaiter.domain.monitoring.deeds import (
    BeginMonitor,
    ChangeMonitor,
    EndMonitor,
    RunMonitor,
    rules_given,
)
from landwaiter.domain.monitoring.programme import Watch, checked
from landwaiter.errors import Conflict, Invalid, NotAllowed
from landwaiter.i18n import _, plural
from landwaiter.services.deeds.handler import Account, Doing, Handler
from landwaiter.services.monitoring.programmes import (
    LONGEST_NAME,
    PRIORITY,
    Programme,
    changed_by,
    kept,
    programme_named,
    watch_typed,
)
from landwaiter.storage.base import records
from landwaiter.storage.monitoring import programme_rows as stored


def programme(doing: Doing, said: ChangeMonitor | EndMonitor | RunMonitor) -> Programme:
    """The programme that the deed names."""
    return programme_named(doing.conn, said.name)


def begin(doing: Doing, said: BeginMonitor, _none: None) -> Account:
    """Conflict where there is one of this name."""
    work, clean, watch = doing.work, said.name.strip(), watch_typed(rules_given(said))
    if len(clean) > LONGEST_NAME:
        raise Invalid(
            plural(
                LONGEST_NAME,
                "A programme has a name of at most {n} character.",
                "A programme has a name of at most {n} characters.",
            ),
            field="name",
            value=said.name,
            remedy=_("Give a short name, such as diesel-to-hk."),
        )
    checked(watch)
    _refuse_unknown_tiers(doing, watch)
    if any(row["name"].casefold() == clean.casefold() for row in stored.programmes(work.conn)):
        raise Conflict(
            _("There is a programme of this name already."),
            field="name",
            value=clean,
            remedy=_("Change that programme, or choose another name."),
        )
    row_id = work.new_id()
    records.add(work.conn, "monitor", id=row_id, name=clean, author=work.actor, at=work.now)
    _keep_version(doing, row_id, 1, watch, said.reason)
    payload = {"name": clean, "version": 1, **kept(watch)}
    return Account(f"monitor/{row_id}", payload, (row_id,), clean)


def change(doing: Doing, said: ChangeMonitor, row: Programme) -> Account:
    """The older versions, and what was run with them, stay."""
    watch = changed_by(row.watch, rules_given(said))
    checked(watch)
    _refuse_unknown_tiers(doing, watch)
    if row.watch == watch:
        raise NotAllowed(_("The rules are as they are already: nothing is changed."))
    version = row.version + 1
    _keep_version(doing, row.id, version, watch, said.reason)
    payload = {"name": row.name, "version": version, "reason": said.reason, **kept(watch)}
    return Account(f"monitor/{row.id}", payload, (row.id,), row.name)


def end(doing: Doing, said: EndMonitor, row: Programme) -> Account:
    """Its versions and runs stay."""
    work = doing.work
    records.add(
        work.conn,
        "monitor_end",
        monitor_id=row.id,
        reason=said.reason.strip(),
        author=work.actor,
        at=work.now,
    )
    return Account(f"monitor/{row.id}", {"name": row.name, "reason": said.reason}, (row.id,))


def run(doing: Doing, said: RunMonitor, row: Programme) -> Account:
    from landwaiter.services.monitoring.runs import kept_run  # noqa: PLC0415  # slow to load

    made, payload = kept_run(doing.session, doing.work, row)
    return Account(f"monitor/{row.id}", payload, (row.id,), made=str(payload["run"]), outcome=made)


def _refuse_unknown_tiers(doing: Doing, watch: Watch) -> None:
    """Invalid for a tier that the list in force has not: it would never be met."""
    session = doing.session
    pack = session.references.packs(doing.conn, session.today()).get(PRIORITY)
    if pack is None:
        return
    tiers = sorted({row["tier"] for row in pack.rows})
    known = {*tiers, *(tier.partition(".")[0] for tier in tiers)}
    for tier in watch.tiers:
        if tier not in known:
            raise Invalid(
                _("The high priority list has no such tier."),
                field="tiers",
                value=tier,
                remedy=_("There are: {tiers}.").format(tiers=", ".join(tiers)),
            )


def _keep_version(doing: Doing, monitor_id: str, version: int, watch: Watch, reason: str) -> None:
    work = doing.work
    records.add(
        work.conn,
        "monitor_version",
        id=work.new_id(),
        monitor_id=monitor_id,
        version=version,
        rules=kept(watch),
        reason=reason.strip(),
        author=work.actor,
        at=work.now,
    )


_BEGIN_MONITOR: Handler[BeginMonitor, None] = Handler(deeds.BEGIN_MONITOR, begin)
_CHANGE_MONITOR: Handler[ChangeMonitor, Programme] = Handler(
    deeds.CHANGE_MONITOR, change, programme
)
_END_MONITOR: Handler[EndMonitor, Programme] = Handler(deeds.END_MONITOR, end, programme)
_RUN_MONITOR: Handler[RunMonitor, Programme] = Handler(deeds.RUN_MONITOR, run, programme)
HANDLERS = (_BEGIN_MONITOR, _CHANGE_MONITOR, _END_MONITOR, _RUN_MONITOR)
