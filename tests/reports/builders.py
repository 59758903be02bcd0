"""Fictional dossiers in the scripts a report meets; signers with fixed keys."""

from datetime import UTC, date, datetime
from typing import Any

from tests.reports import paper_office
from tests.reports.paper_office import (
    FOUNDER,
    OFFICE,
    PaperDeed,
    PaperOffice,
    a_key,
)

from landwaiter.canonical import canonical_bytes, instant, sha256_hex
from landwaiter.domain.base.facts import Content
from landwaiter.reports.dossier.dossier import (
    ApprovalPart,
    Cell,
    CellMark,
    CellType,
    ChainHead,
    DecisionPart,
    Dossier,
    DossierColumn,
    ItemOutcome,
    MinistryAnswer,
    Table,
    TableForm,
)
from landwaiter.reports.dossier.signing import ReportSigner
from landwaiter.trust.signed import SignedContent

MADE_AT = datetime(2026, 4, 14, 9, 10, tzinfo=UTC)
AUTHOR, AUTHOR_SEED = paper_office.AUTHOR.name, paper_office.AUTHOR.seed
APPROVER = paper_office.APPROVER.name
HEAD, HEAD_SEED = paper_office.HEAD.name, paper_office.HEAD.seed
_PROPOSED_AT = datetime(2026, 4, 13, 14, 20, tzinfo=UTC)
_APPROVED_AT = datetime(2026, 4, 14, 7, 5, tzinfo=UTC)
_OUTCOME = "release refused, 14 April 2026; the goods remain held."
_BASIS = (
    "Art. 198 Reg. (EU) 952/2013 with Art. 4(1)(b) Reg. (EU) 2021/821. The licensing authority "
    "requires an authorisation; none was presented."
)


def a_signer(
    *, seed: int = 1, name: str = "Marta Zielińska", office: PaperOffice = OFFICE
) -> ReportSigner:
    return office.signer(name, seed=seed)


def a_text(**changes: Any) -> str:
    """The canonical text of the decision, as its author and its approver sign it."""
    said: dict[str, Any] = {
        "v": 1,
        "case": "case-1",
        "reference": "PL1-2026-000412",
        "version": 2,
        "author": AUTHOR,
        "outcome": "Release refused; the goods remain held.",
        "items": [[1, _OUTCOME, _BASIS]],
        "basis": _BASIS,
        "reason": "",
        "substance": {},
    }
    return canonical_bytes({**said, **changes}).decode()


def _about(text: str) -> dict[str, Any]:
    """What is said alike of a text when it is proposed and when it is approved."""
    return {
        "reference": "PL1-2026-000412",
        "case": "case-1",
        "decision": "decision-2",
        "version": 2,
        "decision_sha256": sha256_hex(text.encode()),
    }


def signature_over(statement: str, *, seed: int) -> str:
    return a_key(seed).sign(statement.encode()).hex()


def _proposed(office: PaperOffice, text: str, *, seed: int = AUTHOR_SEED, **said: Any) -> PaperDeed:
    shown = {"author": AUTHOR, "at": instant(_PROPOSED_AT)}
    return office.sign(AUTHOR, "propose_decision", {**_about(text), **shown, **said}, seed=seed)


def _approved(office: PaperOffice, text: str, of: str) -> PaperDeed:
    shown = {"approver": APPROVER, "role": "reviewer", "at": instant(_APPROVED_AT)}
    return office.sign(APPROVER, "approve_decision", {**_about(text), "of": of, **shown})


def decided(office: PaperOffice) -> PaperOffice:
    """A copy of the office in whose chain the decision of `a_decision` stands."""
    office = office.copied()
    _approved(office, a_text(), _proposed(office, a_text()).record.sha256)
    return office


def an_approval(
    *,
    text: str | None = None,
    seed: int = 2,
    said: dict[str, Any] | None = None,
    office: PaperOffice = OFFICE,
    deed: str = "approve_decision",
    author_seed: int = AUTHOR_SEED,
    **changes: Any,
) -> ApprovalPart:
    """The approval of a text proposed just before, or with `deed` the countersignature after it;
    `said` differs in what is signed, `changes` in what is shown."""
    given: dict[str, Any] = {
        "approver": APPROVER,
        "at": _APPROVED_AT,
        "valid": True,
        "why_not": "",
        "role": "reviewer",
        "vouched": FOUNDER,
        **changes,
    }
    whole = a_text() if text is None else text
    office = office.copied()
    of = _proposed(office, whole, seed=author_seed).record.sha256
    if deed != "approve_decision":
        _approved(office, whole, of)
    shown = {"approver": given["approver"], "role": given["role"], "at": instant(given["at"])}
    by = given["approver"] if given["approver"] in office.members else APPROVER
    made = office.sign(by, deed, {**_about(whole), "of": of, **shown, **(said or {})}, seed=seed)
    ((key, signature),) = made.record.signatures
    signed = {
        "public_key": key,
        "statement": made.record.text.decode(),
        "signature": signature,
        "entry": made.entry,
    }
    return ApprovalPart(**{**signed, **given})


def a_proposal(
    *,
    text: str | None = None,
    seed: int = AUTHOR_SEED,
    office: PaperOffice = OFFICE,
    **said: Any,
) -> dict[str, Any]:
    """The fields of a decision that hold its author's signature."""
    made = _proposed(office.copied(), a_text() if text is None else text, seed=seed, **said)
    ((key, signature),) = made.record.signatures
    return {
        "author_key": key,
        "proposal_statement": made.record.text.decode(),
        "proposal_signature": signature,
        "proposal_entry": made.entry,
        "author_vouched": FOUNDER,
    }


def record_of(proposal: dict[str, Any]) -> str:
    """What a second signature names of a proposal."""
    signature = (proposal["author_key"], proposal["proposal_signature"])
    return SignedContent(proposal["proposal_statement"].encode(), (signature,)).sha256


def a_decision(*, office: PaperOffice = OFFICE, **changes: Any) -> DecisionPart:
    text = a_text()
    given: dict[str, Any] = {
        "state": "approved",
        "outcome": "Release refused; the goods remain held.",
        "items": (ItemOutcome("Item 1", _OUTCOME, _BASIS),),
        "author": AUTHOR,
        "at": _PROPOSED_AT,
        "version": 2,
        "text": text,
        "text_sha256": sha256_hex(text.encode()),
        "basis": _BASIS,
        "notice": "appeal: notice in annex A",
        "approval": an_approval(office=office),
        **a_proposal(office=office),
    }
    return DecisionPart(**{**given, **changes})


def a_signed_decision(text: str, *, office: PaperOffice = OFFICE, **changes: Any) -> DecisionPart:
    """A decision whose author and approver both signed `text`, whatever is shown."""
    signed = {
        "text": text,
        "text_sha256": sha256_hex(text.encode()),
        "approval": an_approval(text=text, office=office),
        **a_proposal(text=text, office=office),
    }
    return a_decision(**{**signed, **changes})


def a_dossier(**changes: Any) -> Dossier:
    """The smallest dossier that has everything a report must have."""
    given: dict[str, Any] = {
        "id": "PL1-2026-000412-D1",
        "report_type": "Case report",
        "reference": "PL1-2026-000412",
        "title": "Five-axis machining centre to Xi’an Huarui Education Technology",
        "kind": "export",
        "office": "Customs office Pomorze, strategic trade unit",
        "member_state": "PL",
        "made_at": MADE_AT,
        "language": "en",
        "marking": "LIMITE",
        "audit_head": ChainHead(18524, sha256_hex(b"head")),
        "casebook": OFFICE.casebook,
        "case_head": ChainHead(14, sha256_hex(b"head of the case")),
        "version": "0.2.0",
    }
    return Dossier(**{**given, **changes})


def a_table(rows: tuple[tuple[Cell, ...], ...], *types: CellType, **changes: Any) -> Table:
    columns = tuple(
        DossierColumn(f"c{i}", f"Column {i}", Content.OPEN, kind)
        for i, kind in enumerate(types or (CellType.TEXT,))
    )
    given: dict[str, Any] = {"id": "table", "title": "A table", "columns": columns, "rows": rows}
    return Table(**{**given, **changes})


def a_rich_dossier(**changes: Any) -> Dossier:
    """A whole case report: Polish, Greek, Ukrainian, Chinese and Arabic names, all invented."""
    given: dict[str, Any] = {
        "caveat": "TLP:AMBER",
        "distribution": "ministry, licensing authority",
        "sample": True,
        "judged_as_of": date(2026, 3, 27),
        "time_zone": "Europe/Warsaw",
        "answer": MinistryAnswer(
            goods="One five-axis CNC machining centre, CN 8457 10 10, 9,800 kg, EUR 412,000.00. "
            "Declared with Y901.",
            who="Obrabiarki Wisła Sp. z o.o., Poland, to Xi’an Huarui Education Technology Co, "
            "China.",
            where_to="China. End user by contract: Huarui Polytechnic Institute 华瑞理工学院.",
            goods_now="Held at the approved place, PL302010, since 27 Mar 2026 14:05; suspended "
            "since 30 Mar 2026 09:15.",
            asked_of_you="Licensing authority: say by Tue 28 Apr 2026 whether an application was "
            "made. Ministry: nothing, for information.",
        ),
        "decision": a_decision(),
        "tables": (
            _tracks(),
            _facts(),
            _parties(),
            _items(),
            _classification(),
            _flags(),
            _not_evaluated(),
        ),
        "not_checked": (
            "19 rules lack data; they are listed under “Not evaluated”.",
            "The machine was not measured; values are the maker’s.",
            "EU and UN asset-freeze lists not loaded (RF-P01, P18).",
            "50.4 % of the consignee’s ownership is not traced.",
            "The denial register is not loaded (RF-P16, C01).",
            "Payer (RF-D08) and vessel (RF-V01) are on no document.",
        ),
        "closing": (_editions(), _chronology(), _evidence()),
    }
    return a_dossier(**{**given, **changes})


def _tracks() -> Table:
    return Table(
        "tracks",
        "Tracks",
        (
            DossierColumn("track", "Track", Content.OPEN),
            DossierColumn("why", "Why and basis", Content.OPEN),
            DossierColumn("since", "Item, since", Content.OPEN),
            DossierColumn("clock", "Clock", Content.OPEN),
            DossierColumn("outcome", "Outcome", Content.OPEN),
        ),
        (
            (
                CellMark("Track L", strong=True),
                "listed item? UCC 188, 194(1)",
                "item 1, 27 Mar 2026 14:05",
                "no Art. 21(4) clock; own target",
                "ended 13 Apr 2026: no entry met",
            ),
            (
                CellMark("Track B", strong=True),
                "unlisted item, Art. 4(1)(b): suspended under Art. 21(3)(b) Reg. 2021/821",
                "item 1, 30 Mar 2026 09:15",
                "Art. 21(4), PL: due 14 Apr 2026; cap 13 May 2026, not asked for",
                "10 Apr 2026, day 8 of 10: authority acts, no release",
            ),
        ),
        subtitle="China as arms embargo, Art. 4(1)(b): office setting true",
    )


def _facts() -> Table:
    rows: tuple[tuple[Cell, ...], ...] = (
        ("MRN", "26PL302010E10001A8, accepted 27 Mar 2026 13:42"),
        ("Consulted", "30 Mar 2026 09:40; reply 10 Apr 2026: acts, Art. 4(1)(b)"),
        ("Exporter EORI", "PL526100001900000, office PL302010"),
        ("Declarant heard", "sent 10 Apr 2026, answered 13 Apr 2026, UCC 22(6)"),
        ("Route", "PL → DE → CN, exit PL322080, MSCU6639870"),
        ("Asked", "due 9 Apr 2026; in part 8 Apr 2026, in full 13 Apr 2026"),
        ("Payer", None),
    )
    return Table(
        "facts",
        "Key facts",
        (
            DossierColumn("what", "Fact", Content.OPEN),
            DossierColumn("value", "As stated", Content.OPEN),
        ),
        rows,
        subtitle="judged as of 27 Mar 2026, the date of the declaration",
        form=TableForm.FACTS,
    )


def _parties() -> Table:
    return Table(
        "parties",
        "Parties and screening",
        (
            DossierColumn("role", "Role", Content.OPEN),
            DossierColumn("name", "Name as stated", Content.OPEN),
            DossierColumn("country", "Country", Content.OPEN, CellType.CODE),
            DossierColumn("result", "Result", Content.OPEN),
            DossierColumn("list", "List, edition, age on 14 Apr 2026", Content.OPEN),
        ),
        (
            (
                "End user",
                "Huarui Polytechnic Institute 华瑞理工学院, by contract E-02",
                "CN",
                "Listed: on the sample entity list (advisory), 0.89, judged same",
                "Sample entity list, 8 Apr 2026, 6 days",
            ),
            (
                "Consignee",
                "Xi’an Huarui Education Technology Co 西安华瑞教育科技有限公司",
                "CN",
                "By path: 30.6 % owned by the end user. No hit on its own name",
                "registry extract, E-05 and E-08",
            ),
            ("Exporter", "Obrabiarki Wisła Sp. z o.o.", "PL", "no hit at or above 0.70", "5 lists"),
            (
                "Declarant",
                "Εκτελωνιστές Αιγαίου Α.Ε.",
                "GR",
                "no hit at or above 0.70",
                "5 lists",
            ),
            (
                "Carrier",
                "ТОВ «Чорноморські перевезення» (м. Одеса)",
                "UA",
                "no hit at or above 0.70",
                "5 lists",
            ),
            (
                "Notify party",
                "شركة الخليج للتجارة والنقل",
                "AE",
                "no hit at or above 0.70",
                "5 lists",
            ),
        ),
        subtitle="engine 1.4.0, threshold 0.70; three kinds of claim, never one score",
    )


def _items() -> Table:
    return Table(
        "items",
        "Items",
        (
            DossierColumn("no", "Item", Content.OPEN, CellType.NUMBER),
            DossierColumn("cn", "CN code", Content.OPEN, CellType.CODE),
            DossierColumn("text", "Description", Content.OPEN),
            DossierColumn("mass", "Net mass", Content.OPEN, CellType.NUMBER),
            DossierColumn("value", "Value", Content.OPEN, CellType.NUMBER),
        ),
        (
            (
                "1",
                "84571010",
                "Five-axis CNC machining centre",
                CellMark("9800", "kg"),
                CellMark("412000.00", "EUR"),
            ),
            ("2", "00847990", '=HYPERLINK("x") tool holders', CellMark("0.500", "kg"), None),
        ),
    )


def _classification() -> Table:
    return Table(
        "classification",
        "Item 1 and classification",
        (
            DossierColumn("entry", "Entry", Content.OPEN, CellType.CODE),
            DossierColumn("why", "Why it was considered", Content.OPEN),
            DossierColumn("state", "State", Content.OPEN),
            DossierColumn(
                "value", "Value from data sheet E-09 p. 3 ≤ limit from Annex I pack", Content.OPEN
            ),
        ),
        (
            (
                "2B001",
                "CN 8457 10 correlates with 2B001.b",
                CellMark("rejected", strong=True),
                "unidirectional positioning repeatability, X, 850 mm: 2.4 ≤ 0.9 µm? no",
            ),
            (
                "2B201",
                "CN 8457 10 correlates with 2B201.a",
                CellMark("rejected", strong=True),
                "positioning accuracy 8.0 ≤ 6.0 µm? no; contouring axes 4 ≥ 5? no",
            ),
        ),
        subtitle="correlation: own knowledge, unchecked; Y901 is the exporter’s statement",
    )


def _flags() -> Table:
    rows: tuple[tuple[Cell, ...], ...] = (
        ("critical", "RF-P01", "End user on a list", "raised", "Art. 3; E-02"),
        ("high", "RF-P05", "End user is an assessed university", "substantiated", "E-02, E-06"),
        ("medium", "RF-D07", "Request answered in part at its due date", "dismissed", "UCC 15"),
        ("low", "RF-G01", "Common high priority item, tier 4.B", "raised", "Annex XL; E-01"),
    )
    return Table(
        "flags",
        "Red flags",
        (
            DossierColumn("severity", "Severity", Content.OPEN, CellType.SEVERITY),
            DossierColumn("rule", "Rule", Content.OPEN, CellType.CODE),
            DossierColumn("found", "What was found", Content.OPEN),
            DossierColumn("state", "State", Content.OPEN),
            DossierColumn("basis", "Basis, evidence", Content.OPEN),
        ),
        rows,
        subtitle="71 rules: 4 raised, 46 evaluated and not raised, 19 not evaluated, 2 off",
    )


def _not_evaluated() -> Table:
    return Table(
        "not_evaluated",
        "Not evaluated",
        (
            DossierColumn("severity", "Severity", Content.OPEN, CellType.SEVERITY),
            DossierColumn("rule", "Rule", Content.OPEN, CellType.CODE),
            DossierColumn("missing", "What is missing", Content.OPEN),
        ),
        (
            ("not_evaluated", "RF-P16", "register: denials"),
            ("not_evaluated", "RF-V01", "vessel: IMO number"),
        ),
    )


def _editions() -> Table:
    return Table(
        "editions",
        "Editions used",
        (
            DossierColumn("edition", "Edition used", Content.OPEN),
            DossierColumn("dated", "Dated", Content.OPEN, CellType.DATE),
            DossierColumn("age", "Age, trust", Content.OPEN),
        ),
        (
            ("Sample entity list", "2026-04-08", "6 d, transcribed"),
            ("Reg. 833/2014 Annex IV", "2026-02-10", CellMark("63 d, limit 30", strong=True)),
            ("Annex I, 2025/2003", "2025-11-15", "limits: sample"),
            ("EU, UN asset-freeze lists", "none", CellMark("not loaded", strong=True)),
            ("Holidays PL", "2026-01-01", "103 d, transcribed"),
        ),
        subtitle="bold: past its age limit on 14 Apr 2026, or not loaded",
        form=TableForm.HALVES,
    )


def _chronology() -> Table:
    return Table(
        "chronology",
        "Chronology",
        (
            DossierColumn("at", "When", Content.OPEN, CellType.INSTANT),
            DossierColumn("who", "Who", Content.OPEN),
            DossierColumn("what", "What", Content.OPEN),
        ),
        (
            ("2026-03-27T12:42:00Z", "Marta Zielińska", "Case opened from the declaration"),
            ("2026-04-13T14:20:00Z", "Marta Zielińska", "Decision proposed, version 2"),
            ("2026-04-14T07:05:00Z", "Jan Wójcik", "Decision approved"),
        ),
    )


def _evidence() -> Table:
    return Table(
        "evidence",
        "Evidence",
        (
            DossierColumn("no", "No", Content.OPEN, CellType.CODE),
            DossierColumn("name", "Name", Content.OPEN),
            DossierColumn("sha256", "SHA-256", Content.OPEN, CellType.CODE),
            DossierColumn("size", "Size", Content.OPEN, CellType.NUMBER),
        ),
        (
            ("E-01", "declaration.xml", sha256_hex(b"1"), CellMark("18231", "bytes")),
            ("E-02", "договір-合同.pdf", sha256_hex(b"2"), CellMark("240118", "bytes")),
        ),
    )
