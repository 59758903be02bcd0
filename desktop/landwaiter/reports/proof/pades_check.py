"""What the PAdES signature of a received PDF is worth, without any network."""

import io
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from landwaiter.i18n import _
from landwaiter.reports.proof.pades import as_asn1

_BROKEN = (
    PdfError,
    SigningError,
    SignatureValidationError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    NotImplementedError,
    RecursionError,
)
"""What the library raises of a file that is not as the format says."""
_USAGE = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)
# The library writes a traceback for each chain that does not end in a given root.
logging.getLogger("pyhanko").addHandler(logging.NullHandler())
logging.getLogger("pyhanko").propagate = False


@dataclass(frozen=True, slots=True)
class Pades:
    """One signature as found, or the place where one should be."""

    named: str
    """SHA-256 of the certificate that the report itself names; empty: none."""
    present: bool = False
    intact: bool = False
    """The bytes it covers are those that were signed, and the signature fits the certificate."""
    whole: bool = False
    """It covers the file to its end: nothing was added after it."""
    alone: bool = False
    subject: str = ""
    issuer: str = ""
    certificate: str = ""
    """SHA-256 of the certificate that signed."""
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    at: datetime | None = None
    """When it was made, as the signer says."""
    trusted: bool | None = None
    """Whether it chains to one of the roots given; None: none was given."""

    @property
    def sound(self) -> bool:
        """Nothing about it is wrong; a report that names none and has none is sound."""
        if not self.present:
            return not self.named
        return (
            self.intact
            and self.whole
            and self.alone
            and self.certificate == self.named
            and self.trusted is not False
        )


def pades_of(data: bytes, *, named: str, roots: Sequence[x509.Certificate], at: datetime) -> Pades:
    """The signature of a PDF; its certificate is judged as of `at`, when the report was made."""
    try:
        found = list(PdfFileReader(io.BytesIO(data)).embedded_signatures)
        if not found:
            return Pades(named)
        return _found(found[-1], named, roots, at, alone=len(found) == 1)
    except _BROKEN:
        return Pades(named, present=b"/ByteRange" in data)


def _found(
    signature: Any, named: str, roots: Sequence[x509.Certificate], at: datetime, *, alone: bool
) -> Pades:
    trusting = ValidationContext(
        trust_roots=[as_asn1(root) for root in roots], allow_fetching=False, moment=at
    )
    status = validate_pdf_signature(signature, trusting, key_usage_settings=_USAGE, skip_diff=True)
    certificate = x509.load_der_x509_certificate(signature.signer_cert.dump())
    return Pades(
        named=named,
        present=True,
        intact=bool(status.intact and status.valid),
        whole=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        alone=alone,
        subject=certificate.subject.rfc4514_string(),
        issuer=certificate.issuer.rfc4514_string(),
        certificate=certificate.fingerprint(SHA256()).hex(),
        valid_from=certificate.not_valid_before_utc,
        valid_to=certificate.not_valid_after_utc,
        at=status.signer_reported_dt,
        trusted=bool(status.trusted) if roots else None,
    )


def pades_sentences(pades: Pades) -> Iterator[str]:
    """Whole sentences without the name of the file; none where there is and should be nothing."""
    if not pades.present:
        if pades.named:
            yield _(
                "the report says that it is signed as PAdES with the certificate {named}…, but "
                "carries no such signature: it was taken away."
            ).format(named=pades.named[:16])
        return
    yield _integrity(pades)
    if pades.certificate and pades.certificate != pades.named:
        yield (
            _("the report names another certificate, {named}….").format(named=pades.named[:16])
            if pades.named
            else _("the report itself names no certificate: somebody added this signature.")
        )
    if pades.intact:
        yield _trust(pades)


def _integrity(pades: Pades) -> str:
    template = next(words for holds, words in _INTEGRITY if holds(pades))()
    return template.format(
        subject=pades.subject, issuer=pades.issuer, certificate=pades.certificate[:16]
    )


_INTEGRITY: tuple[tuple[Callable[[Pades], bool], Callable[[], str]], ...] = (
    (
        lambda pades: not pades.certificate,
        lambda: _("its PAdES signature is damaged and cannot be read."),
    ),
    (
        lambda pades: not pades.intact,
        lambda: _(
            "its PAdES signature by {subject}, certificate {certificate}…, does not fit: the file "
            "was changed after it was signed."
        ),
    ),
    (
        lambda pades: not pades.alone,
        lambda: _("it carries further signatures after that of the office: they were added."),
    ),
    (
        lambda pades: not pades.whole,
        lambda: _(
            "something was added to the file after the PAdES signature by {subject}, certificate "
            "{certificate}…."
        ),
    ),
    (
        lambda _pades: True,
        lambda: _(
            "its PAdES signature is intact and covers the whole file: {subject}, certificate "
            "{certificate}…, issued by {issuer}."
        ),
    ),
)
"""The first that holds is said."""


def _trust(pades: Pades) -> str:
    if pades.trusted is None:
        return _(
            "whether the certificate is the office’s was not checked: give the certificate of its "
            "authority with --ca."
        )
    if pades.trusted:
        return _(
            "the certificate chains to the authority given and was valid when the report was made; "
            "whether it was revoked was not asked, because nothing is fetched from a network."
        )
    return _(
        "the certificate does not chain to the authority given, was not valid when the report was "
        "made (it is valid from {begins} to {ends}), or is not for signatures."
    ).format(
        begins=pades.valid_from.date() if pades.valid_from else "",
        ends=pades.valid_to.date() if pades.valid_to else "",
    )
