"""`template propose` and its kin: two persons, what changes, pages of a sample."""

from pathlib import Path

from tests.cli.terminal import ADMIN, REVIEWER, Desk, typed
from tests.services.letters.template_files import OWN, template_file

WHY = "our lawyer read it"


def test_a_template_is_proposed_read_and_agreed_to(desk: Desk, tmp_path: Path) -> None:
    file = template_file(tmp_path)
    admin, reviewer = desk.colleague(ADMIN), desk.colleague(REVIEWER)
    (change,) = admin.gets("template", "diff", file)
    assert change["proposed"].strip() == OWN
    assert f"+ {OWN}" in admin.types("template", "diff", file).out
    call = ("template", "propose", file, "--kind", "hold", "--language", "en", "--reason", WHY)
    assert desk.types(*call).code == 1  # an analyst may not
    asked = admin.gets(*call)
    assert asked["motion"]
    assert admin.gets("template", "own") == []
    assert OWN in reviewer.types("motions", "show", asked["motion"]).out
    assert reviewer.types("motions", "second", asked["motion"]).code == 0
    (kept,) = desk.gets("template", "own")
    assert (kept["kind"], kept["language"], kept["number"], kept["model"]) == (
        "hold",
        "en",
        1,
        False,
    )
    assert (kept["author"], kept["seconder"]) == (ADMIN, REVIEWER)
    assert "no line differs" in desk.types("template", "diff", file).out
    gone = ("template", "withdraw", "hold", "--language", "en", "--reason", WHY)
    again = admin.gets(*gone)
    assert reviewer.types("motions", "second", again["motion"]).code == 0
    assert [one["model"] for one in desk.gets("template", "own")] == [False, True]
    assert "the model again" in desk.types("template", "own").out


def test_a_template_is_shown_as_pages_of_a_sample_without_a_casebook(tmp_path: Path) -> None:
    file, pdf = template_file(tmp_path), tmp_path / "sample.pdf"
    seen = typed("template", "preview", file, "--pdf", pdf, "--json")
    assert seen.code == 0, seen.err
    assert pdf.read_bytes().startswith(b"%PDF")
    said = "\n".join(seen.data["lines"])
    assert "DRAFT" in said
    assert OWN in said
    bare = typed("template", "preview", file, "--bare", "--pdf", tmp_path / "bare.pdf", "--json")
    assert bare.data["lines"] != seen.data["lines"]


def test_what_it_cannot_say_is_refused_with_its_line(desk: Desk, tmp_path: Path) -> None:
    file = template_file(tmp_path, more="{{nothing.here}}")
    last = len(file.read_text("utf-8").splitlines())
    call = ("template", "propose", file, "--kind", "hold", "--language", "en", "--reason", WHY)
    seen = desk.colleague(ADMIN).types(*call)
    assert seen.code == 1
    assert "nothing.here" in seen.err
    assert str(last) in seen.err
