"""The letters that are shipped as models, and templates that a person wrote, read and checked."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from landwaiter import resources
from landwaiter.domain.letters.letter_fields import (
    LetterBlock,
    LetterField,
    LetterKind,
    blocks_of,
    fields_of,
)
from landwaiter.domain.letters.letter_template import LetterTemplate, read_template
from landwaiter.domain.letters.provisions import LegalAct, ProvisionForms
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import SOURCE, _, language
from landwaiter.user_file import file_bytes

_FOLDER = "letters"
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class ModelLetter:
    """A model with its text as it is shipped."""

    template: LetterTemplate
    source: str


def model_languages() -> tuple[str, ...]:
    """The languages in which there are model letters."""
    folder = resources.root() / _FOLDER
    return tuple(sorted(one.name for one in folder.iterdir() if one.is_dir()))


@cache
def model_letter(kind: LetterKind, spoken: str) -> ModelLetter:
    """The model of a kind in a language; NotFound where that language has none."""
    _refuse_language(spoken)
    file = resources.root() / _FOLDER / spoken / f"{kind}.md"
    source = file.read_text(encoding="utf-8")
    return ModelLetter(read_template(source), source)


def _refuse_language(spoken: str) -> None:
    if spoken not in model_languages():
        raise NotFound(
            _("There is no template of this kind."),
            field="language",
            value=spoken,
            remedy=_("Use one of {kinds}.").format(kinds=", ".join(model_languages())),
        )


def model_letters() -> tuple[LetterTemplate, ...]:
    """Every model, by kind and language."""
    return tuple(
        model_letter(kind, spoken).template for kind in LetterKind for spoken in model_languages()
    )


def model_spoken(kind: str) -> ModelLetter:
    """The model of a kind in the language that is spoken."""
    return model_letter(kind_named(kind), language())


def letter_title(kind: str) -> str:
    """What a kind of letter is called in the language that is spoken, else in English."""
    spoken = language() if language() in model_languages() else SOURCE
    return model_letter(kind_named(kind), spoken).template.title


def kind_named(name: str) -> LetterKind:
    """The kind of letter of a name; NotFound where there is none."""
    if name not in set(LetterKind):
        raise NotFound(
            _("There is no template of this kind."),
            field="kind",
            value=name,
            remedy=_("Use one of {kinds}.").format(kinds=", ".join(LetterKind)),
        )
    return LetterKind(name)


def fields_known(kind: str = "") -> tuple[LetterField, ...]:
    """What letters may name: of one kind, else of any."""
    asked = (kind_named(kind),) if kind else tuple(LetterKind)
    known = {one.path: one for each in asked for one in fields_of(each)}
    return tuple(known.values())


def blocks_known(kind: str = "") -> tuple[LetterBlock, ...]:
    """The tables that letters may hold: of one kind, else of any."""
    asked = (kind_named(kind),) if kind else tuple(LetterKind)
    return tuple(one for each in asked for one in blocks_of(each))


@cache
def provision_forms(spoken: str) -> ProvisionForms:
    """How a language writes provisions; NotFound where it has no model letters."""
    _refuse_language(spoken)
    folder = resources.root() / _FOLDER
    said = tomllib.loads((folder / spoken / "provisions.toml").read_text(encoding="utf-8"))
    days = tomllib.loads((folder / "acts.toml").read_text(encoding="utf-8"))
    acts = {
        number: LegalAct(
            number, row["from"], row.get("until"), said["acts"][number][0], said["acts"][number][1]
        )
        for number, row in days.items()
    }
    return ProvisionForms(**said["forms"], acts=acts)


def source_of_file(path: Path) -> str:
    """The text of a person's file; Invalid where it is none."""
    try:
        source = file_bytes(path, most=_LARGEST).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(_("The file is not UTF-8 text."), file=path.name) from None
    return source.replace("\r\n", "\n")


def checked_source(source: str, file: str = "") -> LetterTemplate:
    """The template that a text is; Invalid with file, line, value and remedy."""
    try:
        template = read_template(source)
        provision_forms(template.language).check(template.nodes)
    except (Invalid, NotFound) as fault:
        fault.file = fault.file or file or None
        raise
    return template


def checked_template(path: Path) -> LetterTemplate:
    """A template from a person's file; Invalid with file, line, value and remedy."""
    return checked_source(source_of_file(path), path.name)
