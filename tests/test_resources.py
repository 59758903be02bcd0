"""The shipped files are found, whatever the program was started from."""

import json
import os
import subprocess
import sys
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from landwaiter.resources import root

PACKAGE = Path(__file__).resolve().parents[1] / "desktop" / "landwaiter"
REGULAR = "LandwaiterSans-Regular.ttf"
BOLD = "LandwaiterSans-Bold.ttf"


def _face(name: str) -> TTFont:
    return TTFont(BytesIO((root() / "fonts" / name).read_bytes()), lazy=True)


def _missing(name: str, text: str) -> str:
    drawn = _face(name).getBestCmap()
    return "".join(sign for sign in text if ord(sign) not in drawn)


def _found_by_a_package_in(place: Path) -> str:
    """What `root()` reads when the package lies at `place`, in a process of its own."""
    code = (
        "from landwaiter.resources import root;"
        "print((root() / 'packs' / 'mark.txt').read_text(encoding='utf-8'))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(place)},
        cwd=place.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout.strip()


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder like site-packages: the package with its resources inside."""
    package = tmp_path / "site" / "landwaiter"
    (package / "_resources" / "packs").mkdir(parents=True)
    for name in ("__init__.py", "resources.py"):
        (package / name).write_bytes((PACKAGE / name).read_bytes())
    (package / "_resources" / "packs" / "mark.txt").write_text("installed", encoding="utf-8")
    return package.parent


def test_a_checkout_reads_its_own_resources() -> None:
    assert str(root()) == str(PACKAGE.parents[1] / "resources")


def test_an_installed_package_reads_the_resources_inside_it(installed: Path) -> None:
    assert _found_by_a_package_in(installed) == "installed"


def test_a_zipped_package_reads_the_resources_inside_it(installed: Path) -> None:
    archive = installed.parent / "landwaiter.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in installed.rglob("*"):
            packed.write(path, path.relative_to(installed))
    assert _found_by_a_package_in(archive) == "installed"


def test_the_typefaces_are_those_of_the_manifest() -> None:
    manifest = json.loads((root() / "fonts" / "manifest.json").read_text(encoding="utf-8"))
    made = {
        name: sha256((root() / "fonts" / name).read_bytes()).hexdigest()
        for name in manifest["files"]
    }
    assert made == manifest["files"]


@pytest.mark.parametrize(
    "text",
    [
        "Zażółć gęślą jaźń ĂŞŢ ßẞ ə ʒ ʔ",
        "Харбинский университет ЇЄҐ Ђ Ѣ",
        "Πανεπιστήμιο ἀρχῇ",
        "哈尔滨工业大学 哈爾濱工業大學（有限公司）",
        "جامعة الملك پچگ ٠١٢",
        "0123456789 €№“”‘’…–—→✓●",
    ],
)
@pytest.mark.parametrize("name", [REGULAR, BOLD])
def test_both_weights_draw_the_scripts_of_the_trade(name: str, text: str) -> None:
    assert _missing(name, text) == ""


def test_the_regular_weight_draws_rare_characters_of_names() -> None:
    assert _missing(REGULAR, "堃䶮㛃𬭚") == ""


def test_the_regular_weight_draws_every_unified_ideograph_of_the_first_block() -> None:
    assert _missing(REGULAR, "".join(map(chr, range(0x4E00, 0x9FA6)))) == ""


def test_the_fixed_width_face_is_one_width_and_joins_no_signs() -> None:
    face = _face("LandwaiterMono-Regular.ttf")
    drawn = face.getBestCmap()
    assert {face["hmtx"][drawn[ord(sign)]][0] for sign in "iW0MNŻЖΩ-"} == {600}
    features = {record.FeatureTag for record in face["GSUB"].table.FeatureList.FeatureRecord}
    assert features.isdisjoint({"calt", "liga"})


@pytest.mark.parametrize("name", [REGULAR, BOLD])
def test_a_face_holds_outlines_that_reports_can_embed(name: str) -> None:
    tables = set(_face(name).keys())
    assert "glyf" in tables
    assert tables.isdisjoint({"CFF ", "CFF2", "fvar"})
