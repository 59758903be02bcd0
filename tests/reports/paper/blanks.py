"""A report with a form to be filled in, as it leaves and as it comes back."""

import io
from functools import cache

import pikepdf
from tests.reports.builders import MADE_AT, a_dossier, a_signer
from tests.reports.test_pades import office_certificate, the_signer

from landwaiter.domain.base.facts import Content
from landwaiter.reports.dossier.dossier import Blank, CellType, Dossier, DossierColumn, Table
from landwaiter.reports.paper.pdf import render_pdf
from landwaiter.reports.proof.pades import signed_pdf

TYPED = "Zażółć gęślą jaźń / Übergröße / ñ"
LETTERS = "ĄĆĘŁŃÓŚŹŻąćęłńóśźż ÄÖÜßäöü ÀÂÇÉÈÊËÎÏÔŒÙÛàâçéèêëîïôœùû ÁÍÑÚ¿¡áíñú ìò €„”«»–"
"""Those of the six languages that forms are filled in."""


def a_form() -> Table:
    return Table(
        "reply_form_1",
        "Reply form, question 1",
        (
            DossierColumn("tick", "Tick", Content.OPEN, CellType.BLANK, width=12),
            DossierColumn("reply", "Reply", Content.OPEN, width=64),
            DossierColumn("words", "In words", Content.OPEN, CellType.BLANK, width=86),
        ),
        (
            ("", "Question", "Is item 1 listed?"),
            (Blank.TICK, "The goods are listed. Entry:", Blank.LINE),
            (Blank.TICK, "The goods are not listed.", ""),
            ("", "Reasons", Blank.AREA),
            ("", "Date", Blank.LINE),
            ("", "Signature", Blank.HAND),
        ),
        new_page=True,
    )


def a_referral() -> Dossier:
    return a_dossier(tables=(a_form(),))


@cache
def reply() -> bytes:
    return render_pdf(a_referral(), signer=a_signer())


@cache
def signed_reply() -> bytes:
    certificate = office_certificate()
    plain = render_pdf(a_referral(), signer=the_signer(certificate))
    return signed_pdf(plain, certificate, at=MADE_AT)


def filled(data: bytes, text: str) -> bytes:
    """As a program leaves it in which somebody typed into each field and set each tick."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.FT) == "/Tx":
                field.V = pikepdf.String(text)
            elif str(field.FT) == "/Btn":
                field.V = field.AS = pikepdf.Name.Yes
        pdf.generate_appearance_streams()
        pdf.save(out)
    return out.getvalue()
