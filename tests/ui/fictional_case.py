"""One fictional case with everything its tab, a hit and a review show."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from tests.ui.fiction import a_case_row, a_clock, an_edition, at

from landwaiter.domain.cases.case import (
    Action,
    ActionKind,
    Candidate,
    Case,
    CaseParty,
    Decision,
    DeclarationVersion,
    Enrichment,
    Evaluation,
    FlagResult,
    GoodsItem,
    GoodsStatus,
    Note,
    Severity,
    Stage,
    Track,
    TrackLetter,
)
from landwaiter.domain.cases.clocks import Clock
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.domain.flags.waiting import waits_for
from landwaiter.domain.hits.judgement_basis import SideChange
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import (
    Address,
    Container,
    Declaration,
    Document,
    DocumentKind,
    Item,
    Money,
    Role,
)
from landwaiter.domain.lists.listing import (
    Hit,
    Judgement,
    JudgementValue,
    Listing,
    Match,
    ScoreReason,
    WordPair,
)
from landwaiter.domain.review.remark import Remark, RemarkAnswer
from landwaiter.domain.table.workflow import Permission
from landwaiter.screening import ENGINE
from landwaiter.services.audit.audit_history import HistoryRow
from landwaiter.services.audit.deed_titles import deed_title
from landwaiter.services.base.decision_words import DecisionEntry, PartOfText
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.hits.hit_rows import Against, Earlier, EqualHit, HitView, SideName
from landwaiter.services.review.decision_claims import ClaimSource, DecisionClaim
from landwaiter.services.review.differences import DecisionDifference
from landwaiter.services.review.review_view import ReviewView
from landwaiter.services.review.similar import SimilarCase
from landwaiter.services.trade.again_difference import ChangedList
from landwaiter.services.trade.again_plan import WaitingAgain
from landwaiter.services.trade.again_words import waiting_said
from landwaiter.storage.audit.chain import Head

H, L = Severity.HIGH, Severity.LOW
RUNNING = Clock(
    "art_21_4",
    "B",
    date(2026, 3, 30),
    date(2026, 4, 14),
    date(2026, 5, 13),
    "working_days",
    "PL",
    "2026",
)
CLOCK = a_clock(3, legal=True, label="B · Art. 21(4)", day=14)


def a_declaration() -> Declaration:
    return Declaration(
        format="cc515c",
        mrn="26PL302010E10001A8",
        lrn="LRN-2026-0412",
        accepted=datetime(2026, 3, 27, 13, 42, tzinfo=UTC),
        office_export="PL302010",
        office_exit="PL322080",
        country_export="PL",
        country_destination="CN",
        country_routing=("DE",),
        goods_location="approved place, PL302010",
        items=(
            Item(
                no=1,
                cn="84571010",
                description="5-axis CNC machining centre",
                net_mass_kg=Decimal(9800),
                statistical_value=Money(Decimal("412000.00"), "EUR"),
            ),
        ),
        documents=(Document(DocumentKind.ADDITIONAL_REFERENCE, "Y901", item_no=1),),
        containers=(Container("MSCU6639870", ("S-1182",)),),
    )


def a_party(role: Role, name: str, country: str, number: int) -> CaseParty:
    return CaseParty(
        id=f"party-{number}",
        role=role,
        name=name,
        country=country,
        identifier=None,
        address=Address("友谊西路127号", None, "Xi’an", country) if number == 1 else Address(),
        origin="declaration",
    )


PARTIES = (
    a_party(Role.END_USER, "西北工业大学机电学院", "CN", 1),
    a_party(Role.CONSIGNEE, "Xi’an Huarui Education Technology Co", "CN", 2),
    a_party(Role.EXPORTER, "Obrabiarki Wisla Sp. z o.o.", "PL", 3),
    a_party(Role.DECLARANT, "Agencja Celna Bałtyk Sp. z o.o.", "PL", 4),
)

LISTING = Listing(
    listing_id="el-4711",
    schema="Organization",
    name="Northwestern Polytechnical University",
    aliases=(
        "Northwestern Polytechnic University",
        "Northwest Polytechnical University",
        "Northwest Polytechnic University",
    ),
    countries=("CN",),
    addresses=("127 Yonyi Xilu, Xi’an, Shaanxi",),
    programmes=("15 CFR 744 Supp. 4",),
    dataset="US Entity List",
)

MATCH = Match(
    listing_id="el-4711",
    score=890,
    name="西北工业大学机电学院",
    matched_name="Northwestern Polytechnical University",
    reasons=(
        ScoreReason("name", "read by meaning, 3 words agree", 820),
        ScoreReason("unmatched", "机电学院: a unit inside an organisation", -20),
        ScoreReason("country", "the same: CN", 90),
        ScoreReason("identifier", "not compared: none on either side", 0),
        ScoreReason("date", "not compared", 0),
    ),
    words=(
        WordPair("西北", "Northwestern", "translation", 8300, 1000),
        WordPair("工业", "Polytechnical", "translation", 7900, 920),
        WordPair("大学", "University", "translation", 3800, 1000),
        WordPair("机电学院", "", "unmatched", 4700, 0),
    ),
    name_equal=False,
    identifier_equal=False,
    country_equal=True,
)


def a_hit(**changes: object) -> Hit:
    hit = Hit(
        id="hit-1",
        party_id="party-1",
        list_id="US Entity List",
        list_kind="export_list",
        edition="2026-04-08",
        edition_sha256="9b2e" + "1" * 56 + "41c7",
        listing=LISTING,
        match=MATCH,
        threshold=700,
        engine=ENGINE,
        found_at=at(8, 17, 40),
    )
    return replace(hit, **changes)  # type: ignore[arg-type]  # a builder


JUDGED_SAME = Judgement(
    "j-1", JudgementValue.SAME, "Chinese name and street agree.", "Marta Zielińska", at(9, 8, 14)
)
UNSURE = Judgement(
    "j-0",
    JudgementValue.UNSURE,
    "Latin names agree; the contract gives no address. Wait for the end-use statement with the "
    "Chinese name.",
    "M. Zielińska",
    at(27, 16, 48, month=3),
    revoked_at=at(8, 15, 2),
)


def a_flag(rule: str, severity: Severity, text: str, basis: str, *evidence: str) -> FlagResult:
    return FlagResult(rule, Evaluation.RAISED, severity, text, basis, evidence)


RAISED = (
    a_flag(
        "RF-P03",
        H,
        "End user on the US Entity List, advisory for EU customs",
        "15 CFR 744; Art. 15(1)(d) 2021/821",
        "E-02",
    ),
    a_flag(
        "RF-P05",
        H,
        "End user is a Seven Sons university, an assessment, not a designation",
        "Art. 4(1)(b), 15(1)(d) 2021/821",
        "E-02",
        "E-06",
    ),
    a_flag(
        "RF-G02",
        H,
        "Y901 declared, though the end user is assessed and listed",
        "TARIC export authorisation; Art. 3",
        "E-01",
        "E-02",
    ),
    a_flag(
        "RF-G01",
        L,
        "Common high priority item, tier 4.B, with another flag",
        "Annex XL since 25 Jun 2024",
        "E-01",
    ),
)


def a_lacking(rule: str, text: str, *missing: str) -> FlagResult:
    return FlagResult(
        rule,
        Evaluation.NOT_EVALUATED,
        Severity.MEDIUM,
        text,
        "",
        missing=missing,
        waits_for=waits_for(missing),
    )


def an_absent(rule: str, fact: str) -> FlagResult:
    return FlagResult(rule, Evaluation.NOT_APPLICABLE, Severity.MEDIUM, fact, "")


LACKING = (
    a_lacking("RF-D08", "Payer in a third state", "payment.payer", "payment.country"),
    a_lacking("RF-E01", "Military end use stated or implied", "end_use", "end_user.name"),
    a_lacking("RF-E06", "Pre-embargo contract claimed", "contract.date"),
    a_lacking("RF-P07", "Defence SOE group link", "ownership"),
    a_lacking("RF-P09", "Company younger than 12 months", "consignee.incorporated"),
    a_lacking("RF-R09", "Free zone or warehouse as delivery place", "delivery_place"),
    a_lacking("RF-C02", "Two parties share director, address or phone", "parties.directors"),
    a_lacking("RF-G08", "Technical parameter above threshold", "items.params"),
    a_lacking("RF-R05", "Destination changed after release", "exit_messages"),
    a_lacking("RF-P01", "Listed party", "list:eu_fsf|list:un"),
    a_lacking("RF-P16", "Repeat denied counterparty", "register:denials"),
    a_lacking("RF-W01", "Price per kg outside range", "base:price_lines"),
)
BY_ROAD = "The goods do not go by water: road."
ABSENT = (
    an_absent("RF-D07", "No information request was sent."),
    an_absent("RF-V01", BY_ROAD),
    an_absent("RF-V02", BY_ROAD),
    an_absent("RF-V04", BY_ROAD),
)


def a_candidate(code: str, title: str, *missing: str) -> Candidate:
    return Candidate(
        item_no=1,
        list="eu",
        code=code,
        title=title,
        edition="2025/2003",
        score=600,
        reasons=(f"CN 8457 10 ↔ {code}",),
        missing=missing,
        trust="own knowledge",
        entries=(f"{code}.b",),
    )


def an_entry(
    seq: int, when: datetime, name: str, text: str, actor: str = "M. Zielińska"
) -> HistoryRow:
    return HistoryRow(seq, when, actor, deed_title(name), "PL1-2026-000412", text, name)


HISTORY = (
    an_entry(
        18197,
        at(9, 8, 14),
        "case.judge",
        "Hit “Northwestern Polytechnical University” on the end user 西北工业大学机电学院 judged: "
        "same: “Chinese name and street agree”",
        "Marta Zielińska",
    ),
    an_entry(18190, at(9, 8, 2), "case.evidence_viewed", "Evidence E-03 viewed"),
    an_entry(
        18141,
        at(8, 15, 2),
        "case.judge_mail",
        "Mail E-03 judged as an answer of the exporter, information request: in part: “the values "
        "are still open”",
    ),
    an_entry(
        17398,
        at(30, 10, 5, month=3),
        "case.request_information",
        "Information requested of the exporter, due Thu 9 Apr 2026: “end use, repeatability, "
        "accuracy, travel”",
    ),
    an_entry(
        17392,
        at(30, 9, 40, month=3),
        "case.consult",
        "Authority consulted: the licensing authority, on track B, due Tue 14 Apr 2026",
        "T. Lis",
    ),
    an_entry(
        17391,
        at(30, 9, 15, month=3),
        "case.suspend",
        "Item 1 suspended on track B: “the end user is a university of the defence industry”",
    ),
    an_entry(
        17207,
        at(27, 14, 5, month=3),
        "case.hold",
        "Item 1 held, at Gdynia, yard 4, seal PL 88213",
        "T. Lis",
    ),
    an_entry(
        17202,
        at(27, 13, 50, month=3),
        "case.opened",
        "Case created from the file CC515C.xml",
        "T. Lis",
    ),
)


def a_verdict(act: str, title: str, why_not: str = "", **more: object) -> Permission:
    fields: dict[str, object] = {"group": "stage", "needs": (), "takes": (), "choices": ()}
    return Permission(
        act=act,
        title=title,
        allowed=not why_not,
        why_not=why_not,
        **{**fields, **more},  # type: ignore[arg-type]
    )


ACTS = (
    a_verdict("propose", "Propose a decision", needs=("outcome", "reason")),
    a_verdict("approve", "Approve", "Approve: no proposal yet."),
    a_verdict("hold", "Hold the goods", group="goods", needs=("item",)),
    a_verdict(
        "record_reply",
        "Record reply",
        group="action",
        needs=("outcome",),
        choices=("maintained", "not_acting", "acts", "asks_extension"),
    ),
    a_verdict("note", "Add a note", group="note", needs=("reason",)),
)


def a_case(**changes: object) -> Case:
    case = Case(
        id="id-412",
        reference="PL1-2026-000412",
        kind=CaseKind.EXPORT,
        stage=Stage.ASSESSMENT,
        title="Five-axis machining centre to Xi’an Huarui Education Technology",
        member_state="PL",
        source="the risk engine",
        received=date(2026, 3, 27),
        created_at=at(27, 13, 50, month=3),
        created_by="intake",
        assignee="M. Zielińska",
        revision=23,
        versions=(
            DeclarationVersion(
                1,
                a_declaration(),
                "CC515C.xml",
                "41d9" + "2" * 56 + "c07b",
                at(27, 13, 50, month=3),
                "intake",
            ),
        ),
        items=(GoodsItem(1, GoodsStatus.SUSPENDED, at(30, 9, 15, month=3)),),
        parties=PARTIES,
        enrichment=(
            Enrichment(
                "en-1",
                "end_use",
                "metal test pieces, teaching workshop",
                "exporter's answer, E-06",
                date(2026, 4, 8),
                "M. Zielińska",
                at(8, 15, 2),
            ),
        ),
        tracks=(
            Track(
                "t-1", TrackLetter.L, "UCC 188, own target", (1,), at(27, 14, 5, month=3), "T. Lis"
            ),
            Track("t-2", TrackLetter.B, "Art. 21(3)(b)", (1,), at(30, 9, 15, month=3), "T. Lis"),
        ),
        actions=(
            Action(
                "a-1",
                ActionKind.CONSULTATION,
                "licensing authority",
                at(30, 9, 40, month=3),
                "M. Zielińska",
                date(2026, 4, 14),
            ),
            Action(
                "a-2",
                ActionKind.INFORMATION_REQUEST,
                "declarant",
                at(30, 10, 5, month=3),
                "M. Zielińska",
                date(2026, 4, 9),
                "End use, repeatability, accuracy, travel",
                answer="End use stated, values open",
            ),
        ),
        hits=(a_hit(judgement=JUDGED_SAME),),
        flags=(*RAISED, *LACKING),
        notes=(
            Note("n-1", "The maker’s data sheet names no travel.", "M. Zielińska", at(8, 15, 10)),
        ),
        evidence=(
            Evidence(
                "ev-1",
                1,
                "CC515C.xml",
                "41d9" + "2" * 56 + "c07b",
                8211,
                "application/xml",
                "risk engine",
                "intake",
                at(27, 13, 50, month=3),
            ),
            Evidence(
                "ev-2",
                2,
                "contract.pdf",
                "77aa" + "3" * 56 + "0b1c",
                91822,
                "application/pdf",
                "exporter",
                "M. Zielińska",
                at(30, 11, 0, month=3),
            ),
        ),
        candidates=(
            a_candidate(
                "2B001", "Machine tools", "unidirectional positioning repeatability, per axis"
            ),
            a_candidate(
                "2B201", "Machine tools, nuclear", "positioning accuracy", "contouring axes"
            ),
        ),
    )
    return replace(case, **changes)  # type: ignore[arg-type]  # a builder


def a_case_view(**changes: object) -> CaseView:
    case = a_case()
    view = CaseView(
        case=case,
        row=a_case_row(412, clock=CLOCK),
        clocks=(RUNNING,),
        countdowns={RUNNING: CLOCK.countdown},
        track_proposals=(),
        absent_tracks=(),
        classifications=(),
        raised=RAISED,
        not_evaluated=LACKING,
        not_applicable=ABSENT,
        not_raised=49,
        off=2,
        acts=ACTS,
        policy={"china_arms_embargo_triggers_art4": True},
        history=HISTORY,
        at_expiry=("no release proposed while track L holds item 1",),
        approved_valid=False,
        why_not_valid="",
        audit_seq=18204,
        audit_sha256="7c1e" + "4" * 56 + "a90f",
        case_head=Head(14, "3b0d" + "5" * 56 + "11c2"),
    )
    return replace(view, **changes)  # type: ignore[arg-type]  # a builder


CASE_VIEW = a_case_view()

HIT_VIEW = HitView(
    reference="PL1-2026-000412",
    case_title=CASE_VIEW.case.title,
    stage="assessment",
    clock=CLOCK,
    position=4,
    count=11,
    party=PARTIES[0],
    hit=a_hit(),
    edition=an_edition(
        "US Entity List",
        "8 Apr 2026",
        1,
        7,
        dated=date(2026, 4, 8),
        rows=3_412,
        kind="export_list",
        trust="transcribed",
        source="US Consolidated Screening List",
    ),
    earlier=(a_hit(id="hit-0", judgement=UNSURE),),
    before=(
        Earlier(
            "j-0", "hit-0", "PL1-2026-000377", "Northwestern Polytechnical University",
            UNSURE.value, UNSURE.reason, UNSURE.author, UNSURE.at, UNSURE.revoked_at,
            "the party changed", same_party=True,
            changed=(SideChange("party", "name", "npu", "西北工业大学机电学院"),),
        ),
    ),
    against=(
        Against("word", "Only the party's name has: 机电学院."),
        Against("identifier", "Neither side states an identifier."),
    ),
    equal=(
        EqualHit("hit-7", "PL1-2026-000398", "Bearings to Xi'an", "end_user",
                 "西北工业大学机电学院", 890, "US Entity List"),
        EqualHit("hit-8", "PL1-2026-000405", "Spindles to Xi'an", "consignee",
                 "西北工业大学机电学院", 890, "US Entity List"),
    ),
    pairs=(
        MATCH,
        replace(MATCH, matched_name="Northwest Polytechnical University", score=900),
        replace(MATCH, matched_name="Northwestern Polytechnic University", score=870),
    ),
    listed=tuple(
        SideName(name, "also" if name != LISTING.name else "primary", "Latin")
        for name in (LISTING.name, *LISTING.aliases)
    ),
    stated=(
        SideName("西北工业大学机电学院", "end use statement", "Han", "xibei gongye daxue"),
        SideName("Northwestern Polytechnical University", "from the contract", "Latin"),
    ),
    readings={"西北": "xibei", "工业": "gongye", "大学": "daxue", "机电学院": "jidian xueyuan"},
    needs_second=900,
)  # fmt: skip

_BASIS = (
    "UCC Art. 194(1) with Art. 4(1)(b) Reg. (EU) 2021/821; reply “acts: authorisation required”, "
    "E-07; office setting: China counts as an arms embargo for Art. 4(1)(b)"
)
_BASIS_BEFORE = "UCC Art. 194(1) with Art. 4(1)(b) Reg. (EU) 2021/821"
PROPOSAL = Decision(
    id="d-2",
    version=2,
    state="proposed",
    outcome="refuse",
    items={1: "refuse"},
    basis=_BASIS,
    bases={1: _BASIS},
    reason="The machine meets neither 2B001 nor 2B201 (E-09, p. 3). The end user is a Seven Sons "
    "university by assessment and on the US Entity List (advisory). No authorisation was "
    "presented. The declarant was heard, UCC 22(6), and named no other end use (E-10).",
    author="M. Zielińska",
    at=at(13, 16, 20),
    text="{}",
    text_sha256="5d0c71fe9a443b86e01f7724c5d8a93b06b2f81e4c7d5590ab13d6f97042e2b8",
)
RETURNED = replace(
    PROPOSAL,
    id="d-1",
    version=1,
    state="returned",
    reason="The machine may fall under 2B001 or 2B201. The end user is a Seven Sons university.",
    basis=_BASIS_BEFORE,
    bases={1: _BASIS_BEFORE},
    return_reason="An axis count is no finding: three points.",
    returned_by="J. Wójcik",
    at=at(10, 15, 48),
)

REMARKS = tuple(
    Remark(
        f"r-{no}",
        RETURNED.id,
        place,
        said,
        "J. Wójcik",
        at(13, 10, 12),
        (RemarkAnswer(answer, "M. Zielińska", at(13, 15, 2)),) if answer else (),
    )
    for no, (place, said, answer) in enumerate(
        (
            ("classifications/1/2B001", "Which entry? Get the values.", "changes 1 and 2, E-09"),
            ("basis", "Print the office setting on China.", "printed"),
            ("actions/a-1", "The hearing of 10 Apr is open. Wait for it.", ""),
        ),
        start=1,
    )
)


def a_claim(text: str, kind: str, *papers: str) -> DecisionClaim:
    sources = tuple(
        ClaimSource(paper, f"evidence/{paper}" if paper.startswith("E-") else "")
        for paper in papers
    )
    return DecisionClaim(text, kind, sources)


SIMILAR = (
    SimilarCase(
        "PL1-2025-000388",
        "Lathe to Xi’an Huarui Education Technology",
        date(2025, 9, 4),
        "Closed",
        "Refuse, approved by J. Wójcik.",
        datetime(2025, 10, 2, 9, tzinfo=UTC),
        (
            "Consignee Xi’an Huarui Education Technology: the same identifier, there consignee.",
            "CN heading 8457 to China (CN).",
        ),
    ),
    SimilarCase(
        "PL1-2026-000107",
        "Grinding machine to Shaanxi Precision",
        date(2026, 1, 20),
        "Assessment",
        "Not decided yet: Assessment.",
        None,
        ("Control entry 2B001, there rejected.",),
    ),
)

REVIEW_VIEW = ReviewView(
    view=a_case_view(
        case=a_case(stage=Stage.DECISION_REVIEW, decisions=(RETURNED, PROPOSAL), remarks=REMARKS),
        acts=(
            a_verdict("approve", "Approve and sign"),
            a_verdict("return", "Return with reason", needs=("reason",)),
        ),
    ),
    may_approve=True,
    why_not="",
    differences=(
        DecisionDifference(
            "Item 1, 2B001", "candidate", "rejected, repeatability 2.4 ≤ 0.9 µm? no", "E-09"
        ),
        DecisionDifference(
            "Item 1, 2B201", "candidate", "rejected, accuracy 8.0 ≤ 6.0 µm? no", "E-09"
        ),
        DecisionDifference("Flag RF-G08", "not evaluated", "not raised, no limit met", "E-09"),
        DecisionDifference(
            "Flags P03, P05", "raised", "substantiated, contract, seal and address", "E-02, 06"
        ),
        DecisionDifference(
            "Flag RF-G02", "raised", "dismissed, Y901 agrees with the values", "E-09"
        ),
        DecisionDifference("Track L, item 1", "open", "ended, no entry met", "E-09"),
        DecisionDifference(
            "Legal basis", "", "office setting: China counts as arms embargo", "setting"
        ),
        DecisionDifference("Evidence", "8 files", "10 files", ""),
    ),
    not_checked=(
        "19 of 71 rules not evaluated, data missing; 2 are off. Not a clear result.",
        "The machine was not measured. The values are the maker’s, E-09.",
        "EU and UN asset-freeze lists are not loaded; RF-P01, P18.",
        "The denial register is not loaded; RF-P16, C01.",
        "50.4 % of the consignee has no traced owner.",
        "Payer and vessel are not on any document; RF-D08, V01.",
    ),
    claims=(
        a_claim("On US Entity List, 0.89", "listed", "E-02", "E-06"),
        a_claim("Consignee owned 30.6 %", "by_path", "E-05", "E-08"),
        a_claim("End user is a Seven Sons university", "assessment", "pack Feb 2026"),
        a_claim("2.4 µm, 8.0 µm: above limits", "classification", "E-09"),
        a_claim("Y901 declared for item 1", "declared", "E-01"),
        a_claim("Acts: authorisation required", "reply", "E-07"),
    ),
    text_sha256=PROPOSAL.text_sha256,
    signs_as="Jan Wójcik, reviewer",
    key="7f3a91c40be2",
    compared_with=1,
    why_not_countersign="Countersign: needs the role head.",
    parts=(
        PartOfText(
            "proposal",
            "Proposal",
            (
                DecisionEntry("outcome", "Outcome", "refuse"),
                DecisionEntry("reason", "Statement of reasons", PROPOSAL.reason),
            ),
        ),
        PartOfText(
            "flags",
            "Flags",
            (DecisionEntry("RF-G08", "Flag RF-G08", "not raised; no limit met; data sheet E-09"),),
        ),
    ),
)
SIFTED_BEFORE = waiting_said(
    WaitingAgain(12431, (ChangedList("eu_fsf", "2026-03-20", "2026-03-27"),))
)
