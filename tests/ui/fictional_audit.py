"""The newest entries of a fictional audit trail."""

from dataclasses import replace

from tests.ui.fiction import USER, at
from tests.ui.fictional_case import HISTORY

from landwaiter.services.audit.audit_history import HistoryRow
from landwaiter.services.audit.deed_titles import deed_title

_OTHERS = (
    (18204, 9, 9, 41, "Jan Wójcik", "case.evidence_viewed", "PL1-2026-000390",
     "Evidence E-04 viewed"),
    (18203, 9, 9, 12, "Tomasz Lis", "case.propose", "PL1-2026-000390",
     "Version 1 proposed: release"),
    (18202, 9, 9, 3, "Tomasz Lis", "case.evidence_viewed", "PL1-2026-000390",
     "Evidence E-04 viewed"),
    (18201, 9, 8, 55, USER, "case.evidence_viewed", "PL1-2026-000409", "Evidence E-02 viewed"),
    (18200, 9, 8, 47, USER, "case.note", "PL1-2026-000409",
     "Note: “the declarant promised the plant’s address by Wednesday”"),
    (18199, 9, 8, 33, USER, "case.assign", "PL1-2026-000441", "Assigned to Marta Zielińska"),
    (18198, 9, 8, 20, USER, "case.evidence_added", "PL1-2026-000417",
     "Evidence E-02 added: extract of the register.pdf"),
    (18189, 9, 6, 40, "Gateway", "case.opened", "PL1-2026-000441",
     "Case created from the file CC515C-0409.xml"),
    (18188, 9, 6, 40, "Gateway", "case.opened", "PL1-2026-000440",
     "Case created from the file CC515C-0409.xml"),
    (18180, 8, 17, 52, USER, "case.screened", "PL1-2026-000427",
     "Screened again for a new edition: 1 new hit"),
    (18179, 8, 17, 52, USER, "case.screened", "PL1-2026-000417",
     "Screened again for a new edition: 1 new hit"),
    (18171, 8, 16, 5, "Tomasz Lis", "case.record_reply", "PL1-2026-000398",
     "Reply of the licensing authority on track A: maintained"),
    (18174, 8, 16, 20, "Jan Wójcik", "case.return", "PL1-2026-000405",
     "Version 1 returned: “Item 2: why is 6A008 rejected? Cite the data sheet, E-05.”"),
    (18160, 8, 15, 30, "Tomasz Lis", "case.take_sample", "PL1-2026-000423",
     "Item 1 sampled: “for the technical opinion”"),
    (18122, 8, 11, 8, "Jan Wójcik", "case.approve", "PL1-2026-000384",
     "Version 2 approved and signed: release"),
    (18094, 7, 16, 44, USER, "case.request_opinion", "PL1-2026-000423",
     "Opinion asked of Prof. Anna Sowa: “is the armature air-cooled?”"),
    (18051, 7, 10, 19, "Ewa Lipska", "case.assign", "PL1-2026-000427",
     "Assigned to Marta Zielińska"),
    (17991, 2, 16, 2, "Piotr Nowicki", "case.propose", "PL1-2026-000401",
     "Version 1 proposed: hold and refer"),
    (17987, 2, 14, 26, "Piotr Nowicki", "case.hold", "PL1-2026-000409",
     "Item 1 held, at Gdańsk, terminal 2, seal PL 90117"),
    (17802, 1, 9, 58, USER, "case.suspend", "PL1-2026-000417",
     "Item 1 suspended on track A: “the licence is older than the buyer’s new owner”"),
)  # fmt: skip
_WHOLE = {"M. Zielińska": USER, "T. Lis": "Tomasz Lis"}
AUDIT = tuple(
    sorted(
        (
            *(replace(row, actor=_WHOLE.get(row.actor, row.actor)) for row in HISTORY),
            *(
                HistoryRow(seq, at(day, hour, minute), who, deed_title(name), about, text, name)
                for seq, day, hour, minute, who, name, about, text in _OTHERS
            ),
        ),
        key=lambda row: -row.seq,
    )
)
