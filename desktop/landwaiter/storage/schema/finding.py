"""Tables that texts are found by: copies made for this very search, and what each person saved.

`text_place` holds a text, or a part of a longer one, as it was written; `text_search` its folded
words under the same number. Both go with what they were made of.
"""

from sqlalchemy import Index, Table

from landwaiter.domain.base.facts import Content
from landwaiter.storage.schema.columns import (
    as_json,
    by_person,
    code,
    filled,
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
from landwaiter.storage.sqlite.full_text import WHOLE_WORDS, words_table

text_place = Table(
    "text_place",
    metadata,
    number("serial", key=True),
    of_case(),
    code("kind"),
    code("source"),
    code("part", default=""),
    text("part_name", Content.SOURCE, default=""),
    number("first_line", default=1),
    person("author"),
    code("at"),
    text("text", Content.SOURCE),
)
Index("text_place_source", text_place.c.source)

text_search = words_table("text_search", metadata, words=WHOLE_WORDS, info=marked(Content.SOURCE))

evidence_reading = Table(
    "evidence_reading",
    metadata,
    of("evidence_id", "evidence.id", key=True),
    one_of("state", "read", "in_part", "not_read"),
    sentence("why", Content.INTERNAL, default=""),
    code("at"),
)
"""What became of reading the text of a piece; without a row it was not tried yet."""

office_tag = Table(
    "office_tag",
    metadata,
    identity(),
    filled("name", Content.INTERNAL),
    text("name_key", Content.INTERNAL, index=True),
    *by_person(),
)
"""The office's list; a tag that was retired may be added anew."""

office_tag_end = Table(
    "office_tag_end",
    metadata,
    of("tag_id", "office_tag.id", key=True),
    *by_person(),
)

case_tag = Table(
    "case_tag",
    metadata,
    identity(),
    of_case(),
    of("tag_id", "office_tag.id", index=True),
    *by_person(),
)

case_tag_end = Table(
    "case_tag_end",
    metadata,
    of("case_tag_id", "case_tag.id", key=True),
    *by_person(),
)

saved_search = Table(
    "saved_search",
    metadata,
    person("user_id", key=True),
    filled("name", Content.INTERNAL, key=True),
    as_json("asked", Content.INTERNAL),
    instant("at"),
)
