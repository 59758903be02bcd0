"""The deed that makes the bundle for a court."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import (
    EVERYBODY,
    Ask,
    Deed,
    FileUse,
)
from landwaiter.domain.reports.report_fields import (
    SUBJECT,
    Annex,
    CertificateFile,
    OrderOnCase,
    Password,
    Reader,
    Reference,
    To,
)

BUNDLE: Final = "bundle"
"""The kind of document that a court bundle is."""


@dataclass(frozen=True, slots=True)
class ReportBundle:
    """The bundle for a court: index, exhibits, chronology, the state that was decided on, and all
    audit entries of the case with the proof that they are all."""

    reference: Reference
    folder: Annotated[
        Path | None,
        Ask(
            "Folder",
            Content.INTERNAL,
            hint="A new folder: the pages, each exhibit, a manifest, what verifies them.",
            file=FileUse.WRITTEN,
        ),
    ] = None
    pdf: Annotated[
        Path | None,
        Ask(
            "PDF",
            Content.INTERNAL,
            hint="One file that has each exhibit attached.",
            file=FileUse.WRITTEN,
        ),
    ] = None
    certificate: CertificateFile = None
    password: Password = field(default="", repr=False)
    reader: Reader = None
    to: To = ""
    order: OrderOnCase = None
    annex: Annex = None


REPORT_BUNDLE: Deed[ReportBundle, None] = Deed(
    ReportBundle,
    name="case.bundle_made",
    subject=SUBJECT,
    title="Court bundle",
    done="The bundle is made.",
    told="Report made",
    audited="case.report_made",
    command="report bundle",
    roles=EVERYBODY,
    topics=("reports",),
)
