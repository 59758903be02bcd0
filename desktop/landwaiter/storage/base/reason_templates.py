"""Reason templates of the office, in the casebook."""

from sqlalchemy import delete, select

from landwaiter.domain.office.reason_templates import ReasonTemplate, title_key
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.base.records import from_plain, plain_rows
from landwaiter.storage.schema.office import reason_template
from landwaiter.storage.sqlite.dialect import upsert


def reason_templates(conn: Reader) -> tuple[ReasonTemplate, ...]:
    """All of them, by title."""
    query = select(reason_template).order_by(reason_template.c.title_key)
    return from_plain(plain_rows(conn, query), tuple[ReasonTemplate, ...])


def keep_template(conn: Writer, template: ReasonTemplate) -> None:
    """New, or in the place of the one with that title."""
    row = {
        "title": template.title,
        "text": template.text,
        "act": template.act,
        "author": template.author,
        "at": template.at,
    }
    conn.execute(upsert(reason_template, {"title_key": title_key(template.title)}, row))


def forget_template(conn: Writer, template: ReasonTemplate) -> None:
    """It is gone."""
    wanted = reason_template.c.title_key == title_key(template.title)
    conn.execute(delete(reason_template).where(wanted))
