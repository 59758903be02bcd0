"""`bundle …`: keys, roots and releases made without a casebook, then accepted and taken in."""

from pathlib import Path

import pytest
from tests.cli.terminal import ADMIN, REVIEWER, Desk, Seen, typed
from tests.published import PASSWORD, SCHEME, a_signed_pack, made_keys

SECRET = {"LANDWAITER_KEY_PASSWORD": PASSWORD}


def keyed(*arguments: object) -> Seen:
    """A call of a publisher, who has no casebook."""
    return typed(*arguments, environment=SECRET)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A root that anna and ben have signed, one after the other."""
    scheme, place = tmp_path / "scheme.toml", tmp_path / "publisher"
    root = ", ".join(f'"{made_keys() / name}.pub"' for name in ("anna", "ben"))
    scheme.write_text(SCHEME.format(keys=made_keys(), root=root), encoding="utf-8")
    made = keyed("bundle", "root", scheme, place, "--key", made_keys() / "anna", "--json")
    assert made.code == 0, made.err
    assert (made.data["signatures"], made.data["threshold"], made.data["root"]) == (1, 2, None)
    signed = keyed("bundle", "sign", place, "--key", made_keys() / "ben")
    assert "has 2 of 2 signatures" in signed.out
    return place


def released(folder: Path, tmp_path: Path, version: int = 1) -> Path:
    out = tmp_path / f"bundle-{version}.zip"
    names = [one for name in ("eu", "own", "release") for one in ("--key", made_keys() / name)]
    pack = a_signed_pack(tmp_path)
    made = keyed(
        *("bundle", "make", folder, pack, "--out", out, "--release", version, "--json"), *names
    )
    assert made.code == 0, made.err
    assert made.data["packs"] == ["eu_extra@2026"]
    return out


def root_accepted(desk: Desk, folder: Path) -> str:
    root = folder / "1.root.json"
    print_of = str(typed("bundle", "show", root, "--json").data["fingerprint"])
    asked = desk.colleague(ADMIN).gets("bundle", "accept", root, "--fingerprint", print_of)
    assert asked == {"fingerprint": print_of, "accepted": False}
    agreed = desk.colleague(REVIEWER).types("bundle", "accept", root, "--fingerprint", print_of)
    assert "The root is accepted" in agreed.out
    return print_of


def test_a_bundle_goes_from_publisher_to_office(desk: Desk, folder: Path, tmp_path: Path) -> None:
    file = released(folder, tmp_path)
    assert desk.gets("bundle", "status")["root_version"] == 0
    print_of = root_accepted(desk, folder)
    assert print_of in typed("bundle", "show", file).out
    taken = desk.gets("bundle", "take", file)
    assert (taken["version"], taken["taken"], taken["expired"]) == (1, True, False)
    assert [one["trust"] for one in taken["packs"]] == ["official"]
    (row,) = [row for row in desk.gets("pack", "show") if row["id"] == "eu_extra"]
    assert (row["trust"], row["assent"]) == ("official", "")
    status = desk.gets("bundle", "status")
    assert (status["root_fingerprint"], status["version"], status["age_days"]) == (print_of, 1, 0)
    assert "fresh until" in desk.types("bundle", "status").out
    again = desk.types("bundle", "take", file)
    assert (again.code, "taken in already" in again.err) == (1, True)


def test_wrong_input_is_told_in_a_sentence_with_its_file(
    desk: Desk, folder: Path, tmp_path: Path
) -> None:
    file = released(folder, tmp_path)
    refused = desk.types("bundle", "take", file)
    assert (refused.code, "No root of reference bundles is accepted" in refused.err) == (1, True)
    root_accepted(desk, folder)
    for name, content in (("none.zip", b"no zip"), ("cut.zip", file.read_bytes()[:-9])):
        broken = tmp_path / name
        broken.write_bytes(content)
        seen = desk.types("bundle", "take", broken)
        assert (seen.code, name in seen.err, "Traceback" in seen.err) == (1, True, False)
    assert desk.types("bundle", "take", tmp_path / "nowhere.zip").code == 1
    assert desk.types("bundle", "show", folder / "1.targets.json").code == 1


def test_a_key_is_made_under_a_password_and_never_over_a_file(tmp_path: Path) -> None:
    made = keyed("bundle", "keys", tmp_path / "mine", "--json")
    assert made.code == 0, made.err
    assert len(made.data["key"]) == 64
    assert keyed("bundle", "keys", tmp_path / "mine").code == 1
    short = typed(
        "bundle", "keys", tmp_path / "short", environment={"LANDWAITER_KEY_PASSWORD": "short"}
    )
    assert (short.code, "fewer than 12 characters" in short.err) == (1, True)
    assert not (tmp_path / "short").exists()
    unasked = typed("bundle", "keys", tmp_path / "other")
    assert (unasked.code, "LANDWAITER_KEY_PASSWORD" in unasked.err) == (2, True)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (("eu", "own"), "No key was given that may sign a release"),
        (("own", "release"), "may sign for eu"),
        ((), "may sign for eu"),
    ],
)
def test_a_release_needs_the_keys_of_who_signs(
    folder: Path, tmp_path: Path, given: tuple[str, ...], why: str
) -> None:
    names = [one for name in given for one in ("--key", made_keys() / name)]
    out = tmp_path / "out.zip"
    pack = a_signed_pack(tmp_path)
    seen = keyed("bundle", "make", folder, pack, "--out", out, "--release", "1", *names)
    assert (seen.code, why in seen.err, out.exists()) == (1, True, False)


def test_a_wrong_password_opens_no_key(folder: Path) -> None:
    seen = typed(
        *("bundle", "sign", folder, "--key", made_keys() / "anna"),
        environment={"LANDWAITER_KEY_PASSWORD": "another sentence"},
    )
    assert (seen.code, "the password is wrong" in seen.err) == (1, True)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("threshold = 1\nroot = [{a}]\nrelease = [{a}]\n", "threshold"),
        ("root = []\nrelease = [{a}]\n", "root"),
        ("root = [{a}]\n", "release"),
        ("rot = [{a}]\n", "rot"),
        ('root = [{a}]\nrelease = [{a}]\n[[publisher]]\nname = "a b"\n', "publisher.name"),
        ('root = [{a}]\nrelease = [{a}]\n[[publisher]]\nname = "a"\n', "publisher.packs"),
        ("root = ", "TOML"),
    ],
)
def test_a_scheme_that_says_too_little_is_told_by_its_field(
    tmp_path: Path, text: str, field: str
) -> None:
    scheme = tmp_path / "scheme.toml"
    scheme.write_text(text.format(a=f'"{made_keys() / "anna"}.pub"'), encoding="utf-8")
    seen = keyed("bundle", "root", scheme, tmp_path / "out")
    assert (seen.code, field in seen.err, "Traceback" in seen.err) == (1, True, False)


def test_a_list_stands_marked_until_another_confirms_it(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "extra.csv"
    file.write_text("id,schema,name,countries\na,Company,Grey Pier,cn\n", encoding="utf-8")
    said = desk.types("list", "import", file, "--list-id", "extra", "--kind", "export_list").out
    assert "marked “not seconded” until another person looks at it" in said
    assert "It may be seconded by Cyd Dorn." in said
    assert "not seconded" in desk.types("list", "show").out
    (one,) = desk.gets("list", "show", "extra")["editions"]
    assert one["assent"] == "not seconded"
    desk.agreed()
    (one,) = desk.gets("list", "show", "extra")["editions"]
    assert one["assent"] == ""
    assert "not seconded" not in desk.types("list", "show", "extra").out
