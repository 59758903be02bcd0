"""Tables of cases, entities, lists and packs.

Instants are ISO 8601 text in UTC with whole seconds, dates ISO 8601 text, structures canonical
JSON text: what is hashed or signed elsewhere is stored here in the same form. What a person
stated is never updated; its end is a row of its own. Columns of `case_file` from `mrn` on are a
read model, written again with each deed so that lists need no join.
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from landwaiter.storage.schema.core_tables import metadata
from landwaiter.storage.schema.message_columns import WordedText
from landwaiter.storage.sqlite.full_text import words_table


def _id() -> Column[str]:
    return Column("id", Text, primary_key=True)


def _of_case() -> Column[str]:
    return Column("case_id", Text, ForeignKey("case_file.id"), nullable=False, index=True)


def _text(name: str, *, null: bool = False, default: str | None = None) -> Column[str]:
    return Column(name, Text, nullable=null, server_default=default)


def _sentence(name: str, *, null: bool = False, default: str | None = None) -> Column[str]:
    """A text that a person typed, or a message."""
    return Column(name, WordedText, nullable=null, server_default=default)


def _number(name: str, *, null: bool = False, default: str | None = None) -> Column[int]:
    return Column(name, Integer, nullable=null, server_default=default)


def _signed_by_person() -> tuple[Column[str], Column[str]]:
    return _text("author"), _text("at")


raw_file = Table(
    "raw_file",
    metadata,
    _id(),
    Column("sha256", Text, nullable=False, unique=True),
    _text("name"),
    _number("size"),
    _text("format"),
    _text("vault_name"),
    *_signed_by_person(),
)

case_file = Table(
    "case_file",
    metadata,
    _id(),
    Column("serial", Integer, nullable=False, unique=True),
    Column("reference", Text, nullable=False, unique=True),
    _text("kind"),
    _text("stage"),
    _sentence("title"),
    _text("member_state"),
    _text("source"),
    _text("received"),
    _text("created_at"),
    _text("created_by"),
    _text("assignee", null=True),
    _number("revision"),
    _text("project", null=True),
    _text("mrn", null=True),
    _text("exporter", null=True),
    _text("consignee", null=True),
    _text("end_user", null=True),
    _text("destination", null=True),
    _text("goods", default="{}"),
    _text("tracks", default="[]"),
    _text("due", null=True),
    _text("clock", null=True),
    _text("flags", default="{}"),
    _number("not_evaluated", default="0"),
    _number("hits_open", default="0"),
    _text("proposed_by", null=True),
    _sentence("next_step", default=""),
    _text("release_from", null=True),
    _text("candidate_list", null=True),
    _text("candidate_code", null=True),
    _number("candidate_score", default="0"),
    _number("candidate_authorised", null=True),
    _text("title_sort", default=""),
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
)
"""Columns that the list of cases sorts by, each with an index; `received` besides.

`title_sort` are the words of the title in the language of who wrote it."""
Index("case_file_received", case_file.c.received, case_file.c.id)
for _first, _then in (
    ("stage", "received"),
    ("destination", "received"),
    ("assignee", "received"),
    ("stage", "due"),
    ("assignee", "due"),
):
    # The filters that are chosen most, each in the orders it is looked at in.
    Index(f"case_file_{_first}_{_then}", case_file.c[_first], case_file.c[_then], case_file.c.id)
Index("case_file_candidate_code", case_file.c.candidate_code, case_file.c.id)
for _sort in SORTS:
    Index(f"case_file_{_sort}", case_file.c[_sort], case_file.c.id)

case_search = words_table("case_search", metadata)
"""What a search finds cases by, under their serial numbers."""

reference_counter = Table(
    "reference_counter",
    metadata,
    Column("office", Text, primary_key=True),
    Column("year", Integer, primary_key=True),
    _number("last"),
)

declaration = Table(
    "declaration",
    metadata,
    _id(),
    _of_case(),
    _number("version"),
    Column("mrn", Text, index=True),
    _text("local_reference", null=True),
    _text("declarant_eori", null=True),
    _text("content"),
    Column("content_sha256", Text, nullable=False, index=True),
    Column("raw_file_id", Text, ForeignKey("raw_file.id")),
    _text("changes", default="[]"),
    *_signed_by_person(),
    _text("form", default="declaration/1"),
    _text("mapping", default="{}"),
    UniqueConstraint("case_id", "version"),
)
Index("declaration_local", declaration.c.local_reference, declaration.c.declarant_eori)

declaration_request = Table(
    "declaration_request",
    metadata,
    _id(),
    _of_case(),
    _text("kind"),
    Column("raw_file_id", Text, ForeignKey("raw_file.id")),
    _text("statement"),
    _text("content_sha256"),
    *_signed_by_person(),
    _text("form", default="request/1"),
)

goods_item = Table(
    "goods_item",
    metadata,
    Column("case_id", Text, ForeignKey("case_file.id"), primary_key=True),
    Column("no", Integer, primary_key=True),
    _text("status"),
    _text("since"),
    _text("note", default=""),
    _text("came_from", null=True),
    _number("came_no", null=True),
    _text("left_to", null=True),
)

party = Table(
    "party",
    metadata,
    _id(),
    _of_case(),
    _text("role"),
    _text("name"),
    _text("country", null=True),
    Column("identifier", Text, index=True),
    _text("address"),
    _text("origin"),
    _number("item_no", null=True),
    _text("at"),
    _text("gone_at", null=True),
)

entity = Table(
    "entity",
    metadata,
    _id(),
    Column("name", Text, nullable=False, index=True),
    _text("kind"),
    _text("country", null=True),
    *_signed_by_person(),
)

entity_identifier = Table(
    "entity_identifier",
    metadata,
    Column("entity_id", Text, ForeignKey("entity.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
)
Index("entity_identifier_value", entity_identifier.c.kind, entity_identifier.c.value)

party_link = Table(
    "party_link",
    metadata,
    _id(),
    Column("party_id", Text, ForeignKey("party.id"), nullable=False, index=True),
    Column("entity_id", Text, ForeignKey("entity.id"), nullable=False, index=True),
    _text("basis"),
    *_signed_by_person(),
    _text("revoked_at", null=True),
    _text("revoked_by", null=True),
    _text("revoke_reason", default=""),
)

enrichment = Table(
    "enrichment",
    metadata,
    _id(),
    _of_case(),
    _number("item_no", null=True),
    _text("field"),
    _text("value"),
    _text("source"),
    _text("date"),
    *_signed_by_person(),
)

classification = Table(
    "classification",
    metadata,
    _id(),
    _of_case(),
    _number("item_no"),
    _text("list"),
    _text("code"),
    _text("edition"),
    _text("state"),
    _text("basis"),
    _text("reason"),
    *_signed_by_person(),
)

evaluation = Table(
    "evaluation",
    metadata,
    _id(),
    _of_case(),
    _text("flags"),
    _text("candidates"),
    _text("editions"),
    _text("policy"),
    _text("engine"),
    *_signed_by_person(),
    _text("as_of", null=True),
    _text("settings", null=True),
    Column("facts", LargeBinary),
    _text("form", default="verdict/1"),
)

flag_raised = Table(
    "flag_raised",
    metadata,
    Column("case_id", Text, ForeignKey("case_file.id"), primary_key=True),
    Column("rule", Text, primary_key=True),
    _text("severity"),
)
Index("flag_raised_rule", flag_raised.c.rule, flag_raised.c.case_id)

flag_review = Table(
    "flag_review",
    metadata,
    _id(),
    _of_case(),
    _text("rule"),
    _text("state"),
    _text("reason"),
    *_signed_by_person(),
    _text("motion_id", null=True),
)

track = Table(
    "track",
    metadata,
    _id(),
    _of_case(),
    _text("letter"),
    _sentence("basis"),
    _text("items"),
    _text("opened_at"),
    _text("opened_by"),
    _text("ended_at", null=True),
    _sentence("end_reason", default=""),
)

action = Table(
    "action",
    metadata,
    _id(),
    _of_case(),
    _text("kind"),
    _text("addressee"),
    _text("sent_at"),
    _text("author"),
    _text("due", null=True),
    _text("question", default=""),
    _text("track_id", null=True),
    _text("answered_at", null=True),
    _text("reply", null=True),
    _text("answer", default=""),
    _text("calendar", null=True),
    _text("extended_at", null=True),
    _text("basis", default=""),
    _text("remind", null=True),
    _text("due_at", null=True),
    _number("calendar_edits", default="0"),
)

hit = Table(
    "hit",
    metadata,
    _id(),
    _of_case(),
    Column("party_id", Text, ForeignKey("party.id"), nullable=False),
    _text("list_id"),
    _text("list_kind"),
    _text("edition"),
    _text("edition_sha256"),
    Column("listing_id", Text, nullable=False, index=True),
    _text("listing"),
    _text("match"),
    _number("score"),
    _number("threshold"),
    _text("engine"),
    _text("found_at"),
    _text("lapsed_at", null=True),
    _number("confidential", default="0"),
)

judgement = Table(
    "judgement",
    metadata,
    _id(),
    Column("hit_id", Text, ForeignKey("hit.id"), nullable=False, index=True),
    _text("value"),
    _text("reason"),
    *_signed_by_person(),
    _text("revoked_at", null=True),
    _text("revoked_by", null=True),
    _sentence("revoke_reason", default=""),
    _text("motion_id", null=True),
    _text("party_sha256", null=True),
    _text("entity_sha256", null=True),
    _text("listing_sha256", null=True),
    _text("origin_id", null=True),
    _text("origin_reference", null=True),
    _text("origin_author", null=True),
    _text("origin_at", null=True),
)

note = Table("note", metadata, _id(), _of_case(), _text("text"), *_signed_by_person())

evidence = Table(
    "evidence",
    metadata,
    _id(),
    _of_case(),
    _number("no"),
    _text("name"),
    _text("sha256"),
    _number("size"),
    _text("media_type"),
    _text("received_from"),
    _text("vault_name"),
    *_signed_by_person(),
    _number("redacts", null=True),
    UniqueConstraint("case_id", "no"),
    Index("evidence_sha256", "sha256"),
    Index("evidence_vault_name", "vault_name"),
)

decision = Table(
    "decision",
    metadata,
    _id(),
    _of_case(),
    _number("version"),
    _text("outcome"),
    _text("items"),
    _sentence("basis"),
    _sentence("reason"),
    _text("author"),
    Column("author_id", Text, nullable=False),
    _text("at"),
    Column("text", LargeBinary, nullable=False),
    _text("text_sha256"),
    _text("key"),
    Column("statement", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    _sentence("appeal", default=""),
    _sentence("hearing", default=""),
    UniqueConstraint("case_id", "version"),
)

decision_end = Table(
    "decision_end",
    metadata,
    Column("decision_id", Text, ForeignKey("decision.id"), primary_key=True),
    _text("state"),
    _sentence("reason"),
    *_signed_by_person(),
)

approval = Table(
    "approval",
    metadata,
    _id(),
    Column("decision_id", Text, ForeignKey("decision.id"), nullable=False, unique=True),
    _text("approver"),
    Column("approver_id", Text, nullable=False),
    _text("role"),
    _text("key"),
    Column("statement", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    _text("at"),
)

dossier = Table(
    "dossier",
    metadata,
    _id(),
    _of_case(),
    _text("report_type"),
    Column("body", LargeBinary, nullable=False),
    Column("sha256", Text, nullable=False, index=True),
    *_signed_by_person(),
)

list_edition = Table(
    "list_edition",
    metadata,
    _id(),
    _text("list_id"),
    _text("title"),
    _text("kind"),
    _text("edition"),
    _text("sha256"),
    _text("source"),
    _text("licence"),
    _text("trust"),
    _number("listings"),
    _text("published", null=True),
    _text("imported_at"),
    _text("removed_at", null=True),
    _number("number"),
    _number("confidential", default="0"),
    UniqueConstraint("list_id", "sha256"),
)

pack_edition = Table(
    "pack_edition",
    metadata,
    _id(),
    _text("pack_id"),
    _text("kind"),
    _text("edition"),
    _text("title"),
    _text("source"),
    _text("licence"),
    _text("trust"),
    _text("sha256"),
    _text("rows"),
    _text("valid_from", null=True),
    _text("valid_to", null=True),
    _text("imported_at"),
    _text("trust_said", default=""),
    _text("origin", default="shipped"),
    _text("origin_id", default=""),
    UniqueConstraint("pack_id", "sha256"),
)

# One metadata for all: who knows these tables knows the others.
from landwaiter.storage.schema import (  # noqa: E402, F401
    audit_tables,
    batch_tables,
    bundle_tables,
    entity_tables,
    exchange_tables,
    index_tables,
    interview_tables,
    kind_tables,
    list_tables,
    queue_tables,
    register_tables,
    review_tables,
    rule_tables,
    verdict_tables,
)
