"""One case for people at a terminal."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import of_one
from landwaiter.cli.entities.entity_text import background_lines
from landwaiter.cli.goods.catch_all_commands import assessment_lines
from landwaiter.cli.law.embargo_commands import exemption_lines
from landwaiter.domain.base.certainty import source_said
from landwaiter.domain.base.days import told_day
from landwaiter.domain.base.facts import Audience
from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.cases.clocks import readings
from landwaiter.domain.cases.decision import candidates_left_open, decision_state_word
from landwaiter.domain.cases.facts import CASE_ITEM, CASE_PARTY
from landwaiter.domain.cases.ground import standing_grounds
from landwaiter.domain.cases.remarks import open_remarks, place_words
from landwaiter.domain.cases.stages import stage_title
from landwaiter.domain.cases.tracks import own_items
from landwaiter.domain.entities.acquisition import owners_then, why_no_owners
from landwaiter.domain.flags.embargo.embargo_words import (
    notes,
    says_of_item,
    source_words,
    standing_words,
)
from landwaiter.domain.goods.facts import CONSIDERED, ITEM, PLACE
from landwaiter.domain.incidents.incident import said_of
from landwaiter.domain.intake.facts import DECLARATION
from landwaiter.domain.registers.document_checks import POINTS
from landwaiter.domain.registers.facts import CHECKED
from landwaiter.i18n import N_, _, day_said, figure, joined
from landwaiter.services.base.decision_words import outcome_words
from landwaiter.services.base.facts_shown import facts_said, titles
from landwaiter.services.base.restrictions_said import said_of as restriction_said
from landwaiter.services.base.wording import shown_mass, told_mends
from landwaiter.services.cases.clock_words import countdown_words, end_hour
from landwaiter.services.cases.clocks import clock_label
from landwaiter.services.cases.track_words import absent_words, proposed_words, track_cautions
from landwaiter.services.flags.undecided import lacks_said, undecided
from landwaiter.services.registers.document_words import codes_said, named

if TYPE_CHECKING:
    from landwaiter.domain.cases.case import Case
    from landwaiter.domain.cases.clocks import Clock
    from landwaiter.domain.cases.countdown import Countdown
    from landwaiter.domain.intake.declaration import Money
    from landwaiter.domain.lists.listing import Judgement
    from landwaiter.domain.review.remark import Remark
    from landwaiter.services.cases.case_view import CaseView


def case_lines(view: "CaseView") -> Iterable[str]:
    """What a reviewer wants first: where it stands, what presses, what was found."""
    case = view.case
    yield f"{case.reference}  {stage_title(case.stage)}  {case.title}"
    yield view.row.next_step
    for title, lines in (
        (_("Held here, and let go by customs"), _let_go(case)),
        (_("Restricted in the trade store"), map(restriction_said, view.restricted)),
        (_("To release, or to keep on another track"), _releases(view)),
        (_("Tracks proposed, none opened yet"), _proposed(view)),
        (_("Tracks that are not applicable"), map(absent_words, view.absent_tracks)),
        (_("Stated by customs"), customs_lines(case)),
        (_("Declaration"), _declared(view)),
        (_("Items"), _items(view)),
        (_("Documents"), document_lines(view)),
        (_("Parties"), _parties(view)),
        (_("Owners before and after the closing"), _closing(view)),
        (_("Who is behind the parties"), _owners(view)),
        (_("Hits"), _hits(view)),
        (_("Grounds from the background"), _grounds(view)),
        (_("Flags"), flag_lines(view)),
        (_("Embargoes"), _embargoes(view)),
        (_("Exemptions claimed for contracts from before an embargo"), _exemptions(view)),
        (_("Assessment of unlisted items"), _assessments(view)),
        (_("Where the goods are"), _places(view)),
        (_("Control results"), _controls(view)),
        (_("Tracks and clocks"), _clocks(view)),
        (_("Prosecutor and appeal"), _proceedings(view)),
        (_("Other cases"), _links(view)),
        (_("Incidents that are grounds"), _incidents(view)),
        (_("Background of countries"), background_lines(view.background)),
        (_("Waiting for a second person"), _motions(view)),
        (_("Conflicts of interest"), _conflicts(view)),
        (_("Tags"), (one.name for one in case.tags)),
        (_("Before you propose"), _before_proposal(view)),
        (_("Decision"), _decision(view)),
        (_("Remarks to be answered"), remark_lines(case, open_remarks(case))),
        (_("Acts allowed now"), _acts(view)),
    ):
        found = list(lines)
        if found:
            yield ""
            yield title
            yield from (f"  {line}" for line in found)


def _let_go(case: "Case") -> Iterable[str]:
    from landwaiter.services.base.customs_words import customs_cautions  # noqa: PLC0415

    yield from customs_cautions(case)


def customs_lines(case: "Case") -> Iterable[str]:
    """Where customs say that the goods are: beside their status, which persons set."""
    from landwaiter.services.base.customs_words import customs_said  # noqa: PLC0415

    if case.customs is not None:
        yield customs_said(case.customs)
    for item in case.items:
        if item.customs is not None:
            yield _("Item {no}: {facts}").format(no=item.no, facts=customs_said(item.customs))


def _proposed(view: "CaseView") -> Iterable[str]:
    for one in view.track_proposals:
        yield proposed_words(one)


def _embargoes(view: "CaseView") -> Iterable[str]:
    """The strictest answer of each item, then every row of the matrix that speaks of it."""
    for one in view.embargo:
        if not one.cells:
            continue
        word = standing_words(one.standing, one.certainty)
        text = _("Item {no} to {country}: {standing}")
        yield text.format(no=one.item_no, country=one.destination or "–", standing=word)
        for cell in one.cells:
            said = _("  {group}: {says}: {title}, {source}").format(
                group=cell.group_title,
                says=says_of_item(cell),
                title=cell.title,
                source=source_words(cell),
            )
            yield said if cell.is_set else _("{said}; practice not set").format(said=said)
            yield from (f"    {note}" for note in notes(cell))


def _exemptions(view: "CaseView") -> Iterable[str]:
    """Each claim with every check; that one is supported is not yet an exemption."""
    for one in view.exemptions:
        yield _("{contract} of {day}, {instrument}").format(
            contract=one.stated.get("contract") or _("contract"),
            day=told_day(one.stated.get("contract_date")) or _("no date"),
            instrument=one.stated.get("instrument", ""),
        )
        yield from (f"  {line}" for line in exemption_lines(one))


def _grounds(view: "CaseView") -> Iterable[str]:
    """What officers rest on, quoted as it stood; it feeds no flag."""
    for one in standing_grounds(view.case.grounds):
        sure = source_said(one.certainty, one.source, one.grade)
        yield _("{quoted} ({sure})").format(quoted=one.quoted, sure=sure)
        yield _("  {reason} ({author}, {id})").format(
            reason=one.reason, author=one.author, id=one.id
        )


def _closing(view: "CaseView") -> Iterable[str]:
    one = view.closing
    if one is None:
        return
    yield _("{day}: {told}").format(day=told_day(one.day), told=one.told)
    if why := why_no_owners(one):
        yield f"  {why}"
    for then, owner in owners_then(one):
        sure = _(owner.link.certainty.value) if owner.link.certainty else _("not said")
        parts = filter(None, (owner.link.how, sure, owner.link.source, owner.doubt))
        yield _("  {then}: {name} ({stated})").format(
            then=then, name=owner.name, stated=joined("; ", parts)
        )


def _owners(view: "CaseView") -> Iterable[str]:
    for one in view.owners:
        for held in one.held_by:
            yield (
                _("{name}: {holder}, at least {least} %, at most {most} % {lists}")
                .format(
                    name=one.name,
                    holder=held.name,
                    least=held.least,
                    most=held.most,
                    lists=held.lists and f"({held.lists})",
                )
                .rstrip()
            )
        for answer in one.answers:
            yield _("{rule}: {sentence}").format(rule=answer.rule, sentence=answer.sentence)
            yield from filter(None, (answer.control, *answer.chains))


def _declared(view: "CaseView") -> Iterable[str]:
    declaration = view.case.declaration
    if declaration is None:
        return [_("There is no customs declaration.")]
    found = facts_said(DECLARATION, declaration, Audience.TERMINAL, _shown)
    mended = (said for version in view.case.versions for said in told_mends(version))
    return [
        *(f"{_(fact.short_title)}: {said}" for fact, said in found if said),
        *(_("Value mended: {said}").format(said=said) for said in mended),
    ]


def _items(view: "CaseView") -> Iterable[str]:
    declared = own_items(view.case)
    status = {item.no: low(item.status.value) for item in view.case.items}
    yield from table(
        (
            *titles(CASE_ITEM, "no", "cn", "description", "net_mass_kg", "value"),
            *titles(ITEM, "origin"),
            *titles(CASE_ITEM, "documents", "status"),
            *titles(CONSIDERED, "code"),
        ),
        [
            (
                i.no,
                i.cn,
                (i.description or "")[:60],
                shown_mass(i.net_mass_kg) if i.net_mass_kg is not None else None,
                _value(i.statistical_value or i.invoice_value),
                i.origin,
                ", ".join(codes_said(view, i.no)),
                status.get(i.no),
                _entries(view, i.no),
            )
            for i in declared
        ],
    )
    for item in declared:
        found = facts_said(ITEM, item, Audience.TERMINAL, _shown)
        if more := "; ".join(f"{_(fact.short_title)} {said}" for fact, said in found):
            yield _("Item {no}: {facts}").format(no=item.no, facts=more)


def _value(money: "Money | None") -> str | None:
    return f"{money.amount} {money.currency}" if money else None


def _entries(view: "CaseView", number: int) -> str:
    found = [c for c in view.classifications if c.item_no == number]
    waiting = candidates_left_open([c for c in view.case.candidates if c.item_no == number], found)
    decided = (f"{c.code} {c.state.value}" for c in found)
    return ", ".join([*decided, *(f"{c.shown}?" for c in waiting)])


def _assessments(view: "CaseView") -> Iterable[str]:
    for one in view.assessments:
        yield from assessment_lines(one)


def document_lines(view: "CaseView") -> Iterable[str]:
    """Each document code with its meaning and what the register of its issuer says."""
    header = (*titles(CHECKED, "item", "code", "meaning", "reference", "says"), _("Does not fit"))
    rows = [
        (
            check.item,
            named(check),
            check.meaning
            if check.is_verified or not check.meaning
            else _("{meaning} (unverified)").format(meaning=check.meaning),
            check.reference,
            check.answer_said,
            ", ".join(_(POINTS[name]) for name in check.fails),
        )
        for check in view.documents
    ]
    if rows:
        yield from table(header, rows)


def _parties(view: "CaseView") -> Iterable[str]:
    rows = [(low(p.role.value), p.name, p.country, p.identifier, p.id) for p in view.case.parties]
    if rows:
        yield from table(
            (*titles(CASE_PARTY, "role", "name", "country", "identifier"), _("Id")), rows
        )


def _hits(view: "CaseView") -> Iterable[str]:
    from landwaiter.services.hits.addresses import compared  # noqa: PLC0415 (help starts fast)
    from landwaiter.services.lists.list_editions import not_seconded, too_old  # noqa: PLC0415
    from landwaiter.services.lists.listing_changes import since_sentence  # noqa: PLC0415

    yield from too_old(view.lists)
    yield from not_seconded(view.lists)
    parties = {party.id: party for party in view.case.parties}
    for hit in view.case.hits:
        judged = _judged(hit.judgement)
        yield f"{figure(of_one(hit.match.score))}  {hit.match.name} = {hit.listing.name}"
        claim = low(hit.claim)
        yield f"       {hit.list_id} {hit.edition}, {claim}, {judged}, {hit.id}"
        if party := parties.get(hit.party_id):
            yield f"       {compared(party, hit.listing).said}"
        if since := view.since.get(hit.id):
            yield f"       {since_sentence(since)}"


def _judged(judgement: "Judgement | None") -> str:
    if judgement is None:
        return _("not judged")
    if judgement.origin is None:
        return judgement.value.value
    return _("{value} (taken over from {reference}, {author})").format(
        value=judgement.value.value,
        reference=judgement.origin.reference,
        author=judgement.origin.author,
    )


def flag_lines(view: "CaseView") -> Iterable[str]:
    """Raised rules with their reasons; then what could not be evaluated, which is never clear.

    What the officer can do something about stands rule by rule, the rest in a line each.
    """
    for flag in view.raised:
        severity, review = low(flag.severity), low(flag.review)
        yield f"{severity:8}  {flag.rule}  {flag.explanation} ({review})"
    found = undecided(view.not_evaluated, view.not_applicable)
    for flag in found.own:
        text = _("not evaluated: {rule}: {missing}")
        yield text.format(rule=flag.rule, missing=lacks_said(flag))
    yield from found.waiting
    if found.absent_said:
        yield found.absent_said


def _places(view: "CaseView") -> Iterable[str]:
    for row in view.goods:
        facts = facts_said(PLACE, row.where, Audience.TERMINAL, _shown)
        known = [f"{_(fact.short_title)} {said}" for fact, said in facts]
        known += [
            _("told {who} {at}").format(who=told.who, at=_shown(told.at)) for told in row.told
        ]
        if row.origin:
            known.append(_("declared in {reference}").format(reference=row.origin))
        if known:
            yield _("Item {no}: {facts}").format(no=row.item.no, facts="; ".join(known))


def _controls(view: "CaseView") -> Iterable[str]:
    from landwaiter.services.cases.control_results import (  # noqa: PLC0415
        code_said,
        controlled_said,
        results_standing,
    )

    for one in results_standing(view.case):
        parts = (code_said(one), _shown(one.controlled_at), one.controlled_by, one.found)
        yield f"{controlled_said(one)}: {'; '.join(map(str, parts))}"


def _shown(at: datetime) -> str:
    """Times to the minute in UTC, as everything at a terminal."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%MZ}"


def _releases(view: "CaseView") -> Iterable[str]:
    for one in view.releases:
        yield _("item {no}: since {day}, {why}").format(no=one.item, day=one.since, why=one.why)


def _proceedings(view: "CaseView") -> Iterable[str]:
    from landwaiter.services.cases.proceedings import proceedings_of  # noqa: PLC0415

    for one in proceedings_of(view.case):
        parts = (day_said(one.day), one.what, one.who, one.number, one.text)
        yield "; ".join(str(part) for part in parts if part)


def _incidents(view: "CaseView") -> Iterable[str]:
    """What stands of each incident that is a ground, as of now."""
    for one in view.incidents:
        yield _("{title}: {confirmation}").format(title=one.title, confirmation=one.confirmation)
        for said in one.attributions:
            sure = source_said(said.certainty, said.source, said.grade)
            yield _("  {attribution} ({sure})").format(attribution=said_of(said), sure=sure)


def _links(view: "CaseView") -> Iterable[str]:
    sentences = {
        ("merged", True): N_("merged into {reference}: {reason}"),
        ("merged", False): N_("{reference} was merged into this case: {reason}"),
        ("split", True): N_("items split off into {reference}: {reason}"),
        ("split", False): N_("split off from {reference}: {reason}"),
    }
    for one in view.linked:
        link = one.link
        yield _(sentences[link.kind.value, link.outgoing]).format(
            reference=link.other, reason=link.reason
        )


def _clocks(view: "CaseView") -> Iterable[str]:
    for track in view.case.tracks:
        ended = _("ended: {why}").format(why=track.end_reason) if track.ended_at else _("open")
        items = ", ".join(str(no) for no in track.items)
        yield _("Track {letter}, items {items}: {basis}; {state}").format(
            letter=TrackLetter(track.letter).value, items=items, basis=track.basis, state=ended
        )
    yield from track_cautions(view.case, view.countdowns)
    for clock in view.clocks:
        left = view.countdowns[clock]
        said = (
            _("{kind}: {says}, on {due} ({unit}, calendar {calendar}, edition {edition})")
            if left.ran_out
            else _("{kind}: {says}, due {due} ({unit}, calendar {calendar}, edition {edition})")
        )
        yield said.format(
            kind=_clock_title(clock),
            says=_ended(clock) or countdown_words(left),
            due=_due(left),
            unit=low(clock.unit),
            calendar=clock.calendar,
            edition=clock.calendar_edition,
        )
        yield from (f"  {sentence}" for sentence in (*readings(clock), *clock.warnings))


def _clock_title(clock: "Clock") -> str:
    """What it is, as everywhere; of a hold to be continued from which day it is counted."""
    title = clock_label(clock)
    if clock.basis and clock.basis not in title:
        title = joined(", ", (title, clock.basis))
    if clock.kind != "hold_review":
        return title
    return _("{title}, counted from {day}").format(title=title, day=day_said(clock.start))


def _due(left: "Countdown") -> str:
    """The day; for a period in hours the hour in UTC, and as the clocks of the state show it."""
    if not left.has_hour:
        return day_said(left.due)
    return _("{utc}, {hour} in {state}").format(
        utc=_shown(left.ends_at), hour=end_hour(left), state=left.calendar
    )


def _ended(clock: "Clock") -> str:
    if clock.ended is None:
        return ""
    return _("ended {day}: {reason}").format(day=clock.ended, reason=low(clock.reason))


def _before_proposal(view: "CaseView") -> Iterable[str]:
    """What stops a proposal, and what is settled or left open with a reason."""
    for stop in view.stops:
        said = _("Only before an adverse outcome: {what}") if stop.adverse else "{what}"
        yield joined(" ", (said.format(what=stop.what), stop.remedy))
    for one in view.unsettled:
        yield _("{title} ({kind}): {what}. {remedy}").format(
            title=one.title, kind=one.kind.value, what=one.named, remedy=one.remedy
        )


def _decision(view: "CaseView") -> Iterable[str]:
    decision = view.case.decision
    if decision is None:
        return
    yield _("Version {version}, {state}: {outcome}, by {author}").format(
        version=decision.version,
        state=decision_state_word(decision.state),
        outcome=outcome_words(view.case, decision.outcome),
        author=decision.author,
    )
    for no, outcome in sorted(decision.items.items()):
        said = _("Item {no}: {outcome}").format(
            no=no, outcome=outcome_words(view.case, outcome, no)
        )
        yield joined(", ", filter(None, (said, decision.bases.get(no))))
    if decision.annulled:
        yield _("The decision was {annulled}.").format(annulled=decision.annulled)
    if decision.approval is not None:
        yield (
            _("Validly approved by {approver}.").format(approver=decision.approval.approver)
            if view.approved_valid
            else _("Not validly approved: {why}").format(why=view.why_not_valid)
        )
    if decision.state == "countersign":
        yield _("It waits for the countersignature of a head.")
    if decision.countersignature is not None:
        yield _("Countersigned by {head}.").format(head=decision.countersignature.approver)


def remark_lines(case: "Case", remarks: Iterable["Remark"]) -> Iterator[str]:
    """Each with its number, its place in words, and its answers."""
    for number, remark in enumerate(remarks, start=1):
        answers = "; ".join(answer.text for answer in remark.answers) or _("not answered")
        yield _("{number} {place}: “{text}” → {answers}").format(
            number=number,
            place=place_words(case, remark.place),
            text=remark.text,
            answers=answers,
        )


def _motions(view: "CaseView") -> Iterable[str]:
    for motion in view.case.motions:
        if motion.state == "open":
            yield _("{title}, moved by {author}: {reason} (motion {id})").format(
                title=motion.title, author=motion.author, reason=motion.reason, id=motion.id
            )


def _conflicts(view: "CaseView") -> Iterable[str]:
    for one in view.case.conflicts:
        yield _("{user}: {reason}").format(user=one.user, reason=one.reason)


def _acts(view: "CaseView") -> Iterable[str]:
    return act_lines(view, only_allowed=True)


def act_lines(view: "CaseView", *, only_allowed: bool) -> Iterable[str]:
    """Acts with what they need, or why they are refused."""
    for one in view.acts:
        if one.allowed:
            needs = ", ".join(f"--{need}" for need in one.needs)
            yield f"{one.act}  {needs}".rstrip()
        elif not only_allowed:
            yield f"{one.act}: {one.why_not}"
