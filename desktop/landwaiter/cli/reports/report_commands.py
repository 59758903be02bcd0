"""`report …`: reports out, and what stands beside them."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer, WrongUsage
from landwaiter.cli.base.call import Call, certificate_password
from landwaiter.cli.base.named_commands import named_command
from landwaiter.cli.base.options import command, group
from landwaiter.cli.deeds.commands import PasswordFile, add_deeds
from landwaiter.cli.reports.consent_commands import consents
from landwaiter.cli.reports.find_commands import finds
from landwaiter.cli.reports.gist_commands import gists, withheld
from landwaiter.cli.reports.kind_commands import classes, kinds
from landwaiter.cli.reports.order_commands import orders
from landwaiter.cli.reports.report_options import order_named, path_named, reader_named
from landwaiter.cli.reports.verify_command import verify
from landwaiter.domain.reports.bundle_deeds import REPORT_BUNDLE
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.consent_deeds import RECORD_CONSENT
from landwaiter.domain.reports.deeds import SLIPS, DiscloseReport, ReportCase
from landwaiter.domain.reports.find_deeds import JUDGE_FIND
from landwaiter.domain.reports.gist_deeds import RELEASE_GIST, WITHDRAW_GIST
from landwaiter.domain.reports.order_deeds import RECORD_COURT_ORDER, WITHDRAW_COURT_ORDER
from landwaiter.domain.reports.subject_deeds import (
    REPORT_ENTITY,
    REPORT_STATISTICS,
    SUBJECT_REPORTS,
    ReportEntity,
)
from landwaiter.domain.retention.access_deeds import REPORT_ACCESS_ANSWER
from landwaiter.domain.retention.privacy_deeds import REPORT_PRIVACY
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.services.reports.bundle.making import BundleResult
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
    add_deeds(app, REPORT_ACCESS_ANSWER, REPORT_PRIVACY, shown=_files)
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
    from landwaiter.services.reports.files.rendering import certificate_path

    if not pdf and not xlsx:
        raise WrongUsage(_("No file is named: give --pdf F, --xlsx F or both."))
    if certificate and not pdf:
        raise WrongUsage(_("A certificate signs a PDF: give --pdf F too."))
    session = call.session()
    path = path_named(certificate) or (certificate_path(session) if pdf else None)
    password = certificate_password(path, certificate_password_file) if path else ""
    if bool(disclose_to) != bool(basis):
        raise WrongUsage(_("A disclosure names both: give --disclose-to NAME and --basis T."))
    files = path_named(pdf), path_named(xlsx)
    made: ReportResult = run(
        session,
        ReportCase(
            CaseReport(name),
            reference,
            *files,
            path,
            password,
            reader=reader_named(reader),
            to=to,
            second=second,
            order=order_named(order),
            annex=path_named(annex),
        ),
    )
    if disclose_to and basis:
        do(session, DiscloseReport(made.reference, disclose_to, basis, *files))
    return CommandAnswer(_made(made), _lines(made))


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
    made = run(
        session, ReportEntity(name, path_named(pdf), path_named(xlsx), reader_named(reader), to)
    )
    note_entity_opened(session, name, through="report")
    return CommandAnswer(_made(made), _lines(made))
