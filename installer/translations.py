"""Catalogues of translations: brought up to date, checked, compiled.

python -m installer.translations extract      each catalogue gets the texts of today
python -m installer.translations extract sv   the same, and a catalogue for another language
python -m installer.translations template     prints the texts of today
python -m installer.translations check        what is missing, fuzzy, misfits or is too long; exit 1
python -m installer.translations compile      what the program reads

A catalogue is `resources/translations/<language>/LC_MESSAGES/landwaiter.po`. Names of countries and
the notation of figures are not translated by hand: the compiled catalogue has them from CLDR.
"""

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from babel.numbers import format_decimal

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "desktop")]

from landwaiter.domain.office.text_checks import Misfit, findings_on, longest

TRANSLATIONS: Final = ROOT / "resources" / "translations"
DOMAIN: Final = "landwaiter"
FIGURES: Final = {"1,000": 1000, "10,000": 10000, "0.5": 0.5}


_HEAD: Final = "# Texts of Landwaiter. Own translation: own knowledge."


def template() -> Catalog:
    """The texts of the program as it is."""
    from installer.message_texts import texts  # noqa: PLC0415 (imports the whole program)

    made = Catalog(project="Landwaiter", charset="utf-8", header_comment=_HEAD)
    for said in sorted(texts(), key=lambda one: one.place):
        file, _colon, line = said.place.rpartition(":")
        place = (file, int(line)) if line.isdecimal() else (said.place.replace(" ", "\u00a0"), None)
        ids = (said.text, said.many) if said.many else said.text
        if isinstance(ids, str) and not any(sign.isalpha() for sign in ids):
            continue  # signs between two things are the same everywhere
        made.add(ids, locations=[place])  # type: ignore[list-item]  # a place without a line
    return made


def told_template() -> bytes:
    """The same, told by a fresh process: what this one has loaded would be taken for its texts."""
    command = [sys.executable, "-m", "installer.translations", "template"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout


def catalogues(folder: Path = TRANSLATIONS) -> Iterator[Path]:
    """The files of translations, one for each language."""
    yield from sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], domain=DOMAIN)


def write(catalog: Catalog, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog.fuzzy = False  # its head is meant so
    catalog.last_translator = catalog.language_team = catalog.project
    with path.open("wb") as file:
        write_po(
            file, catalog, width=100, ignore_obsolete=True, sort_by_file=False, include_lineno=False
        )


def extract(begun: str = "") -> None:
    """Each catalogue with the texts of today; what is said no more is gone. One may be begun."""
    made = template()
    if begun:
        new = TRANSLATIONS / begun / "LC_MESSAGES" / f"{DOMAIN}.po"
        write(Catalog(locale=begun, project="Landwaiter", header_comment=_HEAD), new)
    for path in catalogues():
        known = read(path)
        known.update(made, no_fuzzy_matching=True, update_creation_date=False)
        write(known, path)


def faults(catalog: Catalog, wanted: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue, a line each."""
    for one in wanted:
        if not one.id:
            continue
        found = catalog.get(one.id if isinstance(one.id, str) else one.id[0])
        name = one.id if isinstance(one.id, str) else one.id[0]
        if found is None or not all(_strings(found)):
            yield f"missing: {name!r}"
        elif found.fuzzy:
            yield f"fuzzy: {name!r}"
        else:
            yield from _misfits(found, catalog.num_plurals)
    known = {_key(one) for one in wanted if one.id}
    for one in catalog:
        if one.id and _key(one) not in known:
            yield f"said no more: {_key(one)!r}"


def _key(one: Message) -> str:
    return one.id if isinstance(one.id, str) else one.id[0]


def _strings(one: Message) -> tuple[str, ...]:
    return (one.string,) if isinstance(one.string, str) else tuple(one.string or ())


def _misfits(one: Message, forms: int) -> Iterator[str]:
    ids = (one.id,) if isinstance(one.id, str) else tuple(one.id)
    for found in findings_on(ids, _strings(one), forms=forms):
        most = f" ({len(found.text)}, at most {longest(ids[0])})"
        counted = most if found.misfit is Misfit.LENGTH else ""
        yield f"{found.misfit.value}{counted}: {ids[0]!r}: {found.text!r}"


def check() -> int:
    """How many faults there are, each printed."""
    wanted, count = template(), 0
    for path in catalogues():
        for fault in faults(read(path), wanted):
            print(f"{path.parts[-3]}: {fault}")
            count += 1
    print(f"{count} faults in {len(list(catalogues()))} catalogues.")
    return count


def compiled(path: Path) -> bytes:
    """What the program reads of a catalogue: its texts, with what CLDR has."""
    catalog = read(path)
    locale, english = Locale(path.parts[-3]), Locale("en")
    for code, name in english.territories.items():
        own = locale.territories.get(code)
        if len(code) == 2 and own and name not in catalog:
            catalog.add(name, own)
    for text, value in FIGURES.items():
        catalog.add(text, format_decimal(value, locale=locale))
    made = BytesIO()
    write_mo(made, catalog)
    return made.getvalue()


def compile_all(folder: Path = TRANSLATIONS) -> None:
    """The catalogues as the program reads them, beside those that are written by hand."""
    for path in catalogues(folder):
        path.with_suffix(".mo").write_bytes(compiled(path))


def main(arguments: list[str]) -> int:
    """The exit code."""
    match arguments:
        case ["extract", *begun] if len(begun) < 2:
            extract(*begun)
        case ["template"]:
            write_po(sys.stdout.buffer, template(), omit_header=True)
        case ["check"]:
            return 1 if check() else 0
        case ["compile"]:
            compile_all()
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
