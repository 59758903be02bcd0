"""A mail in sentences: what its head states, what was found in it, what was left within it."""

from collections.abc import Iterator, Mapping

from landwaiter.domain.cases.mail_answers import MailProposal
from landwaiter.domain.evidence.mail import MailHead
from landwaiter.i18n import N_, _, figure, joined, plural
from landwaiter.services.evidence.mail_files import MailContent

NOTES: Mapping[str, str] = {
    "charset": N_(
        "Some of its letters are in another encoding than it says, or in an unknown one."
    ),
    "control": N_("Its head holds signs that move or hide letters; they are shown as spaces or ?."),
    "cut": N_("It ends before its end: parts may be missing."),
    "encoding": N_("A part is not encoded as it says: it is kept as it was sent."),
    "encrypted": N_("It holds encrypted content (S/MIME or PGP), which is kept and not opened."),
    "external": N_("It refers to a file elsewhere, which was not fetched."),
    "formatted_too": N_("It has a formatted text besides, which is not shown."),
    "from_html": N_("It has a formatted text alone: its words are shown, nothing was loaded."),
    "long_head": N_("Its head is longer than 256 KiB: only the beginning was read."),
    "long_text": N_("Only the beginning of its text is shown."),
    "made": N_(
        "It lies within a .msg, where it has no bytes of its own: its piece is made of its head "
        "and text."
    ),
    "mail_too_large": N_("It is larger than 64 MiB: it is kept whole, its attachments within it."),
    "mails_too_deep": N_(
        "Mails lie more than 5 deep in each other: the inner ones stay within it."
    ),
    "object": N_(
        "It holds an object of another program, which stays within it and was not opened."
    ),
    "repeated": N_("Its head states sender, subject, date or identity more than once; the first."),
    "rtf": N_("It has a formatted text (RTF) alone, which is kept within it and not shown."),
    "sealed": N_("Its text is wrapped in a signature (S/MIME), which is kept and not opened."),
    "signed": N_("It carries a signature (S/MIME or PGP), which was not checked."),
    "tnef": N_("It holds a winmail.dat of Outlook, which is kept and not opened."),
    "too_deep": N_("Parts lie more than 30 deep in each other: the inner ones stay within it."),
    "too_large": N_("Its attachments have more than 40 MiB: the others stay within it."),
    "too_many": N_("It has more than 200 attachments or 5,000 parts: the others stay within it."),
    "unread": N_("It could not be read as a mail: it is kept whole, its attachments within it."),
}


def told_head(head: MailHead) -> Iterator[str]:
    """Each line of the head, with what nobody proved said so."""
    yield _("From (as stated, not proven): {sender}").format(sender=head.sender or _("not stated"))
    yield _("To: {to}").format(to=head.to or _("not stated"))
    if head.copy_to:
        yield _("Copy to: {to}").format(to=head.copy_to)
    yield _("Subject: {subject}").format(subject=head.subject or _("none"))
    yield _("Date (as stated): {date}").format(date=head.date or _("not stated"))
    if head.message_id:
        yield _("Identity (as stated): {identity}").format(identity=head.message_id)
    if head.received:
        yield plural(
            head.received,
            "{n} server states that it passed it on.",
            "{n} servers state that they passed it on.",
        )


def told_notes(head: MailHead) -> Iterator[str]:
    """What was found in it, and what was left within it."""
    for note in head.notes:
        if note in NOTES:
            yield _(NOTES[note])


def told_mail(content: MailContent) -> str:
    """A mail as plain text: head, text, and what is attached."""
    lines = [*told_head(content.head), "", content.text.strip() or _("It has no text.")]
    if content.parts:
        lines += ["", _("Attached:")]
        lines += [
            _("{name} ({media_type}, {size} bytes)").format(
                name=part.name, media_type=part.media_type, size=figure(part.size)
            )
            for part in content.parts
        ]
    return "\n".join(lines)


def stated(head: MailHead) -> str:
    """“A mail; sender as stated, not proven: …; dated … as stated; subject …”."""
    return _(
        "A mail. Sender as stated, not proven: {sender}. Dated, as stated: {date}. Subject: "
        "{subject}."
    ).format(
        sender=head.sender or _("not stated"),
        date=head.date or _("not stated"),
        subject=head.subject or _("none"),
    )


def told_proposal(one: MailProposal) -> str:
    """“E-03 may answer the hearing of Acme: its subject names …. Say how much of it …”."""
    return _(
        "{label} may answer the request to {addressee} ({kind}): {why}. Say whether it does, in "
        "part or in full: “Say what a mail answers”."
    ).format(
        label=one.label,
        addressee=one.addressee,
        kind=_(one.kind.replace("_", " ")),
        why=joined(", ", one.why),
    )
