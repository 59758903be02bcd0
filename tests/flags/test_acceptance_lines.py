"""What must be raised, and what must not, on lines that strangers tried; through intake and flags.

The numbers are those of the list of lines the office accepts the rules by.
"""

from dataclasses import dataclass, field

import pytest
from tests.flags.driver import Fact, Given, Loaded, Offices, given, learned
from tests.flags.trade_lines import SHIPPED

from landwaiter.domain.cases.case import Evaluation, FlagResult

CLAIMS = ("is listed", "is controlled", "is a controlled")
"""Words of what nobody confirmed."""
EXPORT_LIST = Loaded(
    also=SHIPPED.also,
    lists={"us_csl:export_list": ({"name": "Zhenhua Dairy Equipment Trading", "country": "CN",
                                   "programme": "Entity List"},)},
)  # fmt: skip
TRADER = (learned("consignee.kind", "trader", "company_register"),)


@dataclass(frozen=True, slots=True)
class Line:
    no: str
    description: str
    cn: str
    country: str
    docs: str = ""
    consignee: str = "General Supplies"
    place: str = ""
    route: str = ""
    facts: tuple[Fact, ...] = ()
    raised: dict[str, str] = field(default_factory=dict)
    """Rule → severity; `medium+` is medium or graver."""
    absent: tuple[str, ...] = ()
    """Rules that are not raised; `RF-…:high` not with that severity."""
    waits: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Rule that is not evaluated → inputs that it misses."""
    says: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Rule → parts of its sentence."""
    unsaid: tuple[str, ...] = ()
    """Words that no sentence holds."""
    candidates: tuple[str, ...] = ()
    tracks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Letter of a track that is proposed → parts of its basis."""
    no_tracks: tuple[str, ...] = ()
    loaded: Loaded = SHIPPED

    def __str__(self) -> str:
        return f"{self.no} {self.description} to {self.country}"

    @property
    def given(self) -> Given:
        row = {
            "description": self.description,
            "cn8": self.cn,
            "country_destination": self.country,
            "country_routing": self.route or f"PL|{self.country}",
            "docs": self.docs,
            "consignee_name": self.consignee,
            "consignee_country": self.country,
            "delivery_place": self.place,
            "transport_mode": "3",
        }
        return given(row, learned=self.facts)


MACHINE = ("Used 5-axis machining centre", "84571010", "KG")
OPEN_FIRM = ("consignee.kind", "consignee.incorporated", "end_user.name")
LINES = (
    Line("1", "Thionyl chloride, CAS 7719-09-7", "28121700", "IR", "Y901",
         raised={"RF-G14": "high"}, says={"RF-G14": ("1C350", "267/2012", "Art. 2(1)")},
         tracks={"S": ("267/2012", "Art. 2(1)"), "L": ()}),
    Line("2", "Grenade fuzes", "93069010", "MM", raised={"RF-G14": "high"},
         says={"RF-G14": ("ML4", "2013/184/CFSP")}, tracks={"N": ("2013/184/CFSP",)},
         no_tracks=("L", "S")),
    Line("3", "Rocket motor case, carbon fibre, filament wound", "84129080", "CN",
         raised={"RF-G14": "high"}, absent=("RF-R10",), candidates=("9A008", "9A108", "ML4")),
    Line("4", *MACHINE, place="Bishkek free economic zone", facts=TRADER,
         raised={"RF-R09": "low", "RF-R01": "medium", "RF-G14": "medium"},
         absent=("RF-R02", "RF-G01"), says={"RF-G14": ("free zone",)}),
    Line("5", *MACHINE, place="Bishkek", raised={"RF-G14": "medium"},
         waits={"RF-R01": OPEN_FIRM}),
    Line("6", *MACHINE, raised={"RF-G14": "medium"},
         waits={"RF-R01": (*OPEN_FIRM, "delivery_place")}),
    Line("7", "Interceptor patrol boats for marine police", "89069010", "HK",
         raised={"RF-E04": "high"}),
    Line("8", "FPGA", "85423190", "RU", "Y901", raised={"RF-G14": "high"},
         says={"RF-G14": ("833/2014", "Art. 2(1)")}, unsaid=("transit bans",),
         tracks={"S": ("833/2014", "Art. 2(1)")}),
    Line("9", "FPGA", "85423190", "KZ", route="PL|BY|RU|KZ", raised={"RF-R03": "high"},
         says={"RF-R03": ("Art. 2(1a)", "765/2006")},
         tracks={"S": ("Art. 2(1a)", "765/2006")}),
    Line("10", "Ballistic helmets level IIIA", "65061010", "SD", raised={"RF-G14": "high"},
         says={"RF-G14": ("ML13", "2014/450/CFSP", "“prohibited”")}, tracks={"N": ()}),
    Line("11", "Milking machine vacuum pump", "84141025", "CN", "Y901",
         absent=("RF-G02", "RF-G14", "RF-G07", "RF-G06", "RF-G01")),
    Line("12", "Milking machine vacuum pump", "84141025", "CN", "Y901",
         consignee="Zhenhua Dairy Equipment Trading", loaded=EXPORT_LIST,
         waits={"RF-G02": ("hits.judgement",)}, unsaid=("stands on the list", "stands on ")),
    Line("13", "Airsoft pistols, plastic, 6 mm BB", "95030095", "RS",
         absent=("RF-G09", "RF-G10", "RF-G14", "RF-G02")),
    Line("13b", "Airsoft pistols, plastic, 6 mm BB", "93040000", "RS", absent=("RF-G09:high",)),
    Line("14", "Starting pistol, blank-firing 9 mm", "93039000", "RS",
         raised={"RF-G09": "high"}, says={"RF-G09": ("9303",)}, unsaid=("is a firearm",)),
    Line("15", "Motorcycle helmets", "65061080", "KZ",
         absent=("RF-G07", "RF-G01", "RF-G06", "RF-G14", "RF-G10")),
    Line("16", "Polyurethane resins", "39095090", "KG", absent=("RF-G07", "RF-G06", "RF-G14")),
    Line("17", "Machine parts", "84669300", "TR", raised={"RF-G07": "medium"},
         absent=("RF-G06",)),
    Line("18", "Gouda cheese in wheels", "04069078", "CN",
         absent=("RF-G01", "RF-G02", "RF-G06", "RF-G07", "RF-G09", "RF-G14", "RF-V01")),
    Line("19", "Thionyl chloride CAS 7719-09-7", "28121700", "US", "X060:PL-2026-77",
         absent=("RF-G14",), no_tracks=("L",)),
    Line("21", "Marine diesel engine 2,720 kW, 20 cylinders", "84081081", "CN", "Y901",
         consignee="Eastern Naval Shipyard", raised={"RF-G14": "medium+"},
         candidates=("ML9", "8A002"), says={"RF-G14": ("ML9", "8A002", "naval")}),
    Line("22", "Spare parts for AS 365 helicopters", "88073000", "CN",
         facts=(learned("contract.date", "1980-06-01"),), candidates=("ML10",)),
    Line("23", "RDX (hexogen), desensitised, 500 kg", "36020000", "SD",
         raised={"RF-G14": "high"}, says={"RF-G14": ("ML8",)}, tracks={"N": ()}),
    Line("24", "Image intensifier tubes, third generation", "85402080", "KG", facts=TRADER,
         raised={"RF-G14": "medium+"}, says={"RF-G14": ("6A002",)}),
    Line("25", "Carbon fibre prepreg, modulus 294 GPa", "68151300", "CN", "Y901",
         consignee="Northern Institute of Aeronautical Materials", raised={"RF-G14": "medium+"},
         says={"RF-G14": ("1C010", "1C210", "aeronautical")}),
    Line("26", "Ballistic body armour", "62113390", "MM", consignee="Army Supplies Company",
         raised={"RF-G14": "high"}, says={"RF-G14": ("ML13",)}, tracks={"N": ()}),
    Line("27", "Ball bearings", "84821010", "RU", raised={"RF-R10": "high"},
         says={"RF-R10": ("833/2014", "article")}, tracks={"S": ()}),
    Line("27b", "Lathes", "84581120", "BY", raised={"RF-R10": "high"},
         says={"RF-R10": ("765/2006", "article")}),
    Line("28", "Frequency converters 600 Hz", "85044095", "CN", "X061:AT-1",
         raised={"RF-G14": "medium+"}, says={"RF-G14": ("X061",)}),
    Line("29", "Rifle scopes", "90131010", "RS", "X060:AT-1", raised={"RF-G14": "medium+"},
         says={"RF-G14": ("ML5",)}),
    Line("30", "Water cannon vehicle", "87059080", "HK", raised={"RF-E04": "high"}),
    Line("30b", "Surveillance radar", "85261000", "HK", raised={"RF-G14": "medium+"},
         candidates=("6A008",)),
    Line("31", "Cosmetic cream with triethanolamine CAS 102-71-6", "33049900", "TR",
         raised={"RF-G14": "medium"}, says={"RF-G14": ("mixture", "concentration")}),
)  # fmt: skip
ORDER = ("low", "medium", "high", "critical")


@pytest.mark.parametrize("line", LINES, ids=str)
def test_a_line_is_judged_as_accepted(offices: Offices, line: Line) -> None:
    view = offices.view(line.given, line.loaded)
    case, proposed = view.case, {str(one.letter): one.basis for one in view.track_proposals}
    found = {flag.rule: flag for flag in case.flags}
    wrong = [
        *(_not_raised(found[rule], severity) for rule, severity in line.raised.items()),
        *(_raised(found, name) for name in line.absent),
        *(_not_waiting(found[rule], inputs) for rule, inputs in line.waits.items()),
        *(_unsaid(found[rule], parts) for rule, parts in line.says.items()),
        *(_claimed(flag, (*CLAIMS, *line.unsaid)) for flag in case.flags),
    ]
    assert [one for one in wrong if one] == []
    assert set(line.candidates) <= {one.code for one in case.candidates}
    assert proposed.keys() >= line.tracks.keys()
    for letter, parts in line.tracks.items():
        assert [part for part in parts if part not in proposed[letter]] == []
    assert not proposed.keys() & set(line.no_tracks)


def _not_raised(flag: FlagResult, severity: str) -> str:
    least = severity.removesuffix("+")
    is_exact = severity == least
    told = str(flag.severity)
    fits = told == least if is_exact else ORDER.index(told) >= ORDER.index(least)
    is_right = flag.evaluation is Evaluation.RAISED and fits
    return "" if is_right else f"{flag.rule} {flag.evaluation} {told}: {flag.explanation}"


def _raised(found: dict[str, FlagResult], name: str) -> str:
    rule, _colon, severity = name.partition(":")
    flag = found[rule]
    is_raised = flag.evaluation is Evaluation.RAISED
    met = is_raised and severity in ("", str(flag.severity))
    return f"{rule} is raised: {flag.explanation}" if met else ""


def _not_waiting(flag: FlagResult, inputs: tuple[str, ...]) -> str:
    missing = {name for one in flag.missing for name in one.replace("||", "|").split("|")}
    is_right = flag.evaluation is Evaluation.NOT_EVALUATED and set(inputs) <= missing
    return "" if is_right else f"{flag.rule} {flag.evaluation}, missing {sorted(missing)}"


def _unsaid(flag: FlagResult, parts: tuple[str, ...]) -> str:
    left = [part for part in parts if part not in flag.explanation]
    return f"{flag.rule} does not say {left}: {flag.explanation}" if left else ""


def _claimed(flag: FlagResult, words: tuple[str, ...]) -> str:
    met = [word for word in words if word in flag.explanation]
    return f"{flag.rule} claims {met}: {flag.explanation}" if met else ""
