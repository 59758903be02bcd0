"""Further examples of party, end-use and register rules: each turns one operand of a rule."""

from typing import Any

import pytest
from tests.flags.driver import (
    Example,
    Given,
    Loaded,
    Offices,
    check,
    fires,
    given,
    learned,
    no_declaration,
    skips,
    spares,
    waits,
)
from tests.flags.test_enduse import CHINA, HONG_KONG, described, site, use
from tests.flags.test_ownership import BUYER, SOKOLOV, STRICT, freeze, moved, owned, stake
from tests.flags.test_party_firms import (
    AT_ROOM,
    LATE,
    NO_USER,
    firm,
    incorporated,
    kind,
    neighbours,
    ordered,
)
from tests.flags.test_party_lists import (
    ANNEX_IV,
    CIVIL,
    FIRM,
    FREEZE,
    GROUP,
    JUDGED,
    MACHINE,
    POINT,
    SDN,
    SEVEN_SONS,
    SIMILAR,
    TABLE,
    end_user,
    to,
    with_setting,
)
from tests.flags.test_party_registers import (
    AXES,
    EORI,
    USER,
    denial,
    denials,
    findings,
    letter,
    letters,
    licence,
)
from tests.flags.test_vessel_and_corporate import (
    AT_ROOM as AT_DESK,
)
from tests.flags.test_vessel_and_corporate import (
    BUYER_LISTED,
    IMO,
    ROOM,
    SAILED,
    VESSELS,
    WRONG_IMO,
    ship,
    two,
)

from landwaiter.domain.intake.case_kind import CaseKind

NOBODY = {
    "exporter_name": "",
    "exporter_eori": "",
    "exporter_country": "",
    "consignee_name": "",
    "consignee_country": "",
}
AT_LENINA = with_setting(
    Loaded(
        lists={
            "us_csl:export_list": (
                {**FIRM, "programme": "Entity List", "address": "Lenina 5, Vologda"},
            )
        }
    ),
    **POINT,
)
TWO_PROGRAMMES = Loaded(
    lists={
        "us_csl:export_list": (
            {**FIRM, "programme": "Specially Designated Nationals (SDN);Entity List (EL)"},
        )
    }
)
NO_TABLE = Loaded(without=("hs_control",))
NO_WORDS = Loaded(without=("vocabulary",))
NO_PACK = Loaded(without=("prc_entities",))
OTHER_USER = learned("end_user", {"name": "Northern Pump Works", "country": "CN"})
SAME_CONSIGNEE: dict[str, Any] = {"judged": (("consignee", "same"),)}

LISTS = (
    waits("RF-P01", "nobody is named", given(NOBODY), "parties.name", loaded=FREEZE),
    fires(
        "RF-P01",
        "critical",
        "a judgement is said",
        given(to(), **SAME_CONSIGNEE),
        "says: judged the same",
        loaded=FREEZE,
    ),
    fires(
        "RF-P01",
        "critical",
        "an identifier is said",
        given(to(consignee_eori="7707083893")),
        "says: has the identifier",
        loaded=FREEZE,
    ),
    fires(
        "RF-P01",
        "high",
        "that nobody judged is said",
        given(to()),
        "says: has the name and country of an entry",
        loaded=FREEZE,
    ),
    fires(
        "RF-P01",
        "high",
        "that it is a name alone is said",
        given(to(FIRM["name"], "")),
        "says: nothing else to compare",
        loaded=FREEZE,
    ),
    fires(
        "RF-P02",
        "high",
        "judged same, but a candidate alone",
        given(to(**MACHINE), **SAME_CONSIGNEE),
        loaded=ANNEX_IV,
    ),
    fires(
        "RF-P03",
        "high",
        "one of two programmes counts, and is named",
        given(to()),
        "says: The entry is of Entity List (EL) (advisory)",
        loaded=TWO_PROGRAMMES,
    ),
    spares(
        "RF-P04",
        "judged same on a programme that does not count",
        given(to(), **SAME_CONSIGNEE),
        loaded=with_setting(SDN, **POINT),
    ),
    spares(
        "RF-P04", "an address, but no city of the party", given(to(SIMILAR, "KZ")), loaded=AT_LENINA
    ),
    spares(
        "RF-P04",
        "another city",
        given(to(SIMILAR, "KZ", consignee_city="Almaty")),
        loaded=AT_LENINA,
    ),
    fires(
        "RF-P04",
        "medium",
        "similar to Annex IV, and the goods are there",
        given(to(SIMILAR, **MACHINE)),
        loaded=with_setting(ANNEX_IV, threshold__eu_833_annex_iv="800"),
    ),
    fires(
        "RF-P04",
        "medium",
        "the office's own list, whatever it calls its programme",
        given(to()),
        loaded=Loaded(
            lists={"own:other": ({**FIRM, "programme": "Entity List"},)},
            settings={"threshold.own": "800"},
        ),
    ),
    waits(
        "RF-P05",
        "nobody is named",
        given(NOBODY),
        "end_user.name|project.partner",
    ),
    spares(
        "RF-P05",
        "a watch list that uses the word",
        given(to(), learned=(OTHER_USER,), **SAME_CONSIGNEE),
        loaded=Loaded(lists={"own:other": ({**FIRM, "programme": "pla-academy"},)}),
    ),
    spares(
        "RF-P06",
        "no item of these categories, whoever buys",
        end_user(CIVIL, "CN", TABLE),
        loaded=NO_PACK,
    ),
    spares("RF-P06", "no item of these categories, and nobody named", given({**TABLE, **NOBODY})),
    spares(
        "RF-P06",
        "a code of the United States is none of dual-use law",
        end_user(CIVIL, "CN", TABLE, classified=(("us:3A991", "confirmed"),), **JUDGED),
    ),
    skips("RF-S01", "a sale of goods, whatever is loaded", given(), loaded=NO_PACK),
)
OWNERS = (
    spares(
        "RF-P18",
        "a stake in another firm",
        owned(stake(SOKOLOV, "Unrelated Works", 80)),
        loaded=freeze(operator=STRICT),
    ),
    fires(
        "RF-P15",
        "medium",
        "six months end on the last day of February",
        moved("2022-02-28", listed="2021-08-31"),
        loaded=freeze(),
    ),
    spares(
        "RF-P15",
        "and not on the first of March",
        moved("2022-03-01", listed="2021-08-31"),
        loaded=freeze(),
    ),
    waits(
        "RF-P07",
        "control of a group without a share",
        owned(
            stake(GROUP, BUYER, None, control="veto", owner_country="CN"),
            row=MACHINE,
            judged=(("shareholder", "same"),),
        ),
    ),
)


def directors(*facts: Any, rows: Any = None, **named: Any) -> Given:
    return two(rows, learned("parties.directors", named), *facts)


THIRD = learned("intermediary", {"name": "Boreal Trade", "country": "KZ"})
CONTACTS = (
    fires(
        "RF-C02",
        "high",
        "the list is said",
        two({**ROOM, "consignee_name": "Aurora Import"}, **AT_DESK),
        "says: Aurora Import (name and country of an entry of us_csl, not judged)",
        loaded=BUYER_LISTED,
    ),
    fires(
        "RF-C02",
        "medium",
        "named by a role and by a name",
        two(
            None,
            learned("parties.directors", {"consignee": "Li Wei", "Northern Pump Works": "Li Wei"}),
        ),
    ),
    fires(
        "RF-C02",
        "medium",
        "two that are not listed, beside one that is",
        directors(
            THIRD, rows={"consignee_country": "HK"}, end_user="Li Wei", intermediary="Li Wei"
        ),
        loaded=BUYER_LISTED,
    ),
    fires(
        "RF-C02",
        "medium",
        "one that only resembles a listed entity",
        directors(
            rows={"consignee_name": "Aurora Imports Group", "consignee_country": "HK"},
            consignee="Li Wei",
            end_user="Li Wei",
        ),
        loaded=BUYER_LISTED,
    ),
    fires(
        "RF-C02",
        "medium",
        "an assessed institution is not listed",
        given(
            to(SEVEN_SONS, "CN"),
            learned=(
                USER,
                learned("parties.directors", {"consignee": "Li Wei", "end_user": "Li Wei"}),
            ),
            **SAME_CONSIGNEE,
        ),
    ),
    waits(
        "RF-C02",
        "a list that is not loaded",
        directors(**{"end_user": "Li Wei", "us_csl/Aurora Import": "Li Wei"}),
    ),
    fires(
        "RF-C02",
        "medium",
        "a domain, without word lists",
        two(None, learned("parties.domain", {"consignee": "a.example", "end_user": "a.example"})),
        loaded=NO_WORDS,
    ),
    waits(
        "RF-C02",
        "an affiliate that the exporter named",
        two(ROOM, learned("exporter.affiliates", ["Aurora Import"]), **AT_DESK),
    ),
    waits(
        "RF-C02",
        "an affiliate, with a declarant beside the exporter",
        two(
            {**ROOM, "declarant_name": "Odra Customs Agency"},
            learned(
                "ownership", [{"owner": "Chemia Wisla", "owned": "Aurora Import", "percent": 60}]
            ),
            **AT_DESK,
        ),
    ),
    waits(
        "RF-C02",
        "two parties that are one entity",
        Given(
            rows=(ROOM,),
            learned=(learned("end_user", {"name": "Northern Pump Works", **AT_DESK}),),
            acts=(
                ("link", {"party": "consignee", "basis": "company register"}),
                ("link", {"party": "end_user", "to": "Aurora Import", "basis": "register"}),
            ),
        ),
    ),
    fires(
        "RF-C02",
        "medium",
        "one is linked to an entity, the other is not",
        Given(
            rows=(ROOM,),
            learned=(learned("end_user", {"name": "Northern Pump Works", **AT_DESK}),),
            acts=(("link", {"party": "consignee", "basis": "company register"}),),
        ),
    ),
    spares("RF-V02", "no name is declared", given(ship(IMO, "")), loaded=SAILED),
    fires(
        "RF-V02",
        "medium",
        "both names are said",
        given(ship(name="Sunrise")),
        "says: declared as Sunrise, known as Northern Star",
        loaded=Loaded(past=(ship(), {})),
    ),
    fires(
        "RF-V02", "medium", "the failing digit is said", given(ship(WRONG_IMO)), "says: check digit"
    ),
    waits(
        "RF-V01",
        "a ship without a number",
        given(ship("", "Northern Star")),
        "transport.id",
        loaded=VESSELS,
    ),
)


REGISTERS = (
    fires(
        "RF-P17",
        "critical",
        "a licence of another firm is none",
        given(MACHINE, learned=(USER,)),
        loaded=letters(letter(), licences=(licence(consignee="Somebody Else"),)),
    ),
    fires(
        "RF-P17",
        "critical",
        "in force from its first day",
        given(MACHINE),
        loaded=letters(letter(valid_from="2026-03-27")),
    ),
    fires(
        "RF-P17",
        "critical",
        "one of two lines is covered",
        given(TABLE, MACHINE),
        "items/2/cn8",
        loaded=letters(letter()),
    ),
    fires(
        "RF-P17",
        "critical",
        "the exporter has no number, the letter has",
        given({**MACHINE, "exporter_eori": ""}),
        loaded=letters(letter()),
    ),
    fires(
        "RF-P17",
        "high",
        "another code is confirmed",
        given(MACHINE, classified=(("2B201.a", "confirmed"),)),
        loaded=letters(letter(items="2B001")),
    ),
    fires(
        "RF-P17",
        "critical",
        "one of two codes is confirmed",
        given(MACHINE, classified=(("2B001.b", "confirmed"), ("2B201.a", "confirmed"))),
        loaded=letters(letter(items="2B001")),
    ),
    fires(
        "RF-P17",
        "critical",
        "a letter without a number of its own",
        given(MACHINE),
        "registers/informed_exporters: Chemia Wisla",
        loaded=letters(letter(ref="")),
    ),
    spares(
        "RF-P17",
        "an entry that no code of the item is near",
        given(MACHINE),
        loaded=letters(letter(items="9A012")),
    ),
    waits(
        "RF-P17",
        "an entry, and nothing says what the item is",
        given(MACHINE),
        "items.cn8|end_user.name",
        loaded=Loaded(without=("hs_control",), packs=letters(letter(items="9A012")).packs),
    ),
    waits(
        "RF-P17",
        "one of two entries may be it",
        given(MACHINE),
        "items.cn8|end_user.name",
        loaded=letters(letter(items="9A012|2B001.b.2.x")),
    ),
    fires(
        "RF-C01",
        "critical",
        "one of two codes is confirmed",
        given(
            MACHINE,
            learned=(USER, AXES),
            classified=(("2B001.b.2", "confirmed"), ("2B201.a", "confirmed")),
        ),
        loaded=denials(denial(item="2B001")),
    ),
    fires(
        "RF-C04", "medium", "a finding of the very day", given(), loaded=findings(date="2026-03-27")
    ),
    fires(
        "RF-C04",
        "medium",
        "a finding with a number",
        given(),
        "registers/findings: F-1",
        loaded=findings(ref="F-1", eori=EORI),
    ),
)
FIRMS = (
    fires(
        "RF-P11",
        "medium",
        "that nobody is stated is said",
        firm(kind("trader"), NO_USER, row=MACHINE),
        "says: no end user is stated",
    ),
    skips("RF-P08", "the goods are not on the list, the day is not known", firm(row=TABLE)),
    fires(
        "RF-P08",
        "high",
        "the kind that makes it grave is named",
        firm(LATE, kind("trader"), row=CHINA),
        "enrichment/consignee.kind: trader",
    ),
    waits("RF-P08", "goods without a code", firm(LATE, cn8=""), "items.cn8"),
    waits(
        "RF-P09",
        "the day of the order alone",
        firm(ordered("2026-03-20"), value_eur="60000"),
        "consignee.incorporated",
    ),
    fires(
        "RF-P11",
        "medium",
        "one of two statements names the consignee",
        firm(
            kind("trader"),
            learned("end_user", {"name": "Aurora Import"}),
            learned("end_user", {"name": "AURORA IMPORT"}, "exporter_answer"),
            row=MACHINE,
        ),
    ),
    spares(
        "RF-P11",
        "one of two statements names another",
        firm(
            kind("trader"),
            learned("end_user", {"name": "Aurora Import"}),
            learned("end_user", {"name": "Plant No 4"}, "exporter_answer"),
            row=MACHINE,
        ),
    ),
    fires(
        "RF-P12",
        "medium",
        "the number of firms is said",
        given(AT_ROOM),
        "says: shared by 5 entities",
        loaded=neighbours(4),
    ),
    fires(
        "RF-P12",
        "medium",
        "the virtual office is said",
        given({**AT_ROOM, "consignee_address": "PO Box 771"}),
        "says: a virtual office",
    ),
    spares(
        "RF-P12",
        "a desk in a free zone, however many share it",
        given({**AT_ROOM, "consignee_address": "PO Box 9, Jebel Ali Free Zone"}),
    ),
    waits(
        "RF-P12",
        "a city without a street",
        given({"consignee_city": "Hong Kong"}),
        "consignee.address",
    ),
    fires(
        "RF-P09",
        "medium",
        "100 days old",
        firm(incorporated("2026-01-01"), ordered("2026-03-20"), NO_USER, value_eur="60000"),
        "says: 60000",
    ),
)
USES = (
    spares(
        "RF-E04",
        "a correlation that is graded low is no evidence",
        described("plastic lunch boxes with lid", cn8="39269097", **HONG_KONG),
    ),
    waits("RF-E01", "nothing is known of the use", given(), "end_use||end_user.name"),
    fires(
        "RF-E01",
        "high",
        "the policy is said",
        use("for the navy", "contract", CHINA),
        "says: does not count CN",
        loaded=Loaded(settings={"policy.china_arms_embargo_triggers_art4": "false"}),
    ),
    fires(
        "RF-E01",
        "critical",
        "and that it counts",
        use("for the navy", "contract", CHINA),
        "says: The office counts CN",
        loaded=Loaded(settings={"policy.china_arms_embargo_triggers_art4": "true"}),
    ),
    fires("RF-E03", "medium", "what was stated is said", use("industry"), "says: “industry”"),
    fires("RF-E03", "medium", "and that it is nothing", use(None), "says: “nothing”"),
    fires(
        "RF-E03", "medium", "the number of the item is said", use("industry"), "says: for item 1"
    ),
    fires(
        "RF-E03",
        "medium",
        "a case without goods",
        no_declaration(
            CaseKind.RESEARCH,
            {"partner": "Northern Institute"},
            learned=(learned("end_use", "research"),),
        ),
        "says: The end use stated is",
    ),
    skips(
        "RF-E04",
        "no goods, and another country",
        no_declaration(
            CaseKind.RESEARCH, {"partner": "Northern Institute", "partner_country": "BR"}
        ),
    ),
    waits(
        "RF-E04",
        "brokered goods",
        no_declaration(CaseKind.BROKERING, {"buyer": "Northern Institute"}),
        "items.description||items.classification",
    ),
    fires(
        "RF-E04",
        "high",
        "a word is enough, without the table",
        described("water cannon", **HONG_KONG),
        loaded=NO_TABLE,
    ),
    waits(
        "RF-E04",
        "no word, and no table: each of both could raise it",
        described("cleaning agent for floors", **HONG_KONG),
        "items.classification",
        loaded=NO_TABLE,
    ),
    fires(
        "RF-E04",
        "high",
        "a code is enough, without a description",
        given({**CHINA, "description": ""}, classified=(("5A001.j", "confirmed"),)),
        "items/1/cn8",
        loaded=NO_TABLE,
    ),
    waits(
        "RF-E05",
        "brokered goods, the police is end user",
        no_declaration(
            CaseKind.BROKERING,
            {"buyer": "Northern Institute"},
            learned=(learned("end_user", {"name": "Provincial Police"}),),
        ),
        "items.description||items.classification",
    ),
    spares(
        "RF-E05",
        "brokered goods, a firm is end user",
        no_declaration(
            CaseKind.BROKERING,
            {"buyer": "Northern Institute"},
            learned=(learned("end_user", {"name": "Northern Pump Works"}),),
        ),
    ),
    fires(
        "RF-E05",
        "high",
        "a word is enough, without the table",
        given(
            {"description": "IMSI catchers"},
            learned=(learned("end_user", {"name": "Provincial Police"}),),
        ),
        loaded=NO_TABLE,
    ),
    waits(
        "RF-E05",
        "no word, and no table: each of both could raise it",
        given(learned=(learned("end_user", {"name": "Provincial Police"}),)),
        "items.classification",
        loaded=NO_TABLE,
    ),
    fires(
        "RF-E07",
        "low",
        "in the end user's city, but not in its street",
        site({"street": "1 Quay", "city": "Mianyang"}, city="Mianyang"),
    ),
    waits(
        "RF-E07",
        "a site of which only the street is stated",
        site({"street": "1 Quay"}, street=None),
        "end_user.address",
    ),
)

EXAMPLES: tuple[Example, ...] = (*LISTS, *OWNERS, *CONTACTS, *REGISTERS, *FIRMS, *USES)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_one_operand_decides(offices: Offices, example: Example) -> None:
    check(offices, example)
