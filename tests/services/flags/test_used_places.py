"""What a rule rests on, and which rules used a place."""

from tests.services.sample_office import REF, Office, declared

from landwaiter.services.flags.used_places import is_used, rules_at, used_by


def test_a_flag_names_its_places_and_a_place_its_rules(office: Office) -> None:
    office.take_in(declared(lrn="LW-2", description="parts", docs=""))
    flags = office.view("PL1-2026-000002").raised
    vague = next(flag for flag in flags if flag.rule == "RF-G07")
    assert ("items/1/description", "parts") in {(one.place, one.value) for one in used_by(vague)}
    assert "RF-G07" in rules_at(flags, "items/1")
    assert rules_at(flags, "items/2") == ()
    assert is_used(vague, "items/1")
    assert not is_used(vague, "parties/consignee")
    assert not is_used(None, "items/1")


def test_item_11_is_not_item_1(office: Office) -> None:
    flags = office.view(REF).raised
    assert rules_at(flags, "items/2")
    assert not rules_at(flags, "items/22")
