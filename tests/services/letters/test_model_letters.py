"""The models that are shipped: the same letter in each language, whole in each branch."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from landwaiter.domain.letters.letter_content import (
    BlockPiece,
    LetterPiece,
    ProvisionPiece,
    ValuePiece,
    letter_content,
)
from landwaiter.domain.letters.letter_fields import FIELDS, LetterKind, blocks_of
from landwaiter.domain.letters.letter_paragraphs import ParagraphForm, letter_paragraphs
from landwaiter.domain.letters.letter_template import LetterTemplate
from landwaiter.domain.letters.letter_tree import (
    BlockNode,
    ConditionNode,
    FieldNode,
    LetterNode,
    ProvisionNode,
    every_node,
)
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import languages
from landwaiter.services.letters.model_letters import (
    checked_template,
    model_languages,
    model_letter,
    model_letters,
    provision_forms,
)

DAY = date(2026, 4, 15)
LANGUAGES = ("de", "en", "es", "fr", "it", "pl")
OTHERS = [one for one in LANGUAGES if one != "en"]
Values = Mapping[str, str | bool]


def content(template: LetterTemplate, values: Values) -> tuple[LetterPiece, ...]:
    return letter_content(template, values, forms=provision_forms(template.language), day=DAY)


def shape(nodes: Iterable[LetterNode]) -> tuple[object, ...]:
    """A branch without its prose and heads; fields and provisions stand in any order of words."""
    leaves: list[object] = []
    order: list[object] = []
    for node in nodes:
        match node:
            case FieldNode(path=path):
                leaves.append(path)
            case ProvisionNode(act=act, articles=articles):
                leaves.append(f"{act} {articles}")
            case BlockNode(name=name, heads=heads):
                order.append((name, len(heads)))
            case ConditionNode(paths=paths, then=then, otherwise=otherwise):
                order.append((paths, shape(then), shape(otherwise)))
    return (*sorted(map(str, leaves)), *order)


def _asked(template: LetterTemplate) -> set[str]:
    """What the conditions of a letter ask for."""
    nodes = every_node(template.nodes)
    return {path for one in nodes if isinstance(one, ConditionNode) for path in one.paths}


@cache
def cases(kind: LetterKind) -> tuple[dict[str, str | bool], ...]:
    """Example values with each combination of what the conditions of the letter ask for."""
    asked = sorted(_asked(model_letter(kind, "en").template))
    examples = {path: one.example for path, one in FIELDS.items() if not one.is_claim}
    return tuple(
        {
            **examples,
            **{
                path: holds if FIELDS[path].is_claim else examples[path] if holds else ""
                for path, holds in zip(asked, held, strict=True)
            },
        }
        for held in product((True, False), repeat=len(asked))
    )


def test_every_kind_is_there_in_every_language_of_the_program() -> None:
    assert model_languages() == LANGUAGES == tuple(sorted({"en", *languages()}))
    assert [(one.kind, one.language) for one in model_letters()] == [
        (kind, language) for kind in LetterKind for language in LANGUAGES
    ]
    assert {one.trust for one in model_letters()} == {"own knowledge"}
    assert all(one.model and one.title for one in model_letters())


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_has_the_same_fields_conditions_and_blocks_in_each_language(
    kind: LetterKind, language: str
) -> None:
    translated, model = model_letter(kind, language).template, model_letter(kind, "en").template
    assert shape(translated.nodes) == shape(model.nodes)
    assert translated.title != model.title


@pytest.mark.parametrize("kind", LetterKind)
def test_every_branch_of_a_letter_is_whole(kind: LetterKind) -> None:
    for language in LANGUAGES:
        template = model_letter(kind, language).template
        provision_forms(language).check(template.nodes)
        met: set[int] = set()
        for values in cases(kind):
            pieces = content(template, values)
            met |= {id(node) for node in _taken(template.nodes, values)}
            assert all(
                values[one.path] == one.text for one in pieces if isinstance(one, ValuePiece)
            )
            assert not any(sign in one.text for one in pieces for sign in ("{", "}")
                           if not isinstance(one, BlockPiece))  # fmt: skip
            assert [one.name for one in pieces if isinstance(one, BlockPiece)] == (
                [one.name for one in blocks_of(kind)]
            )
        assert met == {id(node) for node in every_node(template.nodes)}


def _taken(nodes: Iterable[LetterNode], values: Values) -> Iterator[LetterNode]:
    """The nodes that these values reach, told apart from the program's own reading of them."""
    for node in nodes:
        yield node
        if isinstance(node, ConditionNode):
            holds = any(values[path] not in {False, ""} for path in node.paths)
            yield from _taken(node.then if holds else node.otherwise, values)


@pytest.mark.parametrize("kind", LetterKind)
def test_without_one_required_field_there_is_no_letter(kind: LetterKind) -> None:
    template = model_letter(kind, "pl").template
    tried = 0
    assert all(FIELDS[path].may_be_empty or FIELDS[path].is_claim for path in _asked(template))
    for values in (cases(kind)[0], cases(kind)[-1]):
        said = {one.path for one in content(template, values) if isinstance(one, ValuePiece)}
        lacked = {one for one in _asked(template) if not FIELDS[one].is_claim}
        for path in sorted(said - lacked):
            with pytest.raises(Invalid) as caught:
                content(template, {**values, path: ""})
            assert caught.value.field == path
            tried += 1
    assert tried > 4


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_law_is_named_by_its_tag_and_never_in_the_words_of_a_letter(
    kind: LetterKind, language: str
) -> None:
    source = model_letter(kind, language).source
    prose = re.sub(r"\{\{.*?\}\}", "", source)
    assert not re.search(r"\d+/\d+|\d{4}|[Aa]rt(icle|ikel|ículo|icolo|\.)\s*\d", prose)


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_is_the_same_paragraphs_in_each_language_and_none_shows_a_mark(
    kind: LetterKind,
) -> None:
    for values in (cases(kind)[0], cases(kind)[-1]):
        forms = set()
        for language in LANGUAGES:
            whole = letter_paragraphs(content(model_letter(kind, language).template, values))
            forms.add(tuple((one.form, one.point) for one in whole))
            assert whole[0].form is ParagraphForm.SUBJECT
            said = [run.text for one in whole for run in one.runs]
            assert not [one for one in said if re.search(r"\*|^[#>-] |<|\n", one)]
        assert len(forms) == 1


def _provisions(kind: LetterKind, values: Values, language: str = "en") -> str:
    pieces = content(model_letter(kind, language).template, values)
    said = "; ".join(one.text for one in pieces if isinstance(one, ProvisionPiece))
    return said.replace("\u00a0", " ")


def _values(kind: LetterKind, **claims: bool) -> dict[str, str | bool]:
    """The examples with these claims, and no other."""
    made = {path: False if one.is_claim else one.example for path, one in FIELDS.items()}
    return {**made, **{name.replace("__", "."): so for name, so in claims.items()}}


def _fields(kind: LetterKind, values: Values) -> set[str]:
    pieces = content(model_letter(kind, "en").template, values)
    return {one.path for one in pieces if isinstance(one, ValuePiece)}


@pytest.mark.parametrize("kind", [LetterKind.DECISION, LetterKind.HEARING, LetterKind.INFORMATION])
def test_a_letter_under_national_law_cites_no_remedy_or_duty_of_the_code(kind: LetterKind) -> None:
    assert "No 952/2013" in _provisions(kind, _values(kind, basis__ucc=True))
    assert "No 952/2013" not in _provisions(kind, _values(kind))
    national = {one for one in _fields(kind, _values(kind)) if one.endswith("_national")}
    assert national
    assert not national & _fields(kind, _values(kind, basis__ucc=True))


def test_the_remedy_is_that_of_the_law_that_the_decision_rests_on() -> None:
    kind = LetterKind.DECISION
    assert "office.remedy" in _fields(kind, _values(kind, basis__ucc=True))
    assert {"office.remedy_national", "office.suspension_national"} <= _fields(kind, _values(kind))
    assert "office.remedy" not in _fields(kind, _values(kind))


def test_the_records_of_dual_use_items_are_asked_for_after_a_finding_alone() -> None:
    kind = LetterKind.INFORMATION
    found = _values(kind, recipient__is_exporter=True, finding__dual_use=True)
    assert "Article 27 of Regulation (EU) 2021/821" in _provisions(kind, found)
    open_still = _provisions(kind, _values(kind, recipient__is_exporter=True))
    assert "Article 51 of Regulation (EU) No 952/2013" in open_still
    assert "2021/821" not in open_still
    assert _provisions(kind, _values(kind)) == ""


@pytest.mark.parametrize(
    ("track", "provision"),
    [
        ("L", "Articles 188 and 194(1) of Regulation (EU) No 952/2013"),
        ("A", "Article 21(3)(a) of Regulation (EU) 2021/821"),
        ("B", "Article 4(1) of Regulation (EU) 2021/821; Article 21(3)(b) of Reg"),
        ("S", "Article 188 of Regulation (EU) No 952/2013"),
        ("N", "Article 188 of Regulation (EU) No 952/2013"),
        ("T", "Article 4(1) of Regulation (EU) 2021/821; Article 7 of Regulation (EU) 2021/821"),
    ],
)
def test_a_hold_names_the_basis_of_its_track(track: str, provision: str) -> None:
    kind = LetterKind.HOLD
    waits = _values(kind, consultation__awaited=True, **{f"track__{track}": True})
    assert _provisions(kind, waits).startswith(provision)
    assert ("clock.due" in _fields(kind, waits)) == (track in "AB")


@pytest.mark.parametrize("track", ["A", "B"])
def test_of_an_authority_that_acts_no_period_is_told(track: str) -> None:
    values = _values(LetterKind.HOLD, **{f"track__{track}": True})
    assert "Articles 4(1) and 16(1) of Regulation (EU) 2021/821" in _provisions(
        LetterKind.HOLD, values
    )
    assert not {"clock.due", "clock.cap"} & _fields(LetterKind.HOLD, values)


def test_goods_found_without_a_declaration_are_heard_on_under_the_case() -> None:
    undeclared = _values(LetterKind.HEARING, basis__ucc=True, hearing__undeclared=True)
    undeclared |= {"declaration.mrn": "", "hearing.due_time": ""}
    assert "case.reference" in _fields(LetterKind.HEARING, undeclared)
    assert "8(2)" in _provisions(LetterKind.HEARING, undeclared)


@pytest.mark.parametrize("kind", LetterKind)
def test_each_letter_has_the_notice_of_data_protection_and_names_a_representative(
    kind: LetterKind,
) -> None:
    alone = _fields(kind, _values(kind))
    assert "office.data_notice" in alone
    assert "representative.name" not in alone
    assert "representative.name" in _fields(kind, _values(kind, representative__appointed=True))


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Articles 22(6) and 29 of Regulation (EU) No 952/2013"),
        ("pl", "art. 22 ust. 6 i art. 29 rozporządzenia (UE) nr 952/2013"),
        ("de", "Artikel 22 Absatz 6 und Artikel 29 der Verordnung (EU) Nr. 952/2013"),
        ("fr", "article 22, paragraphe 6, et article 29 du règlement (UE) nº 952/2013"),
        ("es", "artículo 22, apartado 6, y artículo 29 del Reglamento (UE) n.º 952/2013"),
        ("it", "articolo 22, paragrafo 6, e articolo 29 del regolamento (UE) n. 952/2013"),
    ],
)
def test_provisions_have_the_form_of_the_language(language: str, written: str) -> None:
    values = _values(LetterKind.HEARING, basis__ucc=True)
    said = _provisions(LetterKind.HEARING, values, language)
    assert written in said


def test_a_language_without_models_is_refused_by_name() -> None:
    with pytest.raises(NotFound) as caught:
        model_letter(LetterKind.HOLD, "sv")
    assert caught.value.value == "sv"
    assert "de, en" in str(caught.value.remedy)


def test_a_model_is_a_template_that_passes_the_check(tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    source = model_letter(LetterKind.HEARING, "fr").source
    file.write_bytes(b"\xef\xbb\xbf" + source.replace("\n", "\r\n").encode())
    assert checked_template(file) == model_letter(LetterKind.HEARING, "fr").template


@pytest.mark.parametrize(
    ("was", "becomes", "named"),
    [
        ("{{hold.at}}", "{{hold.on}}", "hold.on"),
        ("{{law 2021/821 7}}", "{{law 1/1958 7}}", "1/1958"),
        ('language = "en"', 'language = "sv"', "sv"),
    ],
)
def test_a_fault_of_a_persons_template_names_the_file(
    tmp_path: Path, was: str, becomes: str, named: str
) -> None:
    file = tmp_path / "mine.md"
    source = model_letter(LetterKind.HOLD, "en").source
    assert was in source
    file.write_text(source.replace(was, becomes), encoding="utf-8")
    with pytest.raises((Invalid, NotFound)) as caught:
        checked_template(file)
    assert (caught.value.file, caught.value.value) == ("mine.md", named)


def test_what_is_no_text_is_no_template(tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_bytes(b"+++\n\xff\xfe")
    with pytest.raises(Invalid) as caught:
        checked_template(file)
    assert caught.value.file == "mine.md"
