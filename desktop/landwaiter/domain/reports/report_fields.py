"""What several deeds on reports ask for, each in the same words."""

import datetime as dt
from pathlib import Path
from typing import Annotated

from landwaiter.domain.base.facts import Content
from landwaiter.domain.deeds.shape import (
    Ask,
    FileUse,
)
from landwaiter.domain.reports.court_orders import (
    order_number,
)
from landwaiter.domain.reports.profiles import Profile, profile_of

SUBJECT = "reports"


Reference = Annotated[str, Ask("Case", Content.OPEN, given=True, option="ref")]


Pdf = Annotated[Path | None, Ask("PDF", Content.INTERNAL, file=FileUse.WRITTEN)]


Xlsx = Annotated[Path | None, Ask("Excel", Content.INTERNAL, file=FileUse.WRITTEN)]


CertificateFile = Annotated[
    Path | None,
    Ask(
        "Certificate",
        Content.INTERNAL,
        hint="Sign the PDF as PAdES besides; else the setting report.certificate.",
        file=FileUse.READ,
    ),
]


Password = Annotated[str, Ask("Password of the certificate", secret=True)]


First = Annotated[dt.date | None, Ask("First day", option="from")]


Last = Annotated[dt.date | None, Ask("Last day", hint="Without it, today.", option="to")]


Reader = Annotated[
    Profile | None,
    Ask(
        "For whom",
        hint="What this reader may not see is left out; without, as the kind of report says.",
        option="for",
        reads=profile_of,
    ),
]


To = Annotated[
    str,
    Ask("Addressee", Content.PERSONAL, hint="Who gets it: what is its own is shown.", option="to"),
]


OrderOnCase = Annotated[
    int | None,
    Ask(
        "Order of the court",
        hint="By its number on the case: what it names goes into an annex under seal.",
        option="order",
        reads=order_number,
    ),
]


Annex = Annotated[
    Path | None,
    Ask(
        "Annex under seal",
        Content.INTERNAL,
        hint="PDF of its own with the passages that the order names.",
        file=FileUse.WRITTEN,
    ),
]


SecondLanguage = Annotated[
    str,
    Ask(
        "Second language",
        Content.OPEN,
        hint="Of a form: such as pl, beside the language of the program.",
        option="and",
    ),
]
