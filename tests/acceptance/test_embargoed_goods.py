"""Goods for an embargoed destination, from the declaration to the track that the case proposes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from tests.services.sample_office import ADMIN, Office, an_office, declared

from landwaiter.domain.cases.case import FlagResult, Severity, TrackLetter
from landwaiter.domain.flags.embargo.item_standings import ItemStanding
from landwaiter.domain.flags.embargo.matrix import GroupCertainty, Standing
from landwaiter.domain.flags.track_proposals import TrackProposal
from landwaiter.resources import root
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.law import packs

L, N, S = TrackLetter.L, TrackLetter.N, TrackLetter.S
SHIPPED = (
    *("annex_xxxvii", "chpl", "cml", "doc_codes", "embargo_matrix", "glossary", "item_groups"),
    *("substances", "trade_words"),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a case says right after its declaration was taken in."""

    view: CaseView

    def flag(self, rule: str) -> FlagResult | None:
        return next((one for one in self.view.raised if one.rule == rule), None)

    def severity(self, rule: str) -> Severity | None:
        found = self.flag(rule)
        return found.severity if found else None

    @property
    def tracks(self) -> Mapping[TrackLetter, TrackProposal]:
        return {one.letter: one for one in self.view.track_proposals}

    @property
    def standing(self) -> ItemStanding:
        (found,) = self.view.embargo
        return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = an_office(tmp_path_factory.mktemp("embargoed"))
    every = {pack.id: pack for pack in packs.shipped_packs(root())}
    packs.import_packs(made.session(ADMIN), [every[name] for name in SHIPPED])
    yield made
    made.close()


@pytest.fixture(scope="module")
def take(office: Office) -> Any:
    """What one line of goods comes to as a case of its own."""
    numbers = count(2)

    def taken(to: str, cn: str, description: str, **row: Any) -> Taken:
        number = next(numbers)
        given = {
            "lrn": f"LW-E{number}",
            "country_destination": to,
            "country_routing": f"PL|{to}",
            "consignee_country": to,
            "cn8": cn,
            "description": description,
            "docs": "",
            **row,
        }
        assert office.take_in(declared(**given)).created == 1
        return Taken(office.view(f"PL1-2026-{number:06d}"))

    return taken


def test_thionyl_chloride_to_iran_gives_s_beside_l_and_both_name_the_article(take: Any) -> None:
    case = take("IR", "28121700", "Thionyl chloride, CAS 7719-09-7", docs="Y901")
    assert case.severity("RF-G14") is Severity.HIGH
    assert set(case.tracks) == {L, S}
    assert all("Reg. 267/2012 Art. 2(1)" in one.why for one in case.tracks.values())
    words = case.flag("RF-G14").explanation + case.tracks[S].why
    assert "is listed" not in words
    assert "is controlled" not in words


def test_grenade_fuzes_to_myanmar_are_a_matter_of_national_law(take: Any) -> None:
    case = take("MM", "93069010", "Grenade fuzes")
    assert case.severity("RF-G14") is Severity.HIGH
    assert set(case.tracks) == {N}
    assert case.tracks[N].basis == "national law (military list); Decision 2013/184/CFSP Art. 1"


def test_patrol_boats_to_hong_kong_are_scrutinised_and_nothing_reads_as_decided(take: Any) -> None:
    case = take("HK", "89069010", "Interceptor patrol boats for marine police")
    assert case.severity("RF-E04") is Severity.HIGH
    cells = {(one.instrument, one.group): one for one in case.standing.cells}
    assert cells["HK-2020", "repression"].standing is Standing.CASE_BY_CASE
    asked = cells["CN-1989", "military"]
    assert (asked.standing, asked.is_set) == (Standing.UNSTATED, False)
    assert all("repression" not in one.basis for one in case.tracks.values())
    if N in case.tracks:
        assert "candidate, not confirmed" in case.tracks[N].why
        assert "for HK: not set" in case.tracks[N].why


def test_an_fpga_to_russia_rests_on_the_export_articles(take: Any) -> None:
    case = take("RU", "85423190", "FPGA", docs="Y901")
    assert case.severity("RF-G14") is Severity.HIGH
    assert case.flag("RF-R03") is None
    basis = case.tracks[S].basis
    assert basis.startswith("UCC 188, 194(1); Reg. 833/2014 Art. 2(1)")
    assert "transit" not in basis
    assert "2(1a)" not in basis


def test_an_fpga_through_russia_rests_on_the_transit_articles(take: Any) -> None:
    case = take("KZ", "85423190", "FPGA", country_routing="PL|BY|RU|KZ")
    assert case.severity("RF-R03") is Severity.HIGH
    for words in (case.flag("RF-R03").explanation, case.tracks[S].basis):
        assert "Art. 2(1a)" in words
        assert "Reg. 765/2006" in words
        assert "Art. 2(1)" not in words


def test_ballistic_helmets_to_sudan_are_prohibited_for_what_words_alone_say(take: Any) -> None:
    case = take("SD", "65061080", "Ballistic helmets level IIIA")
    assert (case.standing.standing, case.standing.certainty) == (
        Standing.PROHIBITED,
        GroupCertainty.MAY_BE,
    )
    (group,) = case.standing.groups
    assert (group.id, group.why) == ("military", ("ML13",))
    assert case.severity("RF-G14") is Severity.HIGH
    assert "Decision 2014/450/CFSP Art. 1(1)" in case.tracks[N].basis
    assert L not in case.tracks


@pytest.mark.parametrize(
    ("to", "cn", "goods", "act"),
    [
        ("RU", "84821010", "Ball bearings", "833/2014"),
        ("BY", "84581141", "Lathes", "765/2006"),
    ],
)
def test_a_high_priority_code_to_russia_or_belarus_is_high_by_itself(
    take: Any, to: str, cn: str, goods: str, act: str
) -> None:
    case = take(to, cn, goods)
    assert case.severity("RF-R10") is Severity.HIGH
    assert f"Reg. {act} export ban, article to be checked" in case.flag("RF-R10").explanation
    assert f"Reg. {act} export ban, article to be checked" in case.tracks[S].basis


@pytest.mark.parametrize(
    ("to", "cn", "goods"),
    [
        ("CN", "04069001", "Gouda cheese in wheels"),
        ("SD", "65061080", "Motorcycle helmets"),
        ("RU", "49011000", "Printed books, novels"),
        ("MM", "62034231", "Cotton trousers"),
        ("KP", "10063027", "Long grain rice"),
    ],
)
def test_ordinary_goods_give_grounds_for_no_track(take: Any, to: str, cn: str, goods: str) -> None:
    assert take(to, cn, goods).tracks == {}
