"""Rules about goods annexes of embargo regulations: destinations, and contracts from before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from landwaiter.domain.cases.case import Severity
from landwaiter.domain.flags.annexes import heading_of, instrument_of
from landwaiter.domain.flags.embargo.embargo_words import prohibited_words
from landwaiter.domain.flags.embargo.item_standings import prohibitions
from landwaiter.domain.flags.embargo.matrix import MATRIX, GroupCertainty
from landwaiter.domain.flags.evidence import (
    of_cells,
    of_cn,
    of_codes,
    of_declaration,
    of_enrichment,
    of_item,
    of_pack,
    of_party,
)
from landwaiter.domain.flags.finding import Finding, any_of, judge, unknown
from landwaiter.domain.flags.rule import Rule
from landwaiter.domain.flags.view import ENTRY_LISTS, Code, Goods, View, as_date
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import Row, is_part
from landwaiter.i18n import _, joined

PACKS: Final = ("embargo_annexes", "eu_833_annexes", "eu_765_annexes")
"""Goods annexes; a rule decides *not raised* only with the first of them."""

OF_LISTS: Final = ("military", "dual_use")
"""Groups of the embargo matrix that a control list defines."""


@dataclass(frozen=True, slots=True)
class _Covered:
    """A line of goods that a row of a goods annex covers."""

    line: Goods
    pack: Pack
    row: Row
    countries: frozenset[str] | None
    """Countries under the row's regulation; None where neither row nor country sets say."""

    @property
    def instrument(self) -> str:
        return instrument_of(self.pack, self.row)

    @property
    def named(self) -> str:
        annex = self.row.get("annex")
        return f"{self.instrument} {annex}".strip() if annex else self.instrument


def _covered(view: View) -> Iterator[_Covered]:
    for pack_id in PACKS:
        for line in view.goods:
            for row in view.annex_rows(line, pack_id) or ():
                pack = view.packs[pack_id]
                yield _Covered(line, pack, row, _countries(view, pack, row))


def _countries(view: View, pack: Pack, row: Row) -> frozenset[str] | None:
    stated = row.get("country") or row.get("destination")
    if stated:
        return frozenset(part.strip() for part in stated.split("|"))
    members = view.country_set(f"goods_embargo_{instrument_of(pack, row)}")
    return members or None


def embargoed_goods(view: View, rule: Rule) -> Finding:
    """RF-R10: destination, consignee or end user in the country, goods in the annex."""
    if not view.goods:
        return unknown("items.cn8")
    places = places_of(view)
    found = [_embargoed(view, covered, places) for covered in _covered(view)]
    found += [one for line in view.goods for one in _barred(view, line, places)]
    if "embargo_annexes" not in view.packs:
        found.append(unknown("pack:embargo_annexes"))
    open_ends = {
        "items.cn8": all(line.cn for line in view.goods) or None,
        "country_destination": True if places else None,
    }
    if None in open_ends.values():
        found.append(judge(open_ends, ""))
    return any_of(found, otherwise=Finding(False, against=("items.cn8",)))


def _barred(view: View, line: Goods, places: Mapping[str, str]) -> Iterator[Finding]:
    """What the embargo matrix prohibits of what the line is for sure: by a confirmed code, by its
    heading in an annex, or as a high-priority item to Russia or Belarus; and of what it may be of
    the goods that no control list names. RF-G14 judges the candidates of the lists."""
    cells = [
        cell
        for cell in prohibitions(view, line, by_words=True, export=tuple(places))
        if cell.certainty is GroupCertainty.CONFIRMED or cell.group not in OF_LISTS
    ]
    if not cells:
        return
    is_sure = any(cell.certainty is GroupCertainty.CONFIRMED for cell in cells)
    met = {one for cell in cells for one in cell.met_by}
    confirmed = [code for code in view.confirmed(line, *ENTRY_LISTS) if code.code in met]
    countries = dict.fromkeys(cell.destination for cell in cells)
    groups = dict.fromkeys(cell.group_title for cell in cells)
    text = (
        _("Item {no} ({cn}) goes to {countries} and is of: {groups}. {said}")
        if is_sure
        else _("Item {no} ({cn}) goes to {countries} and may be of: {groups}. {said}")
    )
    yield judge(
        {"items.cn8": True},
        text.format(
            no=line.no,
            cn=line.cn or _("no commodity code"),
            countries=", ".join(countries),
            groups=", ".join(groups),
            said=joined(" ", prohibited_words(cells)),
        ),
        severity=Severity.CRITICAL if confirmed else Severity.HIGH,
        evidence=(
            of_cn(line),
            "" if is_sure else of_item(line, "description", line.description),
            *(places[country] for country in countries),
            *of_codes(line, confirmed),
            *of_cells(view.packs.get(MATRIX), cells),
        ),
    )


def places_of(view: View) -> dict[str, str]:
    """Country → the evidence of it: destinations, and where consignees and end users are."""
    places = {}
    for party in view.parties(Role.CONSIGNEE, Role.END_USER):
        if party.country:
            places[party.country] = of_party(party, "country", party.country)
    for line in view.goods:
        country = view.destination_of(line)
        if country:
            places[country] = of_declaration("country_destination", country)
    return places


def _embargoed(view: View, covered: _Covered, places: Mapping[str, str]) -> Finding:
    met = [place for place in places if place in (covered.countries or ())]
    confirmed = _confirmed(view, covered)
    return judge(
        {
            "country_destination": None if covered.countries is None else bool(met),
            "items.cn8": True,
        },
        _embargoed_text(covered, is_whole=view.stands_in(covered.row, covered.line)).format(
            no=covered.line.no,
            cn=covered.line.cn,
            regulation=covered.named,
            country=", ".join(met),
            heading=heading_of(covered.row),
            part=covered.row.get("description") or _("the annex says which"),
        ),
        severity=Severity.CRITICAL if confirmed else Severity.HIGH,
        evidence=(
            of_cn(covered.line),
            *(places[place] for place in met),
            *of_codes(covered.line, confirmed),
            of_pack(covered.pack, covered.named),
        ),
    )


def _embargoed_text(covered: _Covered, *, is_whole: bool) -> str:
    if is_whole:
        return _(
            "The heading of item {no} ({cn}) stands in a goods annex ({regulation}) against "
            "{country}."
        )
    return _(
        "Item {no} ({cn}) may stand in a goods annex ({regulation}) against {country}: only a part "
        "of heading {heading} does ({part})."
    )


def _confirmed(view: View, covered: _Covered) -> tuple[Code, ...]:
    """Codes a person confirmed: the row's own entry, or any where the row names none.

    None says of a part of a heading without an entry that these goods are that part.
    """
    entry = covered.row.get("code")
    if is_part(covered.row) and not entry:
        return ()
    codes = view.confirmed(covered.line, "eu", "ru-annex-vii")
    return tuple(code for code in codes if not entry or code.under(entry))


def old_contract(view: View, rule: Rule) -> Finding:
    """RF-D02: contract before the measure, delivery after its wind-down.

    The measure's day is the row's `measure_from` (else `valid_from`), the last day of its
    transition `wind_down_to`; a row without them cannot decide.
    """
    places = places_of(view)
    found = [_old_contract(view, covered, places) for covered in _covered(view)]
    if "embargo_annexes" not in view.packs:
        found.append(unknown("pack:embargo_annexes"))
    return any_of(found, otherwise=Finding(False, against=("items.cn8",)))


def _old_contract(view: View, covered: _Covered, places: Mapping[str, str]) -> Finding:
    signed, signed_in = view.contract_day("contract.date")
    delivered, delivered_in = view.contract_day("delivery.date")
    row = covered.row
    measure = as_date(row.get("measure_from") or row.get("valid_from"))
    end = as_date(row.get("wind_down_to"))
    known = {"measure_from": measure, "wind_down_to": end}
    return judge(
        {
            "country_destination": None
            if not places or covered.countries is None
            else not covered.countries.isdisjoint(places),
            "contract.date": None if signed is None or measure is None else signed < measure,
            "delivery.date": None if delivered is None or end is None else delivered > end,
            "items.classification": True if view.stands_in(row, covered.line) else None,
            **{
                f"pack:{covered.pack.id}/{name}": True if day else None
                for name, day in known.items()
            },
        },
        _(
            "The contract of {signed} is older than the measure of {measure} ({regulation}); the "
            "delivery of {delivered} comes after {end}, when its transition ended."
        ).format(
            signed=signed, measure=measure, regulation=covered.named, delivered=delivered, end=end
        ),
        evidence=(
            of_enrichment(signed_in, signed),
            of_enrichment(delivered_in, delivered),
            of_cn(covered.line),
            of_pack(covered.pack, f"{covered.named}, {measure}, {end}"),
        ),
    )
