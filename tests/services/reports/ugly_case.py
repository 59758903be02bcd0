"""The ugly case: 60 items in eleven scripts, each told in 300 characters, and one of them seized.

python -m tests.services.reports.ugly_case FOLDER           every kind of document of it
python -m tests.services.reports.ugly_case FOLDER hold      those that a word names

Letters are made in each language. Each PDF is held against both checkers and the check of marks.
"""
# ruff: noqa: T201 (it speaks to a terminal)

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from tests.services.act_examples import DECIDED
from tests.services.cases.test_kinds import FILLED, OUTCOMES, opened
from tests.services.letters.letter_office import MRN
from tests.services.reports.every_kind import MAKINGS, MARKS_ALONE, Making, faults_in
from tests.services.reports.test_report_types import OF_OTHER_KINDS
from tests.services.sample_office import (
    ANALYST,
    HEAD,
    REF,
    REVIEWER,
    Office,
    an_office,
    declared,
)

from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.entities.deeds import MakeEntity
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.letters.deeds import IssueLetter, KeepLetterText
from landwaiter.domain.letters.letter_fields import LetterKind
from landwaiter.domain.letters.letter_text import LETTER_TEXTS
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase, ReportHoldSlip
from landwaiter.domain.reports.subject_deeds import ReportEntity
from landwaiter.i18n import languages
from landwaiter.services.deeds.engine import do, run

LONGEST: Final = 300
"""Characters of a description."""
PHRASES: Final[Mapping[str, str]] = {
    "Latin": "Część obrabiarki: przekładnia różnicowa z łożyskiem, "
    "Werkzeugmaschinenspindelantriebsmotorgehäuseabdeckung, ţesături, ærø, ",
    "Cyrillic": "высокоточный металлообрабатывающий центр с пятью осями, "
    "электрооптическийпреобразовательнапряжения, запасные части, ",
    "Greek": "κέντρο κατεργασίας υψηλής ακρίβειας, ηλεκτροεγκεφαλογραφήματος, ανταλλακτικά, ",
    "Georgian": "მაღალი სიზუსტის დასამუშავებელი ცენტრი, გადმოსაკეთებლებისათვის, სათადარიგო, ",
    "Armenian": "բարձր ճշգրտության մշակման կենտրոն, գերզգայունությունների, պահեստամասեր, ",
    "Hebrew": "מרכז עיבוד שבבי בדיוק גבוה (דגם CNC-5000), כבלים, חלקי חילוף וציוד נלווה, ",
    "Arabic": "مركز تشغيل عالي الدقة (طراز CNC-5000)، كابلات وقطع غيار ودليل الاستخدام، ",
    "Thai": "เครื่องจักรกลความแม่นยำสูงสำหรับงานโลหะพร้อมสายไฟและอะไหล่ทดแทนตามสัญญาซื้อขาย ",
    "Devanagari": "उच्च परिशुद्धता वाला मशीनिंग केंद्र, विद्युत्चुम्बकीयक्षेत्रनियन्त्रक, केबल और पुर्जे, ",
    "Han": "高精度五轴数控加工中心及其备用零件、电缆、操作手册，",
    "Hangul": "고정밀 5축 공작기계와 예비부품, 케이블, 사용설명서 및 제어장치, ",
}
"""A script and goods said in it, with a word that is longer than others."""
PEOPLE: Final[Mapping[str, str]] = {
    "exporter_name": "Przedsiębiorstwo Produkcyjno-Usługowo-Handlowe Świętokrzyskie Zakłady "
    "Obrabiarek Specjalistycznych „Żółć” Spółka z ograniczoną odpowiedzialnością sp. k.",
    "exporter_street": "ul. Generała Stanisława Maczka-Długoszowskiego 117 lok. 14a",
    "exporter_postcode": "80-827",
    "exporter_city": "Dąbrowa Górnicza-Strzemieszyce",
    "exporter_country": "PL",
    "consignee_name": "西安华瑞高精度五轴数控机床及其备用零件进出口贸易有限责任公司 "
    "(고정밀공작기계무역주식회사)",
    "buyer_name": "شركة الخليج للتجارة والنقل والمعدات الصناعية الثقيلة ذات المسؤولية المحدودة",
    "buyer_country": "AE",
    "carrier_name": "บริษัท ขนส่งสินค้าทางทะเลระหว่างประเทศและโลจิสติกส์แห่งประเทศไทย จำกัด (มหาชน)",
    "carrier_country": "TH",
    "representative_name": "שליחויות הים התיכון וסוכנות מכס בינלאומית בע״מ",
    "representative_country": "IL",
}
SEIZED, HELD, RELEASED = 7, 8, 9
"""Numbers of items; the last is held first, and let go for what says so."""


def described(no: int) -> str:
    """What an item is: in the script of its turn, each eleventh of them one word without end."""
    scripts = tuple(PHRASES.values())
    phrase = scripts[no % len(scripts)]
    text = f"{no} {phrase * 12}"
    return (text.replace(" ", "") if no % 12 == 0 else text)[:LONGEST].strip()


def all_scripts(times: int = 1) -> str:
    """A text in every script."""
    return "".join(PHRASES.values()) * times


def make_ugly(office: Office) -> None:
    """The sample case as nobody wants to have it."""
    said = (
        declared(mrn=MRN, **PEOPLE, item_no=no, description=described(no)) for no in range(1, 61)
    )
    office.take_in(*said)
    office.act(ANALYST, "hold", item=SEIZED, track=TrackLetter.L, basis="UCC 188")
    office.act(ANALYST, "locate", item=HELD, place=all_scripts())
    office.act(ANALYST, "hold", item=HELD, track=TrackLetter.L, basis="UCC 188")
    office.act(ANALYST, "seize", item=SEIZED)
    entries = {"quantity": "1 crate", "mass": "9804 kg"}
    for field, value in entries.items():
        office.act(ANALYST, "fill_record", field=field, item=SEIZED, value=value)
    office.act(ANALYST, "fill_record", field="officer", value=PHRASES["Latin"])
    office.act(ANALYST, "note", reason=all_scripts(2))
    office.act(ANALYST, "request_information", to="the exporter", reason=all_scripts())
    for no in (1, 2, 3):
        office.act(ANALYST, "open_track", item=no, track=TrackLetter.L, basis="UCC 188")


def decided(office: Office) -> None:
    for step in DECIDED:
        step(office)


def _research(office: Office) -> str:
    """A project with a partner of long names, on which cooperation is advised against."""
    own = {"partner": PEOPLE["consignee_name"], "institution": PEOPLE["exporter_name"]}
    given = {**FILLED[CaseKind.RESEARCH], **own}
    reference = opened(office, CaseKind.RESEARCH, {**given, "topic": all_scripts()})
    office.act(ANALYST, "assess", reference=reference)
    outcome = OUTCOMES[CaseKind.RESEARCH]
    office.act(ANALYST, "propose", reference=reference, outcome=outcome, reason=all_scripts())
    office.act(REVIEWER, "approve", reference=reference)
    return reference


def _let_go(office: Office) -> None:
    """One of the items, by two persons: flags stand on the case."""
    office.act(ANALYST, "hold", item=RELEASED)
    office.act(ANALYST, "release", item=RELEASED, place=all_scripts())
    office.act(REVIEWER, "second")


# Letters, and what comes before each.

LANGUAGES: Final[Mapping[LetterKind, str]] = {
    LetterKind.HOLD: "pl",
    LetterKind.INFORMATION: "de",
    LetterKind.HEARING: "fr",
    LetterKind.DECISION: "pl",
    LetterKind.RELEASE: "it",
    LetterKind.ADVICE: "es",
}
"""In which a kind is set; one that is not named, in English."""


def _worded(office: Office, language: str) -> None:
    for field in LETTER_TEXTS:
        said = KeepLetterText(field, language, f"[{field}] {all_scripts()}", PHRASES["Latin"])
        do(office.session(HEAD), said)


@dataclass(frozen=True, slots=True)
class LetterFile:
    """Where a letter is written, and in which language."""

    pdf: Path
    language: str


def _letter(office: Office, kind: LetterKind, file: LetterFile, **more: Any) -> None:
    reference = more.pop("reference", REF)
    _worded(office, file.language)
    basis = "UCC Art. 188"
    said = IssueLetter(kind, reference, "exporter", basis, file.pdf, file.language, **more)
    run(office.session(ANALYST), said)


def _hold(office: Office, file: LetterFile) -> None:
    _letter(office, LetterKind.HOLD, file)


def _information(office: Office, file: LetterFile) -> None:
    rows = tuple(f"{one} | flag RF-P08 | {other}" for one, other in _pairs())
    _letter(office, LetterKind.INFORMATION, file, rows=rows)


def _pairs() -> list[tuple[str, str]]:
    phrases = [one.strip(" ,،，") for one in PHRASES.values()]
    return list(zip(phrases, phrases[1:] + phrases[:1], strict=True))


def _reminder(office: Office, file: LetterFile) -> None:
    office.clock.move(days=30)
    say = ("earlier.number=PL1-000001/1",)
    _letter(office, LetterKind.REMINDER, file, say=say)


def _hearing(office: Office, file: LetterFile) -> None:
    for no, phrase in enumerate(PHRASES.values()):
        piece = file.pdf.parent / f"{no} {phrase[:40].strip(' ,')}.txt"
        piece.write_text(phrase, encoding="utf-8")
        run(office.session(ANALYST), AddFile(REF, piece, phrase))
    say = (f"decision.intended={PHRASES['Latin']}", f"decision.grounds={all_scripts(2)}")
    exhibits = tuple(f"E-{no:02}" for no in range(1, len(PHRASES) + 1))
    _letter(office, LetterKind.HEARING, file, say=say, exhibits=exhibits)


def _decision(office: Office, file: LetterFile) -> None:
    decided(office)
    parts = ("facts", "law", "consequences")
    say = tuple(f"decision.{one}={all_scripts()}" for one in parts)
    _letter(office, LetterKind.DECISION, file, say=say)


def _release(office: Office, file: LetterFile) -> None:
    _let_go(office)
    _letter(office, LetterKind.RELEASE, file)


def _advice(office: Office, file: LetterFile) -> None:
    say = (f"cooperation.grounds={all_scripts()}", "advice.valid_until=2027-03-01")
    rows = tuple(f"{one} | {other} | 2 Mar 2026" for one, other in _pairs())
    reference = _research(office)
    _letter(
        office,
        LetterKind.ADVICE,
        file,
        say=say,
        rows=rows,
        reference=reference,
    )


LETTERS: Final[Mapping[str, Callable[[Office, LetterFile], None]]] = {
    "hold": _hold,
    "information": _information,
    "reminder": _reminder,
    "hearing": _hearing,
    "decision": _decision,
    "release": _release,
    "advice": _advice,
}


# Reports.


def _refused(office: Office) -> None:
    office.act(ANALYST, "suspend", item=1, track=TrackLetter.A)
    office.act(ANALYST, "consult", to="licensing authority")
    office.act(ANALYST, "record_reply", outcome="acts", reason=all_scripts())


def _asked(office: Office) -> None:
    office.act(ANALYST, "consult", to=PHRASES["Greek"], basis="Art. 14(1)", reason=all_scripts())


def _appealed(office: Office) -> None:
    decided(office)
    office.act(ANALYST, "serve_decision", to=PEOPLE["exporter_name"], number="RR 1")
    given = {"by": PEOPLE["exporter_name"], "number": "A 1/26", "reason": all_scripts()}
    office.act(ANALYST, "lodge_appeal", **given)


def _controlled(office: Office) -> None:
    given = {"code": "Z9", "controlled": "2026-03-30T07:15", "by": PHRASES["Latin"]}
    office.act(ANALYST, "record_control", **given, found=all_scripts(), item=SEIZED)


def _slip_ended(office: Office) -> None:
    office.act(ANALYST, "hold", item=RELEASED)
    run(office.session(ANALYST), ReportHoldSlip(REF, RELEASED, office.path.parent / "hold.pdf"))
    _let_go(office)


BEFORE: Final[Mapping[str, Callable[[Office], object]]] = {
    "referral": bool,
    "consultation": _asked,
    "denial": _refused,
    "seizure": bool,
    "appeal": _appealed,
    "aes-feedback": _controlled,
    **{f"hold-slip-{sheet}": bool for sheet in ("A4", "A5", "label")},
    **{f"release-slip-{sheet}": _slip_ended for sheet in ("A4", "A5", "label")},
}
"""What comes before a report in place of what does for the sample case."""
KINDS: Final = (*MAKINGS, *LETTERS)


def _firm(office: Office) -> ReportEntity:
    do(office.session(ANALYST), MakeEntity(PEOPLE["buyer_name"], "organisation", all_scripts()))
    return ReportEntity(PEOPLE["buyer_name"])


def _project(office: Office, kind: CaseKind) -> str:
    """A case of a kind without a declaration, whose texts are long."""
    own = ("topic", "coverage", "findings", "owner", "exporter")
    given = {one: all_scripts() if one in own[:3] else PEOPLE["exporter_name"] for one in own}
    filled = FILLED[kind]
    return opened(office, kind, {**filled, **{one: given[one] for one in own if one in filled}})


def make(name: str, office: Office, folder: Path, language: str = "") -> tuple[Path, ...]:
    """The files of one kind of document on the ugly case; a letter in a language, or in its own."""
    pdf, xlsx = folder / f"{name}.pdf", folder / f"{name}.xlsx"
    if name in LETTERS:
        LETTERS[name](office, LetterFile(pdf, language or LANGUAGES.get(LetterKind(name), "en")))
        return (pdf,)
    making: Making = MAKINGS[name]
    if name in OF_OTHER_KINDS:
        reference = _project(office, CaseKind(name))
        said: Any = ReportCase(CaseReport(name), reference)
    elif name == "entity":
        said = _firm(office)
    else:
        before: Callable[[Office], object] = BEFORE.get(name, making.before)
        before(office)
        said = making.said(office)
    if "slip" in name:
        number = RELEASED if name.startswith("release") else HELD
        run(office.session(making.by), replace(said, pdf=pdf, item=number))
        return (pdf,)
    run(office.session(making.by), replace(said, pdf=pdf, xlsx=xlsx))
    return (pdf, xlsx)


def made(name: str, folder: Path, language: str = "") -> tuple[Path, ...]:
    """The same, in a copy of the sample office that was made ugly."""
    with TemporaryDirectory() as own:
        office = an_office(Path(own))
        try:
            make_ugly(office)
            return make(name, office, folder, language)
        finally:
            office.close()


def every() -> Iterator[tuple[str, str]]:
    """Each document, and each letter in each language; all scripts are in each of them."""
    for name in KINDS:
        yield from ((name, one) for one in (languages() if name in LETTERS else ("",)))


def main() -> int:
    folder, *words = (Path(sys.argv[1]), *sys.argv[2:])
    wrong = 0
    for name, language in every():
        if words and name not in words:
            continue
        own = folder / language
        own.mkdir(parents=True, exist_ok=True)
        pdf, *others = made(name, own, language)
        found = dict.fromkeys(
            faults_in(pdf.read_bytes(), own / "checked.pdf", marks_alone=name in MARKS_ALONE)
        )
        print(pdf, *(one.name for one in others), *found, sep="\n  ", flush=True)
        wrong += bool(found)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
