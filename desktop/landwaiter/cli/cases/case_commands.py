"""`case …`: list, show, open, act."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group, limit_option
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import date_of
from landwaiter.cli.cases import view_commands
from landwaiter.cli.cases.return_commands import returns
from landwaiter.cli.cases.review_commands import read, review
from landwaiter.cli.deeds import act_commands
from landwaiter.cli.goods.catch_all_commands import catch_all
from landwaiter.cli.hits.hit_commands import hit, hits
from landwaiter.domain.base.terms import low
from landwaiter.domain.intake.deeds import OpenCase
from landwaiter.errors import Invalid
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.cases.case_query import CaseQuery
    from landwaiter.domain.cases.kinds import Kind
    from landwaiter.domain.intake.case_kind import CaseKind
    from landwaiter.services.cases.case_row import CaseRow
    from landwaiter.services.warm.session import Session

_REFERENCE = Annotated[str, typer.Argument(metavar="REF", help="Such as PL1-2026-000412.")]
_PAGE = 256
_KIND_WORDS = {
    "research_partner": "research",
    "intangible_transfer": "intangible",
    "post_clearance_audit": "audit",
}


def register(app: typer.Typer) -> None:
    cases = group(app, "case", "Cases: list, show, open, act.")
    command(cases, "list")(list_all)
    command(cases, "show")(show)
    command(cases, "new")(new)
    command(cases, "kinds")(kinds)
    act_commands.register(cases)
    command(cases, "hits")(hits)
    command(cases, "hit")(hit)
    command(cases, "catch-all")(catch_all)
    command(cases, "acts")(acts)
    command(cases, "review")(review)
    command(cases, "read")(read)
    command(cases, "returns")(returns)
    command(cases, "recheck")(recheck)
    view_commands.register(app, cases)


def list_all(
    call: Call,
    *,
    stage: Annotated[str | None, typer.Option("--stage", metavar="S")] = None,
    query: Annotated[
        str,
        typer.Option(
            "--query",
            metavar="Q",
            help="Words, MRN, reference; to:CN, clock:ran_out, code:8479, from:2026-03-01 …",
        ),
    ] = "",
    candidate: Annotated[
        str | None,
        typer.Option(
            "--candidate",
            metavar="CODE",
            help="Strongest candidate, such as 1C350 or ML9; or unauthorised.",
        ),
    ] = None,
    tag: Annotated[
        str | None, typer.Option("--tag", metavar="TAG", help="Only cases with this tag.")
    ] = None,
    view: Annotated[
        str | None, typer.Option("--view", metavar="NAME", help="As in case view list.")
    ] = None,
    export: Annotated[
        str | None,
        typer.Option("--export", metavar="FILE", help="Into a new .csv, .xlsx or .pdf instead."),
    ] = None,
    sort: Annotated[str | None, typer.Option("--sort", metavar="COLUMN")] = None,
    limit: Annotated[int | None, limit_option("Default: all.", most=1_000_000)] = None,
) -> CommandAnswer:
    """Cases, the newest first, or as a view has them."""
    from landwaiter.domain.cases.case_query import query_line
    from landwaiter.services.office.case_views import view_named

    session = call.session()
    shown = view_named(session, view) if view else None
    given = {"stage": _stage(stage), "candidate": candidate, "tag": tag, "sort": sort}
    wanted = _narrowed(shown.query if shown else None, query, given)
    if export is not None:
        columns = ",".join(shown.columns) if shown else ""
        return view_commands.exported(session, export, query_line(wanted), columns)
    rows = list(_rows(session, wanted, limit))
    return CommandAnswer(rows, _list_lines(rows))


def _narrowed(
    query: "CaseQuery | None", line: str, given: "Mapping[str, str | None]"
) -> "CaseQuery":
    """What a view asks for, or the whole list, narrowed by what was typed."""
    from landwaiter.domain.cases.case_query import CaseQuery, read_query

    typed = read_query(line, strict=True)
    said = {
        one.name: value
        for one in fields(CaseQuery)
        if (value := getattr(typed, one.name)) != one.default
    }
    said |= {name: value for name, value in given.items() if value}
    if sort := given["sort"]:
        said["descending"] = sort in ("received", "candidate")
    if query and query.text and said.get("text"):
        said["text"] = f"{query.text} {said['text']}"
    return replace(query or CaseQuery(), **said)


def _stage(stage: str | None) -> str | None:
    from landwaiter.domain.cases.case import Stage
    from landwaiter.domain.cases.case_query import OPEN

    return _one_of(stage, {OPEN, *(one.value for one in Stage)}, "stage") if stage else None


def _one_of(text: str, known: Iterable[str], field: str) -> str:
    word = text.strip().lower().replace("-", "_").replace(" ", "_")
    word = _KIND_WORDS.get(word, word)
    if word not in set(known):
        raise Invalid(
            _("There is no such {field}.").format(field=field),
            field=field,
            value=text,
            remedy=_("Use one of {known}.").format(known=", ".join(sorted(known))),
        )
    return word


def _rows(session: "Session", query: "CaseQuery", limit: int | None) -> "Iterator[CaseRow]":
    from landwaiter.services.cases.listed_cases import by_entry_said, list_cases

    after, left = None, limit
    while left is None or left > 0:
        # The whole list is in the order that was asked for, however long that takes.
        asked = min(_PAGE, left or _PAGE)
        page = list_cases(session, query, after=after, limit=asked, early=limit is not None)
        if page.by_entry and after is None:
            session.notices.append(by_entry_said())
        yield from page.rows
        after = page.after
        left = left - len(page.rows) if left is not None else None
        if after is None:
            return


def _list_lines(rows: "list[CaseRow]") -> Iterable[str]:
    from landwaiter.domain.cases.stages import stage_title
    from landwaiter.services.base.wording import candidate_said

    header = (
        "Reference",
        "Stage",
        "To",
        "Flags",
        "Candidate",
        "Hits",
        "Due",
        "Clock",
        "Assignee",
        "Title",
    )
    return table(
        [_(name) for name in header],
        [
            (
                r.reference,
                stage_title(r.stage),
                r.destination,
                " ".join(f"{count} {low(severity)}" for severity, count in r.flags.items()),
                candidate_said(r.candidate),
                r.hits_open or None,
                r.clock.due if r.clock else None,
                r.clock.says if r.clock else None,
                r.assignee,
                r.title,
            )
            for r in rows
        ],
    )


def show(call: Call, reference: _REFERENCE) -> CommandAnswer:
    """One case with everything on it and the acts allowed now."""
    from landwaiter.cli.cases.case_json import case_object
    from landwaiter.cli.cases.case_text import case_lines
    from landwaiter.services.audit.viewing import note_case_opened
    from landwaiter.services.cases.case_reads import case_view

    session = call.session()
    note_case_opened(session, reference, through="case show")
    view = case_view(session, reference)
    return CommandAnswer(case_object(view), case_lines(view))


def recheck(call: Call, reference: _REFERENCE) -> CommandAnswer:
    """Judge the stored evaluation again: the same, or what changed and why."""
    from landwaiter.services.audit.viewing import note_case_opened
    from landwaiter.services.cases.recheck import recheck as judge_again
    from landwaiter.services.cases.recheck import sentences

    session = call.session()
    note_case_opened(session, reference, through="case recheck")
    found = judge_again(session, reference)
    return CommandAnswer(
        {**{one.name: getattr(found, one.name) for one in fields(found)}, "same": found.is_same},
        sentences(found),
    )


def acts(call: Call, reference: _REFERENCE) -> CommandAnswer:
    """Every act there is: what it needs, or why it is refused now."""
    from landwaiter.cli.cases.case_json import act_object
    from landwaiter.cli.cases.case_text import act_lines
    from landwaiter.services.cases.case_reads import case_view

    view = case_view(call.session(), reference)
    return CommandAnswer(
        [act_object(one) for one in view.acts], act_lines(view, only_allowed=False)
    )


def _text(name: str, help_text: str) -> Any:
    return typer.Option(name, metavar="TEXT", help=help_text)


def new(
    call: Call,
    *,
    kind: Annotated[
        str, typer.Option("--kind", metavar="K", help="research, intangible, brokering …")
    ],
    title: Annotated[str, _text("--title", "One line.")] = "",
    partner: Annotated[str, _text("--partner", "Whom the project is with.")] = "",
    partner_country: Annotated[str | None, typer.Option("--partner-country", metavar="XX")] = None,
    topic: Annotated[str, _text("--topic", "What the project is about.")] = "",
    technology: Annotated[str, _text("--technology", "Technology or control code.")] = "",
    medium: Annotated[str, _text("--medium", "How it goes: e-mail, visit, cloud …")] = "",
    start: Annotated[str | None, typer.Option("--start", metavar="DATE")] = None,
    source: Annotated[str, _text("--source", "Who referred it.")] = "referral",
    received: Annotated[str | None, typer.Option("--received", metavar="DATE")] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(
            "--field",
            metavar="NAME=VALUE",
            help="A field of the kind, repeatable; each row of a table is one. See case kinds.",
        ),
    ] = None,
) -> CommandAnswer:
    """Open a case that has no customs declaration."""
    from landwaiter.services.deeds.engine import do
    from landwaiter.services.hits.screening_jobs import known_country
    from landwaiter.services.intake.openings import as_typed

    case_kind = _kind(kind)
    begins = date_of(start, "start")
    project = {
        "partner": partner,
        "partner_country": known_country(partner_country) or "",
        "topic": topic,
        "technology": technology,
        "medium": medium,
        "start": begins.isoformat() if begins else "",
    }
    given = {name: value for name, value in project.items() if value}
    session = call.screening_session()
    fields = {**given, **_fields(field or ())}
    said = OpenCase(case_kind, source, date_of(received, "received"), title, fields)
    reference = do(session, as_typed(said)).made
    return CommandAnswer(
        {"reference": reference, "kind": case_kind},
        (_("The case {reference} is open.").format(reference=reference),),
    )


def _fields(given: Iterable[str]) -> dict[str, str]:
    """`NAME=VALUE` by name; a name that is given again is one more row."""
    fields: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name.strip():
            raise Invalid(
                _("A field is given as NAME=VALUE."),
                field="field",
                value=one,
                remedy=_("For example --field partner_country=CN."),
            )
        key = name.strip()
        fields[key] = f"{fields[key]}\n{value}" if key in fields else value
    return fields


def kinds(call: Call) -> CommandAnswer:
    """Every kind of case: what it asks for, and what it leaves out."""
    from landwaiter.services.cases.kinds import kinds_known

    known = kinds_known()
    return CommandAnswer([_kind_object(kind) for kind in known], _kind_lines(known))


def _kind_object(kind: "Kind") -> dict[str, Any]:
    return {
        "kind": kind.name,
        "title": _(kind.title),
        "basis": kind.basis,
        "triage_days": kind.triage_days,
        "fields": [
            {
                "name": field.name,
                "title": _(field.title),
                "type": field.type,
                "required": field.required,
                "choices": field.choices,
                "columns": [column.name for column in field.columns],
            }
            for field in kind.fields
        ],
        **{name: sorted(getattr(kind, name)) for name in _LEFT_OUT},
    }


_LEFT_OUT = (
    "without_stages",
    "without_acts",
    "without_clocks",
    "without_sections",
    "without_tables",
)


def _kind_lines(known: "Iterable[Kind]") -> Iterator[str]:
    for kind in known:
        yield f"{kind.name}: {_(kind.about)}"
        for field in kind.fields:
            needed = _("required") if field.required else ""
            form = "; ".join(column.name for column in field.columns) or " | ".join(field.choices)
            said = ", ".join(part for part in (field.type.value, form, needed) if part)
            yield f"  {field.name:<18} {_(field.title)} ({said})"


def _kind(text: str) -> "CaseKind":
    from landwaiter.domain.intake.case_kind import CaseKind

    return CaseKind(_one_of(text, {one.value for one in CaseKind}, "kind"))
