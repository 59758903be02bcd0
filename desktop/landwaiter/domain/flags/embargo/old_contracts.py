"""Contracts that are said to be older than an embargo, and so outside it: claimed, and checked.

An exemption is claimed by the declarant with a contract. Whether it is supported follows from what
is on file; a question that nobody answered leaves it at *cannot tell*, and the office decides.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from landwaiter.domain.flags.embargo.matrix import MatrixCell
from landwaiter.domain.flags.view import as_date
from landwaiter.i18n import _

CLAIM: Final = "exemption_claim"
"""Field of what was learned that holds the claim."""
FIELDS: Final = (
    "instrument",
    "article",
    "contract",
    "contract_date",
    "parties",
    "items",
    "scope",
    "evidence",
    "amended",
    "last_delivery",
    "wind_down",
)
"""What a claim may say: instrument and article of the exemption; reference, date and parties of the
contract; numbers of the items it covers; its scope in words; the piece of evidence; the day of its
last amendment of substance; the day of the last delivery; the end of the wind-down period."""
DATES: Final = ("contract_date", "amended", "last_delivery", "wind_down")
NEEDED: Final = ("instrument", "contract_date")


class Support(StrEnum):
    """How far a claim, or one check of it, is borne out by what is on file."""

    NOT_SUPPORTED = "not supported"
    CANNOT_TELL = "cannot tell"
    SUPPORTED = "supported"


@dataclass(frozen=True, slots=True)
class ContractCheck:
    """One question about the claim, its answer, and the sentence that says why."""

    name: str
    answer: Support
    text: str


@dataclass(frozen=True, slots=True)
class ClaimedExemption:
    """A claim as stated, each check, and what they come to together."""

    stated: Mapping[str, Any]
    source: str
    verdict: Support
    checks: tuple[ContractCheck, ...]


def checked(
    claim: Mapping[str, Any],
    *,
    source: str,
    cells: Iterable[MatrixCell],
    items: Collection[int],
    evidence: Collection[str],
    contract_date: date | None,
    today: date,
) -> ClaimedExemption:
    """The claim against the instrument's first day, the file and the items of the case.

    `cells` are those of the instrument, whenever; `evidence` holds labels and names of what is on
    file; `contract_date` is what the file says of the contract besides; None: nothing.
    """
    begins = min((c.valid_from for c in cells if c.valid_from), default=None)
    signed = as_date(claim.get("contract_date"))
    checks = (
        _older(signed, begins, str(claim.get("instrument") or "")),
        _agrees(signed, contract_date),
        _on_file(str(claim.get("evidence") or ""), evidence),
        _covers(claim.get("items"), items),
        _unamended(as_date(claim.get("amended")), begins),
        _delivered(as_date(claim.get("wind_down")), as_date(claim.get("last_delivery")), today),
        _article(str(claim.get("article") or "")),
    )
    answers = {check.answer for check in checks}
    order = (Support.NOT_SUPPORTED, Support.CANNOT_TELL, Support.SUPPORTED)
    verdict = next(answer for answer in order if answer in answers)
    return ClaimedExemption(claim, source, verdict, checks)


def _check(name: str, answer: bool | None, text: str) -> ContractCheck:
    support = {True: Support.SUPPORTED, False: Support.NOT_SUPPORTED, None: Support.CANNOT_TELL}
    return ContractCheck(name, support[answer], text)


def _older(signed: date | None, begins: date | None, instrument: str) -> ContractCheck:
    name = _("Older than the instrument")
    if signed is None:
        return _check(name, None, _("The date of the contract is not stated."))
    if begins is None:
        text = _("The first day of {instrument} is in no pack.").format(instrument=instrument)
        return _check(name, None, text)
    text = _("The contract is of {signed}; {instrument} speaks from {begins}.")
    said = text.format(signed=signed, instrument=instrument, begins=begins)
    return _check(name, signed < begins, said)


def _agrees(signed: date | None, contract_date: date | None) -> ContractCheck:
    name = _("Date as on the contract")
    if signed is None or contract_date is None:
        return _check(name, None, _("No contract with a date is recorded on the case."))
    text = _("The claim says {signed}, the contract on file {filed}.")
    return _check(name, signed == contract_date, text.format(signed=signed, filed=contract_date))


def _on_file(named: str, evidence: Collection[str]) -> ContractCheck:
    name = _("Contract on file")
    if not named:
        return _check(name, None, _("No piece of evidence is named."))
    text = _("{evidence} is on file.") if named in evidence else _("{evidence} is not on file.")
    return _check(name, named in evidence, text.format(evidence=named))


def _covers(covered: Any, items: Collection[int]) -> ContractCheck:
    name = _("Items within its scope")
    numbers = {int(no) for no in covered or () if str(no).isdecimal()}
    if not numbers:
        return _check(name, None, _("It is not stated which items the contract covers."))
    outside = sorted(set(items) - numbers)
    if outside:
        text = _("Items outside the contract: {items}.")
        return _check(name, False, text.format(items=", ".join(map(str, outside))))
    return _check(name, True, _("Every item is said to be within the contract."))


def _unamended(amended: date | None, begins: date | None) -> ContractCheck:
    name = _("Not widened since")
    if amended is None:
        return _check(name, None, _("Whether it was amended is not stated."))
    if begins is None:
        return _check(name, None, _("The first day of the instrument is in no pack."))
    text = _("Its last amendment is of {amended}.").format(amended=amended)
    return _check(name, amended < begins, text)


def _delivered(wind_down: date | None, delivery: date | None, today: date) -> ContractCheck:
    name = _("Within the wind-down period")
    if wind_down is None:
        return _check(name, None, _("The end of the wind-down period is not stated."))
    day = delivery or today
    text = _("Delivery on {day}; the period ends on {end}.").format(day=day, end=wind_down)
    return _check(name, day <= wind_down, text)


def _article(article: str) -> ContractCheck:
    name = _("Provision named")
    if not article:
        return _check(name, None, _("The provision that exempts it is not named."))
    text = _("The claim rests on {article}; whether it exempts is for a person to judge.")
    return _check(name, True, text.format(article=article))
