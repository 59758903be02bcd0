"""Shares: a percentage exists only with what it counts.

What the program or an officer computed has numerator and denominator. A figure that a publisher
gives is quoted as it stands there; where its parts are not given, it says so wherever it is
printed, and it is never computed again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from enum import StrEnum
from typing import Final

from landwaiter.domain.relations.relation import StatedOfStates
from landwaiter.errors import Invalid
from landwaiter.i18n import _

HUNDRED: Final = Decimal(100)


class ShareOrigin(StrEnum):
    """Whose figure it is."""

    PROGRAM = "program"
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True)
class ShareFigures:
    """The numbers of a share, as they were given."""

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    unit: str = ""
    quoted: Decimal | None = None
    """In percent, as the publisher prints it; None: computed of the parts."""
    lower: Decimal | None = None
    upper: Decimal | None = None
    """In percent: between them the share lies, whatever is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryShare(StatedOfStates):
    """One percentage with everything that it exists by."""

    counted: str
    """What the numerator counts: TIV delivered to China by Russia."""
    population: str
    """What the denominator counts: TIV delivered to China by all suppliers."""
    period_from: str
    period_to: str
    edition: str
    method: str
    computed_by: ShareOrigin
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    unit: str = ""
    quoted: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None

    @property
    def has_parts(self) -> bool:
        return self.numerator is not None and self.denominator is not None

    @property
    def percent(self) -> Decimal:
        """As the publisher gives it, else of the parts, to one place: never a mix of both."""
        if self.quoted is not None:
            return self.quoted
        if self.numerator is None or not self.denominator:
            raise ValueError(self.id)  # the database takes none without parts
        return one_place(self.numerator / self.denominator * HUNDRED)

    @property
    def said(self) -> str:
        """The percentage with what it may not be printed without."""
        return share_said(self)


def one_place(percent: Decimal) -> Decimal:
    """Percent as they are printed."""
    return percent.quantize(Decimal("0.1"), ROUND_HALF_EVEN)


def plain(number: Decimal) -> str:
    """A number without an exponent and without noughts at its end."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def share_said(share: CountryShare) -> str:
    """The percentage with what it may not be printed without."""
    said = _("{percent} %").format(percent=plain(share.percent))
    if share.has_parts:
        said = _("{percent}: {numerator} of {denominator} {unit}").format(
            percent=said,
            numerator=plain(share.numerator or Decimal()),
            denominator=plain(share.denominator or Decimal()),
            unit=share.unit,
        )
    if share.lower is not None and share.upper is not None:
        said = _("{share}, range {lower} to {upper} %").format(
            share=said, lower=plain(share.lower), upper=plain(share.upper)
        )
    if share.computed_by is ShareOrigin.PUBLISHER:
        said = _("{share} (publisher's figure)").format(share=said)
    if not share.has_parts:
        said = _("{share}; numerator and denominator not given").format(share=said)
    return said


_READ_AS: Final[Mapping[str, str]] = {
    "numerator": "3938.3",
    "denominator": "5152.8",
    "quoted": "83",
    "lower": "17.9",
    "upper": "100",
}


def checked_figures(given: Mapping[str, str | None], by: ShareOrigin, unit: str) -> ShareFigures:
    """The numbers of a share; Invalid says which of them is missing, or does not fit the others."""
    read = {name: _number(name, given.get(name)) for name in _READ_AS}
    found = ShareFigures(unit=unit.strip(), **read)
    _check_parts(found)
    _check_computed(found, by)
    _check_range(found)
    return found


def _number(name: str, text: str | None) -> Decimal | None:
    said = (text or "").strip().removesuffix("%").strip()
    if not said:
        return None
    try:
        number = Decimal(said)
    except InvalidOperation:
        number = Decimal(-1)
    if not number.is_finite() or number < 0:
        raise Invalid(
            _("This is no number of a share."),
            field=name,
            value=str(text),
            remedy=_("Write it as {sample}.").format(sample=_READ_AS[name]),
        )
    if name not in {"numerator", "denominator"} and number > HUNDRED:
        raise Invalid(
            _("A share is at most 100 %."),
            field=name,
            value=str(text),
            remedy=_("Compare it with the source."),
        )
    return number


def _check_parts(found: ShareFigures) -> None:
    numerator, denominator = found.numerator, found.denominator
    if (numerator is None) != (denominator is None):
        missing = "numerator" if numerator is None else "denominator"
        raise Invalid(
            _("A share has numerator and denominator, or neither is given."),
            field=missing,
            remedy=_("Give both, or the publisher's figure alone."),
        )
    if numerator is None or denominator is None:
        return
    if not found.unit:
        raise Invalid(
            _("Numerator and denominator stand with their unit."),
            field="unit",
            remedy=_("Say what is counted: TIV, EUR, pieces."),
        )
    if denominator == 0 or numerator > denominator:
        raise Invalid(
            _("The numerator is a part of the denominator."),
            field="numerator",
            value=plain(numerator),
            remedy=_("Give at most {denominator}, and a denominator above nought.").format(
                denominator=plain(denominator)
            ),
        )


def _check_computed(found: ShareFigures, by: ShareOrigin) -> None:
    if by is ShareOrigin.PUBLISHER and found.quoted is None:
        raise Invalid(
            _("A publisher's figure is quoted as it stands there."),
            field="quoted",
            remedy=_("Give the percentage that the publisher prints."),
        )
    if by is ShareOrigin.PROGRAM and (found.quoted is not None or found.numerator is None):
        raise Invalid(
            _("A computed share is numerator by denominator, and nothing else."),
            field="quoted" if found.quoted is not None else "numerator",
            remedy=_("Give both parts, or say that it is the publisher's figure."),
        )


def _check_range(found: ShareFigures) -> None:
    if found.lower is None and found.upper is None:
        return
    if found.lower is None or found.upper is None:
        raise Invalid(
            _("A range has two ends."),
            field="lower" if found.lower is None else "upper",
            remedy=_("Give both, in percent."),
        )
    value = found.quoted
    if value is None and found.numerator is not None and found.denominator:
        value = found.numerator / found.denominator * HUNDRED
    half = Decimal("0.05")
    if found.lower > found.upper or (
        value is not None and not found.lower - half <= value <= found.upper + half
    ):
        raise Invalid(
            _("The share lies outside its range."),
            field="lower",
            value=f"{plain(found.lower)}, {plain(found.upper)}",
            remedy=_("Give a lower and an upper end that hold the share between them."),
        )
