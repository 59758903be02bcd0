"""`relation …` and `share …` at the terminal."""

from pathlib import Path

from tests.cli.cases.test_life_cycle import refused
from tests.cli.terminal import Desk
from tests.formats.official.test_arms_transfers import DEAL, register

EXERCISE = (
    *("relation", "add", "exercise", "CN,RU,ZA", "--certainty", "reported"),
    *("--source", "a press release", "--name", "Mosi II", "--since", "2023-02"),
    *("--figure", "350", "--unit", "persons", "--grade", "C3", "--read-on", "2026-03-02"),
)
PUBLISHED = (
    *("share", "add", "TIV delivered to China by Russia", "--states", "CN,RU"),
    *("--population", "TIV delivered to China", "--from", "2018", "--to", "2022"),
    *("--quoted", "83", "--by", "publisher", "--edition", "2023", "--method", "as published"),
    *(
        "--certainty",
        "reported",
        "--source",
        "a yearbook",
        "--grade",
        "C3",
        "--read-on",
        "2026-03-02",
    ),
)


def test_the_page_of_a_pair_prints_what_each_statement_is_worth(desk: Desk) -> None:
    assert desk.types(*EXERCISE).code == 0
    assert desk.types(*PUBLISHED).code == 0
    said = desk.types("relation", "pair", "RU", "CN").out
    assert "reported" in said
    assert "Mosi II, 350 persons" in said
    assert "83 % (publisher's figure); numerator and denominator not given" in said
    assert "input of no flag" in said
    data = desk.types("relation", "pair", "RU", "CN", "--json").data
    assert data["states"] == ["CN", "RU"]
    assert data["by_kind"] == [{"kind": "exercise", "count": 1}]
    assert data["relations"][0]["states"] == ["CN", "RU", "ZA"]
    assert data["shares"][0]["percent"] == "83"


def test_the_matrix_is_the_entry_and_a_country_is_found(desk: Desk) -> None:
    assert "No relation of states is stated." in desk.types("relation", "matrix").out
    desk.types(*EXERCISE)
    pairs = desk.gets("relation", "matrix")
    assert [(one["one"], one["other"], one["relations"]) for one in pairs] == [
        ("CN", "RU", 1),
        ("CN", "ZA", 1),
        ("RU", "ZA", 1),
    ]
    country = desk.types("relation", "country", "za", "--json").data
    assert [one["kind"] for one in country["relations"]] == ["exercise"]
    assert "Mosi II" in desk.types("relation", "country", "ZA").out


def test_a_statement_is_shown_ended_and_stays(desk: Desk) -> None:
    desk.types(*EXERCISE)
    (one,) = desk.gets("relation", "list", "--country", "ZA", "--kind", "exercise")
    assert "Mosi II" in desk.types("relation", "show", one["id"]).out
    why = "the press release was withdrawn"
    assert desk.types("relation", "end", one["id"], "--reason", why).code == 0
    assert why in desk.types("relation", "pair", "CN", "RU").out
    (ended,) = desk.gets("relation", "list")
    assert (ended["stands"], ended["end"]["reason"]) == (False, why)
    assert (
        "ended already" in refused(desk, "relation", "end", one["id"], "--reason", why)["message"]
    )


def test_a_percentage_without_its_parts_is_refused(desk: Desk) -> None:
    error = refused(desk, *EXERCISE, "--figure", "83 %")
    assert error["field"] == "figure"
    assert "share add" in error["remedy"]
    error = refused(desk, *(word for word in PUBLISHED if word not in {"--quoted", "83"}))
    assert error["field"] == "quoted"


def test_a_share_is_shown_with_everything_it_exists_by(desk: Desk) -> None:
    desk.types(*PUBLISHED)
    (one,) = desk.gets("share", "list", "--country", "RU")
    assert one["said"].startswith("83 % (publisher's figure)")
    said = desk.types("share", "show", one["id"]).out
    for part in ("TIV delivered to China by Russia", "2018", "2023", "as published", "a yearbook"):
        assert part in said
    assert "83 %" in desk.types("share", "list").out
    why = "a newer edition counts otherwise"
    assert desk.types("share", "end", one["id"], "--reason", why).code == 0
    assert why in desk.types("share", "list").out


def test_suppliers_shares_stand_beside_the_publishers(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    deal = DEAL.replace("Norway", "China").replace("Sweden", "Russia")
    file.write_bytes(
        register(
            deal.replace("2001; 2002", "2017; 2018"),
            deal.replace("Russia", "France").replace("2001; 2002", "2020"),
        )
    )
    asked = ("share", "arms", "--recipient", "CN", "--from", "2018", "--to", "2022")
    assert "No trade register" in refused(desk, *asked)["message"]
    assert (
        desk.types("pack", "import", file, "--edition", "2025", "--valid-from", "2025-03-13").code
        == 0
    )
    desk.agreed()
    desk.types(*PUBLISHED)
    data = desk.types(*asked, "--json").data
    assert (data["method"], data["computed_by"]) == ("even over delivery years", "program")
    assert (data["deals"], data["straddling"], data["denominator"]) == (2, 1, "3.0")
    assert [
        (one["supplier"], one["percent"], one["lower"], one["upper"]) for one in data["shares"]
    ] == [("France", "66.7", "50.0", "100.0"), ("Russia", "33.3", "0.0", "50.0")]
    assert [one["percent"] for one in data["published"]] == ["83"]
    said = desk.types(*asked).out
    assert "Computed by the program" in said
    assert "never mixed" in said


def test_a_report_on_two_states_is_made_and_verifies(desk: Desk, tmp_path: Path) -> None:
    desk.types(*EXERCISE)
    desk.types(*PUBLISHED)
    pdf = tmp_path / "states.pdf"
    made = desk.gets("report", "states", "RU,CN", "--pdf", pdf)
    assert (made["reference"], Path(made["pdf"])) == ("CN-RU", pdf)
    assert desk.types("verify", pdf).code == 3  # nobody vouches for the key yet
    assert refused(desk, "report", "states", "CN,RU,ZA", "--pdf", pdf)["field"] == "states"


def test_a_statement_answers_with_its_identity_and_one_state_may_stand_alone(desk: Desk) -> None:
    made = desk.gets(
        *("relation", "add", "academy_places", "CN", "--others", "more than 90 countries"),
        *("--wording", "incomplete data", "--certainty", "reported", "--source", "a paper"),
        *("--grade", "C3", "--read-on", "2026-03-02"),
    )["made"]
    (alone,) = desk.gets("relation", "matrix")
    assert (alone["one"], alone["other"]) == ("CN", "")
    said = desk.types("relation", "show", made).out
    assert "In their words: incomplete data" in said
    assert "Others: more than 90 countries" in said
    assert "China (CN) to more than 90 countries" in desk.types("relation", "list").out


def test_background_is_made_a_ground_of_a_case_and_printed_as_it_stood(desk: Desk) -> None:
    desk.types(*EXERCISE)
    (one,) = desk.gets("relation", "list")
    case = desk.gets("case", "list")[0]["reference"]
    why = "the end user took part in it"
    done = desk.types(
        *("case", "act", case, "ground", "--what", "relation"),
        *("--statement", one["id"], "--reason", why),
    )
    assert done.code == 0, done.err
    (ground,) = desk.types("case", "show", case, "--json").data["grounds"]
    assert (ground["certainty"], ground["grade"], ground["stands"]) == ("reported", "C3", True)
    said = desk.types("case", "show", case).out
    assert "exercise “Mosi II”" in said
    assert why in said
    withdrawn = desk.types(
        *("case", "act", case, "withdraw-ground", "--ground", ground["id"], "--reason", why)
    )
    assert withdrawn.code == 0, withdrawn.err
    assert "exercise “Mosi II”" not in desk.types("case", "show", case).out
