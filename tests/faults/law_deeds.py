"""Deeds on the law: rules of the office, samples of the rules, embargoes, old contracts."""

from tests.faults.deed import Deed, Step, command
from tests.faults.office_deeds import motion
from tests.services.sample_office import (
    ADMIN,
    HEAD,
    POLICY,
    REASON,
    REF,
    Office,
    declared,
    write_csv,
)

from landwaiter.domain.cases.four_eyes import PRACTICE_BY_TWO, RULES_BY_TWO
from landwaiter.domain.flags.embargo.matrix import practice_key
from landwaiter.resources import root

UNFLAGGED = {
    "cn8": "94036000",
    "docs": "",
    "value_eur": 900,
    "description": "oak garden chairs with cushions",
    "country_destination": "NO",
    "country_routing": "PL|NO",
    "consignee_name": "Fjord Garden",
    "consignee_country": "NO",
    "net_mass_kg": 900,
    "gross_mass_kg": 990,
}
"""A declaration on which no rule is raised."""
FIRST_UNFLAGGED = "PL1-2026-000002"


def _pack(name: str) -> str:
    return str(root() / "packs" / name)


MATRIX = tuple(command("pack", "import", _pack(n)) for n in ("embargo_matrix", "item_groups"))
"""The sample office is made without them."""
MILITARY = practice_key("CN-1989", "CN", "military")


def _unflagged(office: Office) -> None:
    rows = [declared(lrn=f"LW-4{number}", **UNFLAGGED) for number in range(3)]
    office.take_in(*rows)


def _declarations(office: Office) -> None:
    write_csv(office.path.parent / "more.csv", [declared(lrn=f"LW-{no}") for no in range(2, 5)])


def _to_myanmar(office: Office) -> None:
    office.take_in(declared(lrn="LW-8", country_destination="MM", country_routing="PL|MM"))


def _needs_two(key: str) -> tuple[Step, ...]:
    asked = command("four-eyes", "set", key, "true", "--reason", REASON, who=HEAD)
    return (asked, motion("second", who=ADMIN))


SET = command("rules", "set", "RF-P12", "n", "7", "--reason", REASON, who=HEAD)
OFF = command("rules", "off", "RF-G07", "--reason", REASON, who=HEAD)
PRACTISE = command("embargo", "practice", MILITARY, "prohibited", "--reason", REASON, who=HEAD)
READING = command("embargo", "practice", POLICY, "true", "--reason", REASON, who=HEAD)
SAMPLE = command("rules", "sample", "3", "--seed", "11")

LAW_DEEDS: tuple[Deed, ...] = (
    Deed("rules set", SET),
    Deed("rules off", OFF),
    Deed("rules on", command("rules", "on", "RF-G07", "--reason", REASON, who=HEAD), before=(OFF,)),
    Deed("a rule that waits for a second person", OFF, before=_needs_two(RULES_BY_TWO)),
    Deed(
        "a rule switched off by two persons",
        motion("second", who=ADMIN),
        before=(*_needs_two(RULES_BY_TWO), OFF),
    ),
    Deed("rules sample", SAMPLE, before=(_unflagged,)),
    Deed(
        "rules record",
        command("rules", "record", FIRST_UNFLAGGED, "--missed", "RF-P14", "--reason", REASON),
        before=(_unflagged, SAMPLE),
    ),
    Deed("embargo practice", PRACTISE, before=MATRIX),
    Deed(
        "a practice set by two persons",
        motion("second", who=ADMIN),
        before=(*_needs_two(PRACTICE_BY_TWO), READING),
    ),
    Deed(
        "embargo claim",
        command(
            *("embargo", "claim", REF, "--instrument", "CN-1989", "--article", "own"),
            *("--contract-date", "1985-06-30", "--items", "1", "--contract", "No. 7 of 1985"),
        ),
        before=MATRIX,
    ),
    Deed(
        "embargo judge",
        command(
            *("embargo", "judge", "PL1-2026-000002", "--instrument", "REG-401-2013"),
            *("--condition", "end_use=military", "--answer", "no", "--source", "contract"),
            *("--reason", REASON),
        ),
        before=(*MATRIX, _to_myanmar),
    ),
    Deed(
        "intake under an embargo",
        command("intake", "~/more.csv"),
        before=(*MATRIX, PRACTISE, _declarations),
    ),
)
