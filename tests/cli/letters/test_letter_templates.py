"""`template`: the models in each language, what letters may name, and a person's own checked."""

from pathlib import Path

from tests.cli.terminal import typed


def test_the_models_are_listed_without_a_casebook() -> None:
    seen = typed("template", "list", "--json")
    assert seen.code == 0, seen.err
    assert len(seen.data) == 7 * 6
    first = seen.data[0]
    assert (first["kind"], first["language"], first["edition"]) == ("hold", "de", 1)
    assert first["trust"] == "own knowledge"
    said = typed("template", "list").out
    assert "Hold notice" in said
    assert "Avviso di fermo" in said


def test_a_model_is_shown_in_the_language_that_is_spoken() -> None:
    english = typed("template", "show", "hearing", "--json").data
    polish = typed("template", "show", "hearing", "--language", "pl", "--json").data
    assert english["title"] == "Right to be heard"
    assert polish["title"] == "Prawo do bycia wysłuchanym"
    assert polish["language"] == "pl"
    assert "{{decision.grounds}}" in polish["source"]
    assert typed("template", "show", "hearing").out.rstrip() == english["source"].rstrip()


def test_a_kind_that_is_not_there_is_refused_by_name() -> None:
    for call in (("show", "thanks"), ("fields", "--kind", "thanks")):
        seen = typed("template", *call)
        assert seen.code == 1
        assert "thanks" in seen.err
        assert "hold, information" in seen.err


def test_the_fields_of_a_kind_are_told_with_type_class_and_example() -> None:
    told = typed("template", "fields", "--kind", "decision", "--json").data
    fields = {one["path"]: one for one in told["fields"]}
    assert "hold.at" not in fields
    assert fields["service.date"] == {
        "path": "service.date",
        "type": "day",
        "class": "O",
        "example": "28 April 2026",
        "may_be_empty": True,
        "letters": ["decision"],
    }
    assert fields["decision.weighed"]["class"] == "D"
    assert [one["name"] for one in told["blocks"]] == ["outcome"]
    every = typed("template", "fields", "--json").data
    assert {"hold.at", "declaration.mrn"} <= {one["path"] for one in every["fields"]}
    assert len(every["blocks"]) == 6
    assert "service.date" in typed("template", "fields").out


def test_a_model_that_was_changed_is_checked(tmp_path: Path) -> None:
    source = typed("template", "show", "release", "--json").data["source"]
    file = tmp_path / "release.md"
    file.write_text(source, encoding="utf-8")
    seen = typed("template", "check", file, "--json")
    assert seen.code == 0, seen.err
    assert (seen.data["kind"], seen.data["ok"]) == ("release", True)
    assert "no fault found" in typed("template", "check", file).out
    file.write_text(source.replace("{{release.at}}", "{{release.att}}"), encoding="utf-8")
    refused = typed("template", "check", file)
    assert refused.code == 1
    assert "release.md" in refused.err
    assert "release.att" in refused.err
    assert "Give one of: release.at" in refused.err


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    seen = typed("template", "check", tmp_path / "none.md")
    assert seen.code == 1
    assert "none.md" in seen.err
