"""`register …`: licences, denials, informed exporters and findings; filled by two persons."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

import inspect
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.canonical import instant
from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.progress import progress_bar
from landwaiter.cli.base.values import date_of, mapping_of, path_of
from landwaiter.domain.registers.register_columns import TITLES, RegisterKind
from landwaiter.errors import Invalid
from landwaiter.i18n import _

if TYPE_CHECKING:
    from datetime import date

    from landwaiter.domain.registers.register_entries import RecordedEntry
    from landwaiter.services.registers.register_deeds import (
        EntryHistory,
        RegisterPreview,
        RegisterView,
    )
    from landwaiter.services.table.motions import DeedOutcome

_REF = Annotated[str, typer.Argument(metavar="REF", help="As its issuer writes it.")]
_ISSUER = Annotated[
    str, typer.Option("--issuer", metavar="I", help="State by two letters, or an authority.")
]
_REASON = Annotated[str, typer.Option("--reason", metavar="T")]
_SOURCE = Annotated[
    str, typer.Option("--source", metavar="T", help="Where the register came from.")
]
_MOST_SHOWN = 40
"""Rows of a preview; the JSON has all of them."""


def register(app: typer.Typer) -> None:
    registers = group(
        app, "register", "Registers of licences, denials, informed exporters and findings."
    )
    for kind in RegisterKind:
        of_kind = group(registers, kind.value, TITLES[kind])
        for name, deed in (
            ("list", list_entries),
            ("show", show),
            ("add", add),
            ("import", import_table),
            ("loaded", loaded),
            ("template", show_template),
        ):
            command(of_kind, name)(_bound(deed, kind))
        if kind is not RegisterKind.FINDINGS:
            command(of_kind, "revoke")(_bound(revoke, kind))
        if kind is RegisterKind.LICENCES:
            command(of_kind, "write-off")(write_off)
            command(of_kind, "undo")(undo)
            command(of_kind, "due")(due)


def _bound(deed: Callable[..., CommandAnswer], kind: RegisterKind) -> Callable[..., CommandAnswer]:
    """The command for one register: its second parameter is given."""
    first, _kind, *rest = inspect.signature(deed, eval_str=True).parameters.values()

    @wraps(deed)
    def run(call: Call, **given: Any) -> CommandAnswer:
        return deed(call, kind, **given)

    keyword = inspect.Parameter.KEYWORD_ONLY
    named = [parameter.replace(kind=keyword) for parameter in rest]
    run.__signature__ = inspect.Signature([first, *named])  # type: ignore[attr-defined]
    return run


def list_entries(
    call: Call,
    kind: RegisterKind,
    *,
    issuer: Annotated[str, typer.Option("--issuer", metavar="I")] = "",
    find: Annotated[str, typer.Option("--find", metavar="WORDS")] = "",
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="D", help="How it stood on a day.")
    ] = None,
) -> CommandAnswer:
    """The entries as they stand on a day, and which issuers' registers are loaded."""
    from landwaiter.services.registers.register_deeds import register_view

    view = register_view(
        call.session(), kind, issuer=issuer, text=find, day=date_of(as_of, "as-of")
    )
    return CommandAnswer(view, _list_lines(view))


def _list_lines(view: "RegisterView") -> Iterator[str]:
    for one in view.issuers:
        said = (
            _("{issuer}: loaded as of {day}, entries: {count}, {source}.")
            if one.loaded
            else _("{issuer}: not loaded as a whole, entries: {count}.")
        )
        yield said.format(
            issuer=one.issuer,
            day=one.as_of.isoformat() if one.as_of else "",
            count=one.entries,
            source=one.source,
        )
    if not view.issuers:
        yield _("No register of any issuer is loaded: rules that read it are not evaluated.")
    if not view.rows:
        return
    yield ""
    header = (_("Issuer"), _("Reference"), _("Who"), _("What"), _("To"), _("From"), _("Until"),
              _("State"), _("Review by"), _("Left"))  # fmt: skip
    yield from table(header, [_cells(row) for row in view.rows])
    later = sum(row.known_later for row in view.rows)
    if later:
        yield _("Recorded here only after {day}: {count} of them.").format(
            day=view.day.isoformat(), count=later
        )


def _cells(row: Any) -> tuple[object, ...]:
    ended = row.revoked or row.last
    return (
        row.issuer,
        row.ref,
        row.who,
        row.what[:48],
        row.destination,
        row.first.isoformat() if row.first else None,
        ended.isoformat() if ended else None,
        row.state.replace("_", " "),
        row.review.isoformat() if row.review else None,
        _("{left} (over-use)").format(left=row.left) if row.over else row.left,
    )


def show(call: Call, kind: RegisterKind, ref: _REF, *, issuer: _ISSUER) -> CommandAnswer:
    """One entry with every statement on it, and what was written off."""
    from landwaiter.services.registers.register_deeds import entry_history

    history = entry_history(call.session(), kind, issuer, ref)
    return CommandAnswer(history, _history_lines(history))


def _history_lines(history: "EntryHistory") -> Iterator[str]:
    newest = history.versions[-1]
    for name, value in newest.entry.values.items():
        yield f"{name}: {value}"
    if history.review is not None:
        yield _("to be reviewed by {day} (Art. 16)").format(day=history.review.isoformat())
    for line in history.balances:
        yield _("line {item}: {code}, {quantity} {unit}, used {used}; {value} {currency}, used "
                "{used_value}").format(
            item=line.item, code=line.code, quantity=line.quantity, unit=line.unit,
            used=line.used, value=line.value, currency=line.currency, used_value=line.used_value,
        )  # fmt: skip
    yield ""
    yield from (_version_line(one) for one in history.versions)
    for one in history.write_offs:
        what = (
            _("undoes {id}").format(id=one.undoes)
            if one.undoes
            else _("line {item}: {quantity} {value}").format(
                item=one.item, quantity=one.quantity or "", value=one.value or ""
            )
        )
        marks = [_("over-use")] if one.over else []
        marks += [_("undone")] if one.id in history.undone else []
        yield "  ".join((one.day.isoformat(), one.id, what, one.reference, one.author,
                         one.reason, *marks))  # fmt: skip


def _version_line(one: "RecordedEntry") -> str:
    return _("statement {version}: {author}, {at}: {reason}").format(
        version=one.version,
        author=one.author,
        at=instant(one.at),
        reason=one.reason,
    )


def add(
    call: Call,
    kind: RegisterKind,
    *,
    issuer: _ISSUER,
    reason: _REASON,
    field: Annotated[
        list[str], typer.Option("--field", metavar="NAME=TEXT", help="Repeatable; see template.")
    ],
    line: Annotated[
        list[str] | None,
        typer.Option(
            "--line", metavar="NAME=TEXT;…", help="One line of a licence, such as code=2B001."
        ),
    ] = None,
) -> CommandAnswer:
    """State an entry whole: a new one, or anew on a reference that is there."""
    from landwaiter.services.registers.register_deeds import add_entry

    values = _pairs(field, "field")
    lines = [_pairs(one.split(";"), "line") for one in line or []]
    return _asked(add_entry(call.session(), kind, issuer, values, lines, reason=reason))


def _pairs(given: Iterable[str], field: str) -> dict[str, str]:
    """`ref=DE-1` → {"ref": "DE-1"}."""
    found = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not sign or not name.strip():
            raise Invalid(
                _("This is no name with its text."),
                field=field,
                value=text,
                remedy=_("Write it as ref=DE-2026-1."),
            )
        found[name.strip().lower().replace("-", "_")] = value.strip()
    return found


def _asked(asked: "DeedOutcome") -> CommandAnswer:
    data = {"motion": asked.motion_id, "done": asked.done, "said": asked.changes.said}
    return CommandAnswer(data, (_("Moved, not yet in the register."), *asked.changes.said))


def import_table(
    call: Call,
    kind: RegisterKind,
    path: Annotated[str, typer.Argument(metavar="FILE", help="CSV or .xlsx.")],
    *,
    issuer: _ISSUER,
    reason: _REASON = "",
    mapping: Annotated[
        str | None,
        typer.Option("--mapping", metavar="M", help="TOML or JSON: our column = theirs."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="D", help="It is the issuer's whole register of this day."),
    ] = None,
    source: _SOURCE = "",
    preview: Annotated[
        bool, typer.Option("--preview", help="Say what would change, and keep nothing.")
    ] = False,
) -> CommandAnswer:
    """Import a table: every row checked, all of it or nothing, by two persons."""
    from landwaiter.services.registers.register_deeds import import_preview, preview_import

    session = call.session()
    with progress_bar() as bar:
        found = preview_import(
            session,
            path_of(path),
            kind,
            issuer,
            mapping=mapping_of(mapping),
            tell=lambda done, total: bar(done, total, "") if bar else None,
        )
    if preview:
        wrong = _("Some rows do not fit; nothing would be kept.") if found.read.problems else ""
        return CommandAnswer(found, _preview_lines(found), complaint=wrong)
    if found.read.problems:
        return CommandAnswer(
            found, _preview_lines(found), complaint=_("Nothing is kept: some rows do not fit.")
        )
    day = date_of(as_of, "as-of")
    return _asked(import_preview(session, found, as_of=day, source=source, reason=reason))


def _preview_lines(found: "RegisterPreview") -> Iterator[str]:
    read = found.read
    yield _("{file}: {rows} rows, new {new}, changed {changed}, same {same}.").format(
        file=read.file,
        rows=read.rows,
        new=len(found.new),
        changed=len(found.changed),
        same=found.same,
    )
    for problem in read.problems[:_MOST_SHOWN]:
        yield problem.fault(read.file).sentence()
    for entry in found.new[:_MOST_SHOWN]:
        yield _("new: {ref}").format(ref=entry.ref)
    for was, now in found.changed[:_MOST_SHOWN]:
        yield _("changed: {ref}: {what}").format(ref=now.ref, what=_difference(was, now))
    if found.missing:
        yield _("Not in the file, they stay as they are: {refs}").format(
            refs=", ".join(found.missing[:_MOST_SHOWN])
        )
    if read.ignored:
        yield _("Columns that are not read: {names}").format(names=", ".join(read.ignored))


def _difference(was: Any, now: Any) -> str:
    names = sorted({*was.values, *now.values})
    parts = [
        f"{name} {was.values.get(name, '–')} → {now.values.get(name, '–')}"
        for name in names
        if was.values.get(name) != now.values.get(name)
    ]
    return "; ".join(parts or [_("its lines")])


def revoke(
    call: Call,
    kind: RegisterKind,
    ref: _REF,
    *,
    issuer: _ISSUER,
    first: Annotated[str, typer.Option("--from", metavar="D", help="First day without it.")],
    reason: _REASON,
) -> CommandAnswer:
    """End an entry from a day on; for the days before it goes on to count."""
    from landwaiter.services.registers.register_deeds import revoke_entry

    day = _day(first, "from")
    return _asked(revoke_entry(call.session(), kind, issuer, ref, day, reason=reason))


def _day(text: str, field: str) -> "date":
    day = date_of(text, field)
    if day is None:
        raise Invalid(_("A day is missing."), field=field, remedy=_("Write it as 2026-03-27."))
    return day


def loaded(
    call: Call,
    kind: RegisterKind,
    issuer: Annotated[str, typer.Argument(metavar="ISSUER")],
    *,
    as_of: Annotated[str, typer.Option("--as-of", metavar="D", help="As it stood on this day.")],
    source: _SOURCE,
    reason: _REASON,
    no_longer: Annotated[
        bool, typer.Option("--no-longer", help="It is not kept any more from this day on.")
    ] = False,
) -> CommandAnswer:
    """State that the register of an issuer is here as a whole, be it empty; or no longer."""
    from landwaiter.services.registers.register_deeds import state_loaded

    return _asked(
        state_loaded(
            call.session(),
            kind,
            issuer,
            _day(as_of, "as-of"),
            loaded=not no_longer,
            source=source,
            reason=reason,
        )
    )


def show_template(call: Call, kind: RegisterKind) -> CommandAnswer:
    """The columns of the register's table, as the first line of a CSV file."""
    from landwaiter.domain.registers.register_columns import COLUMNS

    columns = COLUMNS[kind]
    data = [{"name": c.name, "holds": c.holds, "required": c.required} for c in columns]
    return CommandAnswer(data, (",".join(column.name for column in columns),))


def write_off(
    call: Call,
    ref: _REF,
    *,
    issuer: _ISSUER,
    day: Annotated[str, typer.Option("--day", metavar="D", help="When the goods left.")],
    reason: _REASON,
    line: Annotated[int, typer.Option("--line", metavar="N", help="Line of the licence.")] = 1,
    quantity: Annotated[str | None, typer.Option("--quantity", metavar="N")] = None,
    value: Annotated[str | None, typer.Option("--value", metavar="N")] = None,
    case: Annotated[str, typer.Option("--case", metavar="REF")] = "",
    item: Annotated[int | None, typer.Option("--item", metavar="N", help="Of the case.")] = None,
    mrn: Annotated[str, typer.Option("--mrn", metavar="MRN")] = "",
    over: Annotated[
        bool, typer.Option("--over", help="More than is left: keep it, and mark it.")
    ] = False,
) -> CommandAnswer:
    """State what an export took from a licence."""
    from landwaiter.services.registers.register_deeds import entry_history
    from landwaiter.services.registers.write_offs import WriteOffAmount
    from landwaiter.services.registers.write_offs import write_off as take

    session = call.session()
    taken = WriteOffAmount(
        issuer=issuer,
        ref=ref,
        day=_day(day, "day"),
        item=line,
        quantity=_amount(quantity, "quantity"),
        value=_amount(value, "value"),
        reference=case,
        case_item=item,
        mrn=mrn,
    )
    changes = take(session, taken, reason=reason, over=over)
    history = entry_history(session, RegisterKind.LICENCES, issuer, ref)
    data = {"ref": ref, "balances": history.balances, "said": changes.said}
    left = [
        _("line {item}: {left} {unit} left").format(item=b.item, left=b.left, unit=b.unit)
        for b in history.balances
        if b.left is not None
    ]
    return CommandAnswer(data, (_("Written off."), *left, *changes.said))


def _amount(text: str | None, field: str) -> Decimal | None:
    if text is None:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise Invalid(
            _("This is not a number."),
            field=field,
            value=text,
            remedy=_("Write figures with a decimal point, such as 1250.5."),
        )
    return number


def undo(
    call: Call,
    write_off_id: Annotated[str, typer.Argument(metavar="ID", help="As “show” lists it.")],
    *,
    reason: _REASON,
) -> CommandAnswer:
    """Say that a write-off does not hold; it stays readable."""
    from landwaiter.services.registers.write_offs import undo_write_off

    undo_write_off(call.session(), write_off_id, reason=reason)
    return CommandAnswer({"undone": write_off_id}, (_("The write-off is undone."),))


def due(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="CASE")],
    *,
    write: Annotated[bool, typer.Option("--write", help="Write all of it off.")] = False,
    reason: _REASON = "",
) -> CommandAnswer:
    """What the released items of a case take from the licences that they were declared under."""
    from landwaiter.services.registers.write_offs import proposed_write_offs, write_off_due

    session = call.session()
    found = (
        write_off_due(session, reference, reason=reason)
        if write
        else proposed_write_offs(session, reference)
    )
    said = _("item {item}: {quantity} {value} of {ref}, line {line}. {why}")
    lines = [
        said.format(
            item=one.taken.case_item,
            quantity=one.taken.quantity or "",
            value=one.taken.value or "",
            ref=one.taken.ref,
            line=one.taken.item,
            why=one.why_over,
        ).strip()
        for one in found
    ]
    done = [_("Written off.")] if write and found else []
    return CommandAnswer(found, (*lines, *done) if found else (_("Nothing is to be written off."),))
