"""What the answers of the guided form come to, provision by provision."""

from collections.abc import Mapping
from typing import Any

import pytest

from landwaiter.domain.flags.catch_all import (
    CatchAllQuestion,
    KnowledgeLevel,
    Limb,
    QuestionAnswer,
    QuestionReply,
    limbs_of,
    questions_of,
)
from landwaiter.formats.law.pack_folder import read_pack
from landwaiter.resources import root

POLICY = "china_arms_embargo_triggers_art4"
MILITARY = {"unlisted": "yes", "use_military": "yes", "embargo": "yes"}
NOBODY = {"informed": "no", "aware": "no", "suspicion": "no"}


def questions() -> tuple[CatchAllQuestion, ...]:
    return questions_of(read_pack(root() / "packs" / "catch_all"))


def limb(
    name: str,
    given: Mapping[str, str],
    *,
    destination: str = "MM",
    policy: Mapping[str, bool | None] | None = None,
    in_transit: bool = False,
) -> Limb:
    answers = {key: QuestionAnswer(QuestionReply(said), "contract") for key, said in given.items()}
    found = limbs_of(
        questions(),
        answers,
        destination=destination,
        policy=policy or {},
        in_transit=in_transit,
    )
    return next(one for one in found if one.name == name)


def test_nothing_answered_is_not_known_and_never_none() -> None:
    found = limbs_of(questions(), {}, destination="MM", policy={})
    assert {one.level for one in found} == {KnowledgeLevel.CANNOT_TELL}
    assert {one.name for one in found} == {"4(1)(a)", "4(1)(b)", "4(1)(c)", "5", "2a(1aa)"}


@pytest.mark.parametrize(
    ("knows", "level"),
    [
        ({"informed": "yes"}, KnowledgeLevel.INFORMED),
        ({"informed": "no", "aware": "yes"}, KnowledgeLevel.AWARE),
        ({"informed": "unknown", "aware": "yes"}, KnowledgeLevel.AWARE),
        (
            {"informed": "no", "aware": "no", "suspicion": "yes", "national": "yes"},
            KnowledgeLevel.SUSPICION,
        ),
        (
            {"informed": "no", "aware": "no", "suspicion": "yes", "national": "no"},
            KnowledgeLevel.NONE,
        ),
        ({"informed": "no", "aware": "no", "suspicion": "yes"}, KnowledgeLevel.CANNOT_TELL),
        (NOBODY, KnowledgeLevel.NONE),
        ({"informed": "no"}, KnowledgeLevel.CANNOT_TELL),
    ],
)
def test_who_knows_of_a_military_use_under_an_embargo_decides(
    knows: Mapping[str, str], level: KnowledgeLevel
) -> None:
    assert limb("4(1)(b)", {**MILITARY, **knows}).level is level


@pytest.mark.parametrize("name", ["unlisted", "use_military", "embargo"])
def test_one_condition_that_does_not_hold_ends_the_provision(name: str) -> None:
    found = limb("4(1)(b)", {**MILITARY, "informed": "yes", name: "no"})
    assert (found.level, found.against) == (KnowledgeLevel.NONE, (name,))


@pytest.mark.parametrize("name", ["unlisted", "use_military", "embargo"])
def test_one_condition_that_is_not_known_keeps_it_open(name: str) -> None:
    found = limb("4(1)(b)", {**MILITARY, **NOBODY, "informed": "yes", name: "unknown"})
    assert found.level is KnowledgeLevel.CANNOT_TELL
    assert name in found.missing


def test_a_listed_item_is_no_matter_of_article_4() -> None:
    for name in ("4(1)(a)", "4(1)(b)", "4(1)(c)", "5"):
        assert limb(name, {"unlisted": "no", "informed": "yes"}).level is KnowledgeLevel.NONE


def test_each_use_serves_its_own_letter() -> None:
    known = {"unlisted": "yes", "informed": "yes", "use_wmd": "yes", "use_parts": "no"}
    assert limb("4(1)(a)", known).level is KnowledgeLevel.INFORMED
    assert limb("4(1)(c)", known).level is KnowledgeLevel.NONE


def test_a_destination_of_state_practice_waits_for_the_policy_whatever_was_answered() -> None:
    given = {**MILITARY, "informed": "yes"}
    open_one = limb("4(1)(b)", given, destination="CN", policy={POLICY: None})
    assert (open_one.level, open_one.missing, open_one.track) == (
        KnowledgeLevel.CANNOT_TELL,
        ("embargo",),
        "",
    )
    assert (
        limb("4(1)(b)", given, destination="CN", policy={POLICY: False}).level
        is KnowledgeLevel.NONE
    )
    agreed = limb("4(1)(b)", {**given, "embargo": "no"}, destination="CN", policy={POLICY: True})
    assert (agreed.level, agreed.track) == (KnowledgeLevel.INFORMED, "B")


def test_an_embargo_by_law_answers_its_question_whatever_was_answered() -> None:
    given = {**MILITARY, "informed": "yes", "embargo": "no"}
    found = limb("4(1)(b)", given, destination="MM", policy={"mm_arms_embargo_by_law": True})
    assert (found.level, found.track) == (KnowledgeLevel.INFORMED, "B")


def test_only_article_4_gives_grounds_for_track_b() -> None:
    cyber = {"unlisted": "yes", "cyber": "yes", "use_repression": "yes", "informed_cyber": "yes"}
    assert (limb("5", cyber).level, limb("5", cyber).track) == (KnowledgeLevel.INFORMED, "")
    russia = {"annex_vii": "yes", "use_russia": "yes", "informed_russia": "yes"}
    found = limb("2a(1aa)", russia)
    assert (found.level, found.track) == (KnowledgeLevel.INFORMED, "")


def test_awareness_alone_is_nothing_under_article_2a() -> None:
    russia: dict[str, Any] = {"annex_vii": "yes", "use_russia": "yes", "informed_russia": "no"}
    assert limb("2a(1aa)", {**russia, "aware": "yes"}).level is KnowledgeLevel.NONE


LISTED = {"unlisted": "no", "use_military": "yes", "use_wmd": "yes", "embargo": "yes"}


@pytest.mark.parametrize("knows", [{}, NOBODY, {"informed": "yes"}])
def test_in_transit_a_use_of_what_is_listed_gives_track_t_whoever_knows(
    knows: Mapping[str, str],
) -> None:
    for name in ("4(1)(a)", "4(1)(b)"):
        found = limb(name, {**LISTED, **knows}, in_transit=True)
        assert (found.level, found.track) == (KnowledgeLevel.TRANSIT, "T")


@pytest.mark.parametrize("name", ["use_military", "embargo", "unlisted"])
def test_in_transit_a_use_an_embargo_and_an_entry_are_all_needed(name: str) -> None:
    otherwise = "yes" if name == "unlisted" else "no"
    against = limb("4(1)(b)", {**LISTED, name: otherwise}, in_transit=True)
    assert (against.level, against.against) == (KnowledgeLevel.NONE, (name,))
    unknown = limb("4(1)(b)", {**LISTED, name: "unknown"}, in_transit=True)
    assert (unknown.level, unknown.missing) == (KnowledgeLevel.CANNOT_TELL, (name,))
    assert against.track == unknown.track == ""


def test_in_transit_nothing_gives_grounds_for_track_b() -> None:
    answers = {question.id: "yes" for question in questions()}
    for said in (answers, {**answers, "unlisted": "no"}):
        for name in ("4(1)(a)", "4(1)(b)", "4(1)(c)", "5", "2a(1aa)"):
            assert limb(name, said, in_transit=True).track in {"", "T"}


def test_in_transit_the_provision_on_exports_of_surveillance_is_not_applicable() -> None:
    cyber = {"unlisted": "yes", "cyber": "yes", "use_repression": "yes", "informed_cyber": "yes"}
    assert limb("5", cyber, in_transit=True).level is KnowledgeLevel.NOT_APPLICABLE
    russia = {"annex_vii": "yes", "use_russia": "yes", "informed_russia": "yes"}
    assert limb("2a(1aa)", russia, in_transit=True).level is KnowledgeLevel.INFORMED
