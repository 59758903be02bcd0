"""Every entry of the audit chain is a sentence that people read: no field, identity or ISO date."""

import enum
import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.faults.deed import Deed
from tests.faults.deed_table import DEEDS
from tests.golden_deeds import MORE_DEEDS
from tests.services.sample_office import ADMIN, ANALYST, NOW, REF, Office

import landwaiter.domain
from landwaiter import i18n
from landwaiter.domain.table.deeds import TITLES
from landwaiter.i18n import catalogue, speaking
from landwaiter.services.audit.audit_history import SENTENCES, HistoryRow, audit_page, history_row
from landwaiter.services.audit.entry_places import ChainNames
from landwaiter.storage.audit.chain import AuditRow

UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-")
HASH = re.compile("[0-9a-f]{40}")
ISO_DATE = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])")
"""Names of files, reports and editions may hold one."""
PLACE = re.compile(r"\{\w*\}")
KEYS = frozenset({"four_eyes"})
"""Of settings: such a code is what people type."""


def _codes() -> Iterator[str]:
    """Words of the program that are no words of people."""
    for found in pkgutil.walk_packages(landwaiter.domain.__path__, "landwaiter.domain."):
        for value in vars(importlib.import_module(found.name)).values():
            if isinstance(value, type) and issubclass(value, enum.StrEnum):
                yield from (one.value for one in value if "_" in one.value)


CODES = re.compile(rf"\b({'|'.join(sorted(set(_codes())))})\b")


def faults(row: HistoryRow) -> list[str]:
    """What no reader should meet in a sentence."""
    said = f"{row.actor} – {row.text} ({row.object})"
    payload: dict[str, Any] = json.loads(row.payload) if row.payload else {}
    words = {form for key in payload for form in (key, key.replace("_", " "))}
    fields = [one for one in words if re.search(rf"(^|[,;] ){re.escape(one)}: ", row.text)]
    found = [*fields]
    for what in (UUID, HASH, ISO_DATE, PLACE, CODES):
        found += [match.group() for match in what.finditer(said) if match.group() not in KEYS]
    if not row.text or (row.text in (row.name, row.deed) and row.name.startswith("case.")):
        found.append("no sentence")
    return [f"{row.name}: {one} in: {said}" for one in found]


def every_row(office: Office) -> Iterator[HistoryRow]:
    after: str | None = None
    while True:
        page = audit_page(office.session(ADMIN), after=after)
        yield from page.rows
        after = page.after
        if after is None:
            return


def test_every_deed_has_its_sentence() -> None:
    assert SENTENCES.keys() == TITLES.keys()


def test_the_last_form_of_a_sentence_asks_for_least() -> None:
    for name, row in SENTENCES.items():
        counts = [len(set(PLACE.findall(form))) for form in row.forms]
        assert counts == sorted(counts, reverse=True), name


@pytest.mark.parametrize("deed", [*DEEDS, *MORE_DEEDS], ids=lambda deed: deed.name)
def test_whatever_a_deed_seals_reads_as_a_sentence(office: Office, deed: Deed) -> None:
    for step in (*deed.before, deed.run):
        step(office)
    rows = list(every_row(office))
    assert len(rows) > 1
    assert [fault for row in rows for fault in faults(row)] == []


ELSEWHERE: dict[str, tuple[str, dict[str, Any]]] = {
    "audit.time_stamped": ("audit", {"seq": "4", "authority": "a time-stamp authority"}),
    "bundle.root_followed": ("bundle/root/" + "a" * 64, {"version": "2", "after": "b" * 64}),
    "case.evidence_viewed": ("case/{case}/evidence/x", {"reference": REF, "evidence": "E-01"}),
    "casebook.backup_failed": ("casebook/" + "a" * 64, {"file": "a.lwb", "reason": "disk full"}),
    "casebook.marked_as_sample": ("casebook/" + "a" * 64, {}),
    "casebook.old_backups_removed": ("casebook/" + "a" * 64, {"files": ["a.lwb"], "kept": "3"}),
    "casebook.rollback_accepted": ("statement/3/" + "a" * 64, {"seen": "a" * 64}),
    "casebook.rollback_asked": ("statement/2/" + "a" * 64, {"seen": "a" * 64}),
    "report.withheld_read": ("dossier/x", {"dossier": f"{REF}-D1", "passages": 3}),
    "office.authority_named": ("statement/3/" + "a" * 64, {"name": "the ministry"}),
    "office.confirmed_outside": ("statement/3/" + "a" * 64, {"name": "Rev", "key": "a" * 64}),
    "office.founding_ended": ("statement/3/" + "a" * 64, {}),
    "case.second": ("case/{case}", {"reference": REF, "moved_by": "Ana"}),
    "case.declaration_reread": (
        "case/{case}",
        {
            "reference": REF,
            "version": "1",
            "file": "again.xml",
            "changes": ["warehouse: not stated → W-1", "items[1].net_mass_kg: 9800 → 9900"],
        },
    ),
    **{
        f"case.{kind}_attached": (
            "case/{case}",
            {"reference": REF, "file": "m.xml", "statement": "a slip", "stage": ["new", "new"]},
        )
        for kind in ("correction", "invalidation", "exit_message")
    },
    "case.unsettled": (
        "case/{case}",
        {"reference": REF, "reason": "a message came", "stage": ["decided", "reopened"]},
    ),
    "case.merged_case_changed": (
        "case/{case}",
        {"reference": REF, "merged": "PL1-2026-000002", "reason": "it was amended",
         "stage": ["decided", "reopened"]},
    ),
}  # fmt: skip
"""Deeds that no table of the tests does: by what their entries say."""


def told(office: Office, name: str, object: str, payload: dict[str, Any]) -> HistoryRow:
    """An entry as the history tells it."""
    stored = json.dumps(payload)
    row = AuditRow(9, NOW, ANALYST, name, object, "", stored, "{}")
    with office.session(ANALYST).reading() as conn:
        return history_row(row, ChainNames(conn, "PL"))


@pytest.mark.parametrize("name", sorted(ELSEWHERE))
def test_what_no_table_of_the_tests_does_reads_as_a_sentence(office: Office, name: str) -> None:
    about, payload = ELSEWHERE[name]
    row = told(office, name, about.format(case=office.case().id), payload)
    assert [fault for fault in faults(row) if "no sentence" not in fault] == []


def test_a_change_of_a_declaration_says_what_was_and_what_is(office: Office) -> None:
    about, payload = ELSEWHERE["case.declaration_reread"]
    text = told(
        office, "case.declaration_reread", about.format(case=office.case().id), payload
    ).text
    assert "Warehouse was not stated, is W-1; Net mass of item 1 was 9800, is 9900" in text


def test_a_setting_says_what_it_was(office: Office) -> None:
    said = {"value": [None, "true"], "moved_by": "Hanna", "reason": "by law"}
    row = told(office, "set_policy", "setting/four_eyes.rules", said)
    assert row.text == (
        "Setting “four_eyes.rules” changed, was not set, is yes, moved by Hanna: “by law”"
    )


def test_parties_and_hits_have_their_names(office: Office) -> None:
    case = office.case()
    (hit, party) = case.hits[0], case.parties[0]
    revoked = {"reference": REF, "hit": hit.id, "judgement": "same", "reason": "mistaken"}
    text = told(office, "case.revoke_judgement", f"case/{case.id}", revoked).text
    named = next(one for one in case.parties if one.id == hit.party_id)
    assert text == (
        f"Judgement of a hit on the {named.role.value} {named.name} revoked, was same: “mistaken”"
    )
    unlinked = {"reference": REF, "party": party.id, "entity": "x", "reason": "mistaken"}
    text = told(office, "case.unlink", f"case/{case.id}", unlinked).text
    assert f"{party.name} revoked: “mistaken”" in text


LANGUAGES = tuple(one for one in i18n.languages() if one != i18n.SOURCE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_each_language_it_reads_without_a_fault(office: Office, language: str) -> None:
    """The same entries as in English, in other words, and in none of them what no reader meets."""
    office.act(ANALYST, "hold", item=1, seal="S-1")
    office.act(ANALYST, "request_information", to="the exporter", reason="who uses it?")
    office.act(ANALYST, "start_clock", basis="a national act", period="48h")
    case = office.case().id

    def every() -> list[HistoryRow]:
        elsewhere = (
            told(office, name, about.format(case=case), payload)
            for name, (about, payload) in ELSEWHERE.items()
        )
        return [*every_row(office), *elsewhere]

    english = every()
    with speaking(catalogue(language)):
        rows = every()
        found = [fault for row in rows for fault in faults(row) if "no sentence" not in fault]
    assert found == []
    assert [row.name for row in rows] == [row.name for row in english]
    same = [row.text for row, said in zip(rows, english, strict=True) if row.text == said.text]
    assert same == [], "a sentence of the program is another in another language"


def test_days_are_told_in_words_on_the_clock_of_the_office(office: Office) -> None:
    asked = {"reference": REF, "to": "the exporter", "due": "2026-04-14", "kind": "hearing"}
    text = told(office, "case.hear", f"case/{office.case().id}", asked).text
    assert text == "Hearing sent to the exporter, due Tue 14 Apr 2026"
    begun = {"basis": "an act", "period": "48h", "due": "2026-04-01T22:30:00Z"}
    text = told(office, "case.start_clock", f"case/{office.case().id}", begun).text
    assert "runs until Thu 2 Apr 2026, 00:30" in text


def test_the_entry_as_it_is_stored_is_there_beside_the_sentence(
    office: Office, tmp_path: Path
) -> None:
    office.act(ANALYST, "note", reason="half a day")
    row = office.view().history[0]
    assert row.text == "Note added: “half a day”"
    assert row.sentence == f"{ANALYST} – Note added: “half a day”"
    stored = json.loads(row.entry)
    assert (row.name, row.path) == (stored["deed"], stored["object"])
    assert datetime.fromisoformat(stored["at"]) == row.at
    assert '"text": "half a day"' in row.stored


def test_who_only_looked_is_told_apart(office: Office) -> None:
    about, payload = ELSEWHERE["case.evidence_viewed"]
    assert told(
        office, "case.evidence_viewed", about.format(case=office.case().id), payload
    ).is_view
    office.act(ANALYST, "note", reason="half a day")
    assert not office.view().history[0].is_view
