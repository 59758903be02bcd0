"""Tables of cases: what each is, its life cycle, and who works on it.

Rows of the life cycle only come: what a person stated is never changed, and its end is a row of its
own. Columns of `case_file` from `mrn` on are a read model, written again with each deed so that
lists need no join."""

from sqlalchemy import CheckConstraint, Index, Table, func

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema import facets
from landwaiter.storage.schema.columns import (
    by_person,
    code,
    derived_number,
    identity,
    instant,
    marked,
    metadata,
    number,
    of,
    of_case,
    one_of,
    person,
    sentence,
    text,
)
from landwaiter.storage.sqlite.dialect import json_text, partial_index
from landwaiter.storage.sqlite.full_text import words_table

case_file = Table(
    "case_file",
    metadata,
    identity(),
    number("serial", unique=True),
    code("reference", unique=True),
    code("kind"),
    code("stage"),
    sentence("title", Content.PERSONAL),
    code("member_state"),
    text("source", Content.SOURCE),
    code("received"),
    code("created_at"),
    person("created_by"),
    person("assignee", null=True),
    number("revision"),
    text("project", Content.INTERNAL, null=True),
    code("mrn", null=True),
    text("exporter", Content.PERSONAL, null=True),
    text("consignee", Content.PERSONAL, null=True),
    text("end_user", Content.PERSONAL, null=True),
    code("destination", null=True),
    code("goods", default="{}"),
    code("tracks", default="[]"),
    code("due", null=True),
    code("clock", null=True),
    code("flags", default="{}"),
    number("not_evaluated", default=0),
    number("hits_open", default=0),
    person("proposed_by", null=True),
    sentence("next_step", Content.INTERNAL, default=""),
    code("release_from", null=True),
    code("hold_review", null=True),
    code("candidate_list", null=True),
    code("candidate_code", null=True),
    number("candidate_score", default=0),
    number("candidate_authorised", null=True),
    text("title_sort", Content.PERSONAL, default=""),
    code("codes", default="[]"),
    number("value", null=True, content=Content.BUSINESS),
    code("currency", null=True),
    person("returned_to", null=True),
    code("pending", null=True),
    code("marks", default=""),
    derived_number("facets", facets.FACETS),
    derived_number("live", facets.LIVE),
)
SORTS = (
    "reference",
    "title_sort",
    "exporter",
    "end_user",
    "destination",
    "stage",
    "due",
    "assignee",
    "candidate_score",
    "value",
)
"""Columns that the list of cases sorts by, each with an index; `received` besides.

`title_sort` are the words of the title in the language of who wrote it."""
for _first, _then in (
    ("stage", "received"),
    ("destination", "received"),
    ("assignee", "received"),
    ("stage", "due"),
    ("assignee", "due"),
):
    # The filters that are chosen most, each in the orders it is looked at in.
    Index(f"case_file_{_first}_{_then}", case_file.c[_first], case_file.c[_then], case_file.c.id)
ASKED = (
    *("facets", "destination", "assignee", "value", "candidate_code", "candidate_score", "due"),
    *("received", "marks"),
)
"""What filters ask most: it stands in each index of an order, so that only lines that fit are read.
"""
HELD = {"received": ("reference",)}
"""What stands in one of them besides: references rise with the days, and cases of some days all
stand at one end of their order."""
for _sort in (*SORTS, "received", "candidate_code", "facets"):
    _names = (*(name for name in ASKED if name != _sort), *HELD.get(_sort, ()))
    _held = tuple(case_file.c[name] for name in _names)
    Index(f"case_file_{_sort}", case_file.c[_sort], case_file.c.id, *_held)
    # Few of all cases wait for something, and most lists are of those.
    _name = f"case_file_live_{_sort}"
    partial_index(_name, case_file.c[_sort], case_file.c.id, *_held, where="live = 1")
# What has a word is found by its serial number, and needs no line where nothing else fits.
Index("case_file_entry", case_file.c.serial, *(case_file.c[name] for name in ASKED))
partial_index(
    "case_file_hits_waiting", case_file.c.due, case_file.c.reference, where="hits_open > 0"
)
PRESSES = func.coalesce(
    json_text(case_file.c.clock, "law.legal"), json_text(case_file.c.clock, "legal")
)
"""1 where a clock of law runs on a case, or ran out."""
ENDS_AT = json_text(case_file.c.clock, "ends_at")
# What each holder has in which stage is counted in the index, and no line of a case is read.
Index("case_file_load", case_file.c.assignee, case_file.c.stage, PRESSES, ENDS_AT)
partial_index("case_file_proposed", case_file.c.proposed_by, where="proposed_by IS NOT NULL")
partial_index("case_file_returned", case_file.c.returned_to, where="returned_to IS NOT NULL")
partial_index("case_file_release_from", case_file.c.release_from, where="release_from IS NOT NULL")
partial_index("case_file_hold_review", case_file.c.hold_review, where="hold_review IS NOT NULL")

saved_view = Table(
    "saved_view",
    metadata,
    person("owner", key=True),
    text("name", Content.INTERNAL, key=True),
    text("asked", Content.INTERNAL),
    code("columns", default="[]"),
    person("author"),
    instant("at"),
)
"""A way to look at the list of cases under a name: of a person by id, or of the office (empty)."""

case_search = words_table("case_search", metadata, code("signs"), info=marked(Content.SOURCE))
"""What a search finds cases by, under their serial numbers: words, and signs of what filters ask.
"""

case_link = Table(
    "case_link",
    metadata,
    identity(),
    of_case(),
    of("other_id", "case_file.id", index=True),
    code("kind"),
    code("items", default="{}"),
    sentence("reason", Content.DELIBERATION),
    *by_person(),
    CheckConstraint("case_id <> other_id"),
)
"""`case_id` was merged into `other_id`, or some of its items were split off into `other_id`."""

track = Table(
    "track",
    metadata,
    identity(),
    of_case(),
    code("letter"),
    sentence("basis", Content.OPEN),
    code("items"),
    code("opened_at"),
    person("opened_by"),
    code("ended_at", null=True),
    sentence("end_reason", Content.DELIBERATION, default=""),
)

track_item_end = Table(
    "track_item_end",
    metadata,
    identity(),
    of("track_id", "track.id", index=True),
    number("no"),
    sentence("reason", Content.DELIBERATION),
    *by_person(),
)

action = Table(
    "action",
    metadata,
    identity(),
    of_case(),
    code("kind"),
    text("addressee", Content.PERSONAL),
    code("sent_at"),
    person("author"),
    code("due", null=True),
    text("question", Content.BUSINESS, default=""),
    code("track_id", null=True),
    code("answered_at", null=True),
    code("reply", null=True),
    text("answer", Content.BUSINESS, default=""),
    code("calendar", null=True),
    code("extended_at", null=True),
    text("basis", Content.OPEN, default=""),
    code("remind", null=True),
    code("due_at", null=True),
    number("calendar_edits", default=0),
    number("compelled", default=0),
    code("law", null=True),
    code("period", null=True),
    code("served", null=True),
)
partial_index("action_open_due", action.c.due, where="answered_at IS NULL")
partial_index("action_open_remind", action.c.remind, where="answered_at IS NULL")

call_note = Table(
    "call_note",
    metadata,
    identity(),
    of_case(),
    text("party", Content.PERSONAL),
    text("said", Content.INTERNAL),
    code("happened_at"),
    text("promised", Content.INTERNAL, default=""),
    code("due", null=True),
    of("action_id", "action.id", null=True, index=True),
    *by_person(),
)

mail_answer = Table(
    "mail_answer",
    metadata,
    identity(),
    of_case(),
    of("evidence_id", "evidence.id", index=True),
    of("action_id", "action.id", index=True),
    one_of("judgement", "in_part", "in_full", "nothing"),
    text("reason", Content.DELIBERATION, default=""),
    *by_person(),
)
"""How much of a request a mail, or another piece that came back, answers, as persons said."""

hearing_exception = Table(
    "hearing_exception",
    metadata,
    identity(),
    of_case(),
    text("basis", Content.OPEN),
    sentence("reason", Content.DELIBERATION),
    *by_person(),
)

case_ground = Table(
    "case_ground",
    metadata,
    identity(),
    of_case(),
    code("kind"),
    code("statement_id", index=True),
    sentence("title", Content.PERSONAL),
    sentence("quoted", Content.PERSONAL),
    code("certainty"),
    text("source", Content.OPEN),
    code("grade", default=""),
    sentence("reason", Content.DELIBERATION),
    *by_person(),
)
"""Background that an officer made a ground of the case, as it stood then."""

case_ground_end = Table(
    "case_ground_end",
    metadata,
    of("ground_id", "case_ground.id", key=True),
    sentence("reason", Content.DELIBERATION),
    *by_person(),
)

stay_held = Table(
    "stay_held",
    metadata,
    identity(),
    of_case(),
    number("no"),
    of("track_id", "track.id"),
    of("other_id", "track.id"),
    sentence("reason", Content.DELIBERATION),
    *by_person(),
)

hold_continued = Table(
    "hold_continued",
    metadata,
    identity(),
    of_case(),
    of("track_id", "track.id"),
    sentence("reason", Content.DELIBERATION),
    *by_person(),
)

prosecutor_lead = Table(
    "prosecutor_lead",
    metadata,
    identity(),
    of_case(),
    text("prosecutor", Content.PERSONAL),
    code("day"),
    text("number", Content.INTERNAL),
    *by_person(),
)

prosecutor_lead_end = Table(
    "prosecutor_lead_end",
    metadata,
    of("lead_id", "prosecutor_lead.id", key=True),
    sentence("reason", Content.DELIBERATION),
    *by_person(),
)

prosecutor_consent = Table(
    "prosecutor_consent",
    metadata,
    identity(),
    of_case(),
    of("lead_id", "prosecutor_lead.id"),
    code("what"),
    code("day"),
    text("number", Content.INTERNAL),
    text("purpose", Content.INTERNAL),
    *by_person(),
)

appeal_step = Table(
    "appeal_step",
    metadata,
    identity(),
    of_case(),
    of("decision_id", "decision.id"),
    code("step"),
    code("day"),
    code("law"),
    text("who", Content.PERSONAL, default=""),
    text("number", Content.PERSONAL, default=""),
    sentence("reason", Content.DELIBERATION, default=""),
    number("days", null=True),
    number("calendar_edits", default=0),
    *by_person(),
)

case_clock = Table(
    "case_clock",
    metadata,
    identity(),
    of_case(),
    of("track_id", "track.id", null=True),
    text("basis", Content.OPEN),
    number("length"),
    code("unit"),
    code("start_at"),
    code("calendar"),
    number("calendar_edits"),
    sentence("reason", Content.DELIBERATION),
    *by_person(),
)

case_clock_end = Table(
    "case_clock_end",
    metadata,
    of("clock_id", "case_clock.id", key=True),
    sentence("reason", Content.DELIBERATION),
    *by_person(),
)

stage_left = Table(
    "stage_left",
    metadata,
    identity(),
    of_case(),
    code("stage"),
    code("since"),
    code("next_stage"),
    *by_person(),
    Index("stage_left_at", "at"),
)
"""A case was in a stage from `since` until `at`, when it came to the next one."""

assignment = Table(
    "assignment",
    metadata,
    identity(),
    of_case(),
    person("holder"),
    text("note", Content.INTERNAL, default=""),
    *by_person(),
)

delegation = Table(
    "delegation",
    metadata,
    identity(),
    of_case(),
    person("holder"),
    person("deputy", index=True),
    code("until"),
    text("note", Content.INTERNAL, default=""),
    *by_person(),
    CheckConstraint("holder <> deputy"),
)
"""`until` is the last day on which the deputy acts: after it the case is the holder's again."""

delegation_end = Table(
    "delegation_end",
    metadata,
    of("delegation_id", "delegation.id", key=True),
    code("why"),
    text("reason", Content.DELIBERATION, default=""),
    *by_person(),
)

presence = Table(
    "presence",
    metadata,
    code("id", key=True),
    of("case_id", "case_file.id", key=True, index=True),
    person("user_id"),
    person("person"),
    code("since"),
    code("seen"),
)
"""A case open in a window (`id`), seen alive at `seen`; nobody is answerable for it: no audit."""

note = Table(
    "note",
    metadata,
    identity(),
    of_case(),
    text("text", Content.INTERNAL),
    *by_person(),
)

record_entry = Table(
    "record_entry",
    metadata,
    identity(),
    of_case(),
    code("field"),
    number("item_no", null=True),
    text("value", Content.PERSONAL),
    *by_person(),
)

control_result = Table(
    "control_result",
    metadata,
    identity(),
    of_case(),
    number("item_no", null=True),
    code("code"),
    text("words", Content.OPEN),
    text("listed", Content.OPEN),
    code("trust"),
    code("controlled_at"),
    text("controlled_by", Content.PERSONAL),
    text("found", Content.INTERNAL),
    text("seals", Content.OPEN),
    text("remarks", Content.INTERNAL),
    *by_person(),
)
"""What a control found; `listed` is the list that its code is of, empty where none was in force."""

enrichment = Table(
    "enrichment",
    metadata,
    identity(),
    of_case(),
    number("item_no", null=True),
    code("field"),
    text("value", Content.BUSINESS),
    text("source", Content.OPEN),
    code("date"),
    *by_person(),
)
