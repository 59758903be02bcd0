"""`report …` and `verify`: reports out, and what a report is worth."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer, WrongUsage
from landwaiter.cli.base.call import Call, certificate_password
from landwaiter.cli.base.named_commands import named_command
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import path_of
from landwaiter.cli.deeds.commands import PasswordFile, add_deeds
from landwaiter.domain.reports.consent_deeds import RECORD_CONSENT
from landwaiter.domain.reports.court_orders import order_number
from landwaiter.domain.reports.deeds import (
    JUDGE_FIND,
    RECORD_COURT_ORDER,
    RELEASE_GIST,
    REPORT_BUNDLE,
    REPORT_ENTITY,
    REPORT_STATISTICS,
    SLIPS,
    SUBJECT_REPORTS,
    WITHDRAW_COURT_ORDER,
    WITHDRAW_GIST,
    CaseReport,
    DiscloseReport,
    ReportCase,
    ReportEntity,
)
from landwaiter.domain.reports.profiles import Profile, profile_of
from landwaiter.domain.retention.access_deeds import REPORT_ACCESS_ANSWER
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.services.reports.bundle.making import BundleResult
    from landwaiter.services.reports.kinds.paper_kinds import KindNow
    from landwaiter.services.reports.reporting import ReportResult
    from landwaiter.services.warm.session import Session


def register(app: typer.Typer) -> None:
    reports = group(app, "report", "Reports as PDF and Excel, from one frozen dossier.")
    for name, said in _TYPES.items():
        command(reports, name)(named_command(report, name, said))
    add_deeds(app, *SLIPS, shown=_files)
    add_deeds(app, REPORT_BUNDLE, shown=_bundled, seals=True)
    command(reports, "entity")(entity)
    own = (REPORT_ENTITY, REPORT_STATISTICS)
    add_deeds(app, *(one for one in SUBJECT_REPORTS if one not in own), shown=_files)
    add_deeds(app, REPORT_ACCESS_ANSWER, shown=_files)
    command(reports, "classes")(classes)
    command(reports, "kinds")(kinds)
    command(reports, "withheld")(withheld)
    command(reports, "gists")(gists)
    add_deeds(app, RELEASE_GIST, WITHDRAW_GIST)
    command(reports, "orders")(orders)
    add_deeds(app, RECORD_COURT_ORDER, WITHDRAW_COURT_ORDER)
    command(reports, "finds")(finds)
    add_deeds(app, JUDGE_FIND)
    add_deeds(app, RECORD_CONSENT)
    command(reports, "consents")(consents)
    command(app, "verify")(verify)


_TYPES = {
    "case": "The report of one case; the dossier behind it is kept in the casebook.",
    "referral": "The referral to the licensing authority, with a form for its reply.",
    "consultation": "The consultation of another Member State, with a form for its reply.",
    "denial": "The draft of a denial notification, for the authority that refused to send.",
    "appeal": "The file on an appeal, for the court or the authority that decides on it.",
    "incident": "The record of an incident: what is stated of it, and who attributes it to whom.",
    "seizure": "The seizure or detention record, with lines for what nobody entered.",
    "aes-feedback": "The control result to key into the export system, with a risk form.",
    "ministry": "The report to the ministry: two pages at most, then annexes.",
    "audit": "The report on a post-clearance audit.",
}
"""Type of report → what its command says of itself."""


def report(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="REF")],
    *,
    pdf: Annotated[str | None, typer.Option("--pdf", metavar="F")] = None,
    xlsx: Annotated[str | None, typer.Option("--xlsx", metavar="F")] = None,
    certificate: Annotated[
        str | None,
        typer.Option(
            "--certificate",
            metavar="F.p12",
            help="Sign the PDF as PAdES besides; else the setting report.certificate.",
        ),
    ] = None,
    certificate_password_file: PasswordFile = None,
    disclose_to: Annotated[
        str | None,
        typer.Option("--disclose-to", metavar="NAME", help="Log that it goes out to somebody."),
    ] = None,
    basis: Annotated[
        str | None, typer.Option("--basis", metavar="T", help="Of the disclosure.")
    ] = None,
    reader: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="READER",
            help="What this reader may not see is left out; without, as the kind of report says.",
        ),
    ] = None,
    to: Annotated[
        str,
        typer.Option("--to", metavar="NAME", help="Who gets it: what is its own is shown."),
    ] = "",
    second: Annotated[
        str,
        typer.Option(
            "--and",
            metavar="LANGUAGE",
            help="Of a form: such as pl, beside the language of the program.",
        ),
    ] = "",
    order: Annotated[
        str | None,
        typer.Option(
            "--order",
            metavar="O-NN",
            help="Order of the court: what it names goes into an annex under seal.",
        ),
    ] = None,
    annex: Annotated[
        str | None,
        typer.Option("--annex", metavar="F", help="PDF of the annex under seal."),
    ] = None,
    name: str = "case",
) -> CommandAnswer:
    """A report of the type `name`."""
    from landwaiter.services.deeds.engine import do, run
    from landwaiter.services.reports.reporting import certificate_path

    if not pdf and not xlsx:
        raise WrongUsage(_("No file is named: give --pdf F, --xlsx F or both."))
    if certificate and not pdf:
        raise WrongUsage(_("A certificate signs a PDF: give --pdf F too."))
    session = call.session()
    path = _path(certificate) or (certificate_path(session) if pdf else None)
    password = certificate_password(path, certificate_password_file) if path else ""
    if bool(disclose_to) != bool(basis):
        raise WrongUsage(_("A disclosure names both: give --disclose-to NAME and --basis T."))
    files = _path(pdf), _path(xlsx)
    made: ReportResult = run(
        session,
        ReportCase(
            CaseReport(name),
            reference,
            *files,
            path,
            password,
            reader=_profile(reader),
            to=to,
            second=second,
            order=_order(order),
            annex=_path(annex),
        ),
    )
    if disclose_to and basis:
        do(session, DiscloseReport(made.reference, disclose_to, basis, *files))
    return CommandAnswer(_made(made), _lines(made))


def _profile(text: str | None) -> Profile | None:
    """`licensing-authority` → the profile; a word that is none is a fault of the command line."""
    if text is None:
        return None
    try:
        return profile_of(text)
    except ValueError:
        raise WrongUsage(
            _("{option}: use one of {names}.").format(
                option="--for", names=", ".join(one.value.replace("_", "-") for one in Profile)
            )
        ) from None


def _order(text: str | None) -> int | None:
    """`O-01` → its number; a word that is none is a fault of the command line."""
    if text is None:
        return None
    try:
        return order_number(text)
    except ValueError:
        raise WrongUsage(
            _("{option}: “{value}” is no number of an order.").format(option="--order", value=text)
        ) from None


def _path(name: str | None) -> Path | None:
    return path_of(name) if name else None


def _paths(names: Iterable[str] | None) -> list[Path]:
    return [path_of(name) for name in names or ()]


def _made(made: "ReportResult") -> dict[str, Any]:
    return {
        "reference": made.reference,
        "dossier": made.dossier,
        "dossier_sha256": made.dossier_sha256,
        "pdf": str(made.pdf) if made.pdf else None,
        "xlsx": str(made.xlsx) if made.xlsx else None,
        "redaction": _redaction(made),
        "annex": _annex(made),
    }


def _annex(made: "ReportResult") -> dict[str, Any] | None:
    one = made.annex
    if one is None:
        return None
    return {"dossier": one.dossier, "dossier_sha256": one.dossier_sha256, "pdf": str(one.pdf)}


def _redaction(made: "ReportResult") -> dict[str, Any] | None:
    """For whom, and how many passages of which class are withheld."""
    part = made.redaction
    if part is None:
        return None
    return {
        "for": part.profile,
        "to": part.addressee,
        "withheld": [{"class": one.content, "count": one.count} for one in part.counts],
        "lapsed_gists": list(made.lapsed),
        "lapsed_consents": list(made.lapsed_consents),
    }


def _lines(made: "ReportResult") -> Iterable[str]:
    yield _("Dossier {dossier}, SHA-256 {sha256}").format(
        dossier=made.dossier, sha256=made.dossier_sha256
    )
    if made.redaction is not None:
        yield made.redaction_said
    if made.lapsed_said:
        yield made.lapsed_said
    yield from (str(file) for file in (made.pdf, made.xlsx) if file)
    if made.annex is not None:
        yield _("Annex under seal {dossier}, SHA-256 {sha256}").format(
            dossier=made.annex.dossier, sha256=made.annex.dossier_sha256
        )
        yield str(made.annex.pdf)


def _files(_session: "Session", _said: object, made: "ReportResult") -> CommandAnswer:
    return CommandAnswer(_made(made), _lines(made))


def _bundled(_session: "Session", _said: object, made: "BundleResult") -> CommandAnswer:
    data = {
        **_made(made),
        "folder": str(made.folder) if made.folder else None,
        "files": made.files,
    }
    lines = [*_lines(made), *((str(made.folder),) if made.folder else ())]
    return CommandAnswer(data, lines)


def entity(
    call: Call,
    name: Annotated[str, typer.Argument(metavar="ID", help="Name or identity of the entity.")],
    *,
    pdf: Annotated[str | None, typer.Option("--pdf", metavar="F")] = None,
    xlsx: Annotated[str | None, typer.Option("--xlsx", metavar="F")] = None,
    reader: Annotated[
        str | None,
        typer.Option("--for", metavar="READER", help="What this reader may not see is left out."),
    ] = None,
    to: Annotated[str, typer.Option("--to", metavar="NAME", help="Who gets it.")] = "",
) -> CommandAnswer:
    """The dossier of an entity; it is kept in the casebook and designates nobody."""
    from landwaiter.services.audit.viewing import note_entity_opened
    from landwaiter.services.deeds.engine import run

    if not pdf and not xlsx:
        raise WrongUsage(_("No file is named: give --pdf F, --xlsx F or both."))
    session = call.session()
    made = run(session, ReportEntity(name, _path(pdf), _path(xlsx), _profile(reader), to))
    note_entity_opened(session, name, through="report")
    return CommandAnswer(_made(made), _lines(made))


def classes(call: Call) -> CommandAnswer:
    """The class of all that is stored in words, and what each reader gets of each class.

    No casebook is opened.
    """
    from landwaiter.domain.base.facts import Content
    from landwaiter.domain.base.terms import low
    from landwaiter.domain.reports.profiles import right_of
    from landwaiter.services.reports.content_classes import content_classes

    rights = {one: {who: right_of(who, one) for who in Profile} for one in Content}
    fields = tuple(content_classes())
    heads = (_("Class"), *(low(who) for who in Profile))
    granted = [(one, *(low(right) for right in of.values())) for one, of in rights.items()]
    rows = [
        (one.field, one.content, one.in_confidence if one.in_confidence != one.content else None)
        for one in fields
    ]
    lines = (
        *table(heads, granted),
        "",
        *table((_("Field"), _("Class"), _("In confidence")), rows),
    )
    data = {
        "classes": [{"class": one, "rights": of} for one, of in rights.items()],
        "fields": [
            {"field": one.field, "class": one.content, "in_confidence": one.in_confidence}
            for one in fields
        ],
    }
    return CommandAnswer(data, lines)


def kinds(
    call: Call,
    reference: Annotated[str | None, typer.Argument(metavar="REF", help="Case.")] = None,
) -> CommandAnswer:
    """Kinds of document with letters; of a case, which may be made now and why others may not."""
    from landwaiter.domain.base.terms import low
    from landwaiter.services.reports.kinds.paper_kinds import KindNow, paper_kinds

    if reference is None:
        rows = tuple(KindNow(one, "") for one in paper_kinds().values())
    else:
        from landwaiter.services.letters.documents_of_case import documents_now

        rows = documents_now(call.session(), reference)
    heads = (_("Kind"), _("What"), _("For"), _("Made while"))
    lines = [
        (
            one.kind.name,
            _(one.kind.title),
            low(one.kind.audience) if one.kind.audience else _("the office"),
            _("not now: {why}").format(why=one.why_not) if one.why_not else _(one.kind.condition),
        )
        for one in rows
    ]
    data = {"reference": reference, "kinds": [_kind_data(one, reference) for one in rows]}
    return CommandAnswer(data, table(heads, lines))


def _kind_data(now: "KindNow", reference: str | None) -> dict[str, Any]:
    kind = now.kind
    return {
        "kind": kind.name,
        "title": _(kind.title),
        "about": kind.about,
        "audience": kind.audience,
        "basis": kind.basis,
        "signed": kind.signed,
        "language": kind.language,
        "form": kind.form,
        "condition": _(kind.condition),
        "possible": not now.why_not if reference else None,
        "why_not": now.why_not or None,
    }


def withheld(
    call: Call,
    dossier: Annotated[str, typer.Argument(metavar="DOSSIER", help="As its pages name it.")],
    *,
    place: Annotated[
        str, typer.Option("--place", metavar="P", help="Of one place, as the manifest names it.")
    ] = "",
) -> CommandAnswer:
    """What was withheld from the reader of a report, with what proves that it was that.

    Written with --json, `verify --passages` holds it against the report.
    """
    from landwaiter.services.reports.withheld_passages import withheld_passages

    found = withheld_passages(call.session(), dossier, place=place)
    rows = [(one.place, one.content, one.said) for one in found]
    data = {"dossier": dossier, "passages": [one.to_plain() for one in found]}
    return CommandAnswer(data, table((_("Place"), _("Class"), _("Content")), rows))


def gists(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="REF", help="Case.")],
) -> CommandAnswer:
    """The sentences that were released in place of withheld passages of a case."""
    from landwaiter.domain.base.terms import low
    from landwaiter.services.reports.gists import gists_known

    found = gists_known(call.session(), reference)
    heads = (
        _("Number"),
        _("Report"),
        _("For"),
        _("Place"),
        _("Gist"),
        _("Released by"),
        _("State"),
    )
    rows = [
        (
            one.gist.label,
            one.gist.report_type,
            low(one.gist.profile),
            one.gist.place,
            one.gist.text,
            one.released_by,
            one.why_not or _("stands"),
        )
        for one in found
    ]
    data = {
        "reference": reference,
        "gists": [
            {
                "no": one.gist.no,
                "report": one.gist.report_type,
                "for": one.gist.profile,
                "place": one.gist.place,
                "class": one.gist.content,
                "text": one.gist.text,
                "by": one.gist.author,
                "released_by": one.released_by,
                "at": one.gist.at,
                "stands": one.stands,
                "why_not": one.why_not or None,
            }
            for one in found
        ],
    }
    return CommandAnswer(data, table(heads, rows))


def orders(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="REF", help="Case.")],
) -> CommandAnswer:
    """The orders of courts on a case, and whether an annex under seal may be made on them."""
    from landwaiter.domain.evidence.custody import label
    from landwaiter.services.reports.court_orders import orders_known

    found = orders_known(call.session(), reference)
    heads = (
        _("Number"),
        _("Order"),
        _("Day"),
        _("Court"),
        _("Classes"),
        _("Its document"),
        _("Recorded by"),
        _("Seconded by"),
        _("State"),
    )
    rows = [
        (
            one.order.label,
            one.order.number,
            one.order.day,
            one.order.court,
            ", ".join(one.order.classes),
            label(one.order.evidence) if one.order.evidence else None,
            one.order.author,
            one.seconded_by or None,
            one.why_not or _("stands"),
        )
        for one in found
    ]
    data = {
        "reference": reference,
        "orders": [
            {
                "no": one.order.no,
                "number": one.order.number,
                "date": one.order.day,
                "court": one.order.court,
                "classes": list(one.order.classes),
                "evidence": one.order.evidence or None,
                "by": one.order.author,
                "seconded_by": one.seconded_by or None,
                "at": one.order.at,
                "stands": one.stands,
                "why_not": one.why_not or None,
            }
            for one in found
        ],
    }
    nothing = (_("No order of a court is recorded on this case."),)
    return CommandAnswer(data, table(heads, rows) if rows else nothing)


def consents(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="REF", help="Case.")],
) -> CommandAnswer:
    """What owners of business secrets said when they were asked for another state."""
    from landwaiter.domain.base.terms import low
    from landwaiter.services.reports.consents import consents_known

    found = consents_known(call.session(), reference)
    heads = (
        _("Number"),
        _("Addressee"),
        _("Report"),
        _("Place"),
        _("Owner"),
        _("What the owner said"),
        _("Day"),
        _("Document"),
        _("By"),
    )
    rows = [
        (
            one.label,
            one.addressee,
            one.report_type,
            one.place,
            one.owner,
            low(one.outcome),
            one.day,
            one.document,
            one.author,
        )
        for one in found
    ]
    data = {
        "reference": reference,
        "consents": [
            {
                "no": one.no,
                "to": one.addressee,
                "report": one.report_type,
                "place": one.place,
                "owner": one.owner,
                "outcome": one.outcome,
                "day": one.day,
                "document": one.document,
                "by": one.author,
                "at": one.at,
            }
            for one in found
        ],
    }
    nothing = (_("No owner of a business secret was asked."),)
    return CommandAnswer(data, table(heads, rows) if rows else nothing)


def finds(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="REF", help="Case.")],
    *,
    reader: Annotated[
        str, typer.Option("--for", metavar="READER", help="For whom the report would be.")
    ],
    kind: Annotated[
        str, typer.Option("--report", metavar="K", help="Kind of report, such as ministry.")
    ] = CaseReport.CASE.value,
    to: Annotated[
        str,
        typer.Option("--to", metavar="NAME", help="Who gets it: what is its own is shown."),
    ] = "",
) -> CommandAnswer:
    """Where a report would name who spoke in confidence, and what was said of each find."""
    from landwaiter.domain.base.terms import low
    from landwaiter.services.reports.finds import finds_known

    given = _profile(reader)
    if given is None:
        raise WrongUsage(_("Say for whom: give --for READER."))
    if kind not in _TYPES:
        raise WrongUsage(
            _("{option}: use one of {names}.").format(option="--report", names=", ".join(_TYPES))
        )
    found = finds_known(call.session(), reference, CaseReport(kind), given, to)
    heads = (_("Find to judge"), _("Place"), _("Words"), _("Text"), _("What it is"))
    rows = [
        (
            one.id,
            one.place,
            one.words,
            one.passage,
            low(one.outcome)
            if one.outcome
            else _("waits for a second person")
            if one.waits
            else _("not judged"),
        )
        for one in found
    ]
    data = {
        "reference": reference,
        "for": given,
        "report": kind,
        "unjudged": sum(one.outcome is None for one in found),
        "finds": [
            {
                "find": one.id,
                "place": one.place,
                "words": one.words,
                "text": one.passage,
                "outcome": one.outcome,
                "waits": one.waits,
            }
            for one in found
        ],
    }
    nothing = (_("Nothing in the report may name a source in confidence."),)
    return CommandAnswer(data, table(heads, rows) if rows else nothing)


def verify(
    call: Call,
    files: Annotated[list[str], typer.Argument(metavar="REPORT.pdf [REPORT.xlsx]")],
    *,
    keys: Annotated[
        list[str] | None,
        typer.Option(
            "--keys", metavar="SHEET", help="Key sheet of an office, got elsewhere; repeatable."
        ),
    ] = None,
    authorities: Annotated[
        list[str] | None,
        typer.Option(
            "--ca",
            metavar="FILE",
            help="Certificate that a PAdES signature must chain to; repeatable.",
        ),
    ] = None,
    passages: Annotated[
        str | None,
        typer.Option(
            "--passages",
            metavar="FILE",
            help="Passages disclosed later, or an annex under seal: whether they were withheld.",
        ),
    ] = None,
) -> CommandAnswer:
    """Unchanged, re-saved, or which page or cell changed. Needs no casebook."""
    from landwaiter.services.reports.reporting import verify_reports

    found = verify_reports(
        _paths(files),
        _paths(keys),
        authorities=_paths(authorities),
        passages=_path(passages),
        now=call.clock(),
    )
    data = {
        "passed": found.passed,
        "origin": found.origin,
        "office": found.office,
        "same_dossier": found.same_dossier,
        "files": found.files,
        "sheets": found.sheets,
        "passages": found.passages,
        "annex": found.annex_told,
        "annexes": found.annexes,
        "closing": found.closing,
    }
    complaint = _("The reports do not verify: see what was found.")
    return CommandAnswer(
        data,
        found.sentences(),
        "" if found.passed else complaint,
        is_unproven=found.passed and not found.proven,
    )
