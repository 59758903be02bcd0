"""The page of each dialog: what it is for, what people ask, and the deeds that begin in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from landwaiter.i18n import N_, _
from landwaiter.services.help.help_page import (
    HelpQuestion,
    TopicKind,
    TopicPage,
    told_questions,
)


@dataclass(frozen=True, slots=True)
class DialogPage:
    """The page of one dialog."""

    title: str
    purpose: str
    deeds: tuple[str, ...] = ()
    """Their names: they begin here, and have pages of their own."""
    questions: tuple[HelpQuestion, ...] = ()
    see: tuple[str, ...] = ()
    """Other topics that go on from here."""


PAGES: Mapping[str, DialogPage] = {
    "users": DialogPage(
        N_("Users"),
        N_("Who may sign in, with which roles, and whose key is confirmed."),
        (
            "user.added",
            "user.roles_changed",
            "user.change_seconded",
            "user.change_declined",
            "user.key_confirmed",
            "user.password_reset",
            "user.password_recovered",
            "user.password_changed",
            "user.disabled",
        ),
        (
            HelpQuestion(
                N_("Why do the roles of a new user wait?"),
                N_("A second person confirms them, so that nobody gives roles alone."),
            ),
        ),
        ("four_eyes",),
    ),
    "recovery": DialogPage(
        N_("Recovery key"),
        N_("Who keeps the halves of the recovery key, by which forgotten passwords are replaced."),
        ("casebook.recovery_made", "user.password_recovered"),
        see=("users", "recovery_half"),
    ),
    "recovery_half": DialogPage(
        N_("A half of the recovery key"),
        N_("Shows a half of the recovery key to its holder, this once; only its end is asked for."),
        see=("recovery",),
    ),
    "first_password": DialogPage(
        N_("First password"),
        N_("Shows a first password, this once, to whoever hands it to its user."),
        see=("users",),
    ),
    "first_sign_in": DialogPage(
        N_("First sign-in"),
        N_("Asks a new user for a password of their own, with which a signing key is made."),
        ("user.password_changed",),
    ),
    "backup": DialogPage(
        N_("Back up"),
        N_("Writes the whole casebook into one file, and opens that file to see that it is whole."),
        ("casebook.backed_up",),
        see=("check",),
    ),
    "check": DialogPage(
        N_("Check the casebook"),
        N_("Reads everything and says what does not agree: chain, signatures, files, rows."),
        questions=(
            HelpQuestion(
                N_("What is to be done where something is wrong?"),
                N_("Change nothing, keep a copy, and open the newest backup that is whole."),
            ),
        ),
        see=("backup", "audit"),
    ),
    "office": DialogPage(
        N_("Office settings"),
        N_("What counts for the whole office: policies, thresholds, age limits, names on reports."),
        ("office.setting_changed",),
        see=("four_eyes",),
    ),
    "wording": DialogPage(
        N_("Texts of the office"),
        N_("What the office says instead of the program, language by language."),
        ("supply_texts", "withdraw_texts"),
        see=("settings",),
    ),
    "templates": DialogPage(
        N_("Templates of letters"),
        N_("What each letter is written with: the office's own template, or the model."),
        ("propose_template", "withdraw_template"),
        see=("letter",),
    ),
    "calendars": DialogPage(
        N_("Calendars"),
        N_("Which days are holidays here, so that clocks count working days rightly."),
        ("calendar.changed",),
    ),
    "registers": DialogPage(
        N_("Registers"),
        N_("Licences, denials, informed exporters and findings, as their issuers state them."),
        ("register.add", "register.revoke", "register.loaded", "register.import",
         "licence.written_off", "licence.write_off_undone"),
        (
            HelpQuestion(
                N_("Why does a licence count as not checked?"),
                N_("Nobody has stated that the register of its issuer is here as a whole."),
            ),
        ),
        ("register_import", "register_history"),
    ),
    "register_import": DialogPage(
        N_("Import a table into a register"),
        N_("Takes the rows of a table into a register: every row is checked, all come in or none."),
        ("register.import",),
        see=("registers",),
    ),
    "register_history": DialogPage(
        N_("History of an entry"),
        N_("How an entry of a register stood on any day, and who changed it."),
        see=("registers",),
    ),
    "relations": DialogPage(
        N_("Relations of states"),
        N_("What is stated of states together, and of shares: background that feeds no flag."),
        ("relation.stated", "relation.ended", "share.stated", "share.ended",
         "relation.report_made"),
    ),
    "trade_history": DialogPage(
        N_("Trade history"),
        N_(
            "What was exported by or to a firm, to a street or under a heading, year by year: from "
            "what was sifted, and from cases that never were."
        ),
        (),
        (
            HelpQuestion(
                N_("Why is a firm found under one of its names and not the other?"),
                N_(
                    "It is told by names, numbers and streets as they were declared. Type several, "
                    "with a semicolon between them: they stand for the same one."
                ),
            ),
            HelpQuestion(
                N_("Does a declaration that has a case count twice?"),
                N_("No. It counts as it was sifted; a case that never was counts as it stands."),
            ),
        ),
        see=("statistics",),
    ),
    "incidents": DialogPage(
        N_("Incidents"),
        N_("What happened where and when, until an officer makes it the ground of a case."),
        ("incident.made",),
        see=("incident",),
    ),
    "incident": DialogPage(
        N_("Incident"),
        N_("One incident: what is stated of it, who says who did it, and who was told."),
        ("incident.stated", "incident.attributed", "incident.told", "incident.linked",
         "incident.ended"),
        see=("incidents",),
    ),
    "gists": DialogPage(
        N_("Gists"),
        N_("Sentences that stand for what a report withholds, and what became of each."),
        ("release_gist", "gist.withdrawn"),
        (
            HelpQuestion(
                N_("Why is a gist that I wrote not in the list?"),
                N_("It waits for a second person, who reads the passage and the sentence."),
            ),
        ),
        ("reports", "motions"),
    ),
    "listings": DialogPage(
        N_("Proposals for a listing"),
        N_("What this office proposes for a listing; a proposal lists nobody."),
        ("listing.proposed",),
        see=("proposal",),
    ),
    "proposal": DialogPage(
        N_("Proposal for a listing"),
        N_("One proposal, row by row: reasons, what speaks against them, and where it stands."),
        ("listing.reason_given", "listing.counter_given", "listing.searched", "listing.dropped",
         "listing.submitted", "listing.report_made", "listing.withdrawn"),
        see=("listings",),
    ),
    "motions": DialogPage(
        N_("Waiting for a second person"),
        N_("What others moved and you may second, and what you moved yourself."),
        ("motion.seconded", "motion.declined", "motion.withdrawn"),
        (
            HelpQuestion(
                N_("Why can several not be seconded at once?"),
                N_("Their facts differ: each has to be read on its own."),
            ),
        ),
        ("four_eyes",),
    ),
    "four_eyes": DialogPage(
        N_("Four eyes"),
        N_("Which deeds wait for a second person, when, and who that may be."),
        ("set_policy",),
        see=("motions",),
    ),
    "retention": DialogPage(
        N_("Retention"),
        N_("Which cases are due for removal, which are held, and for how long cases are kept."),
        ("retention.rule_set", "retention.regime_stated", "retention.proceedings_ended",
         "retention.hold_placed", "retention.hold_lifted", "remove_case"),
        see=("access",),
    ),
    "access": DialogPage(
        N_("Requests for access"),
        N_("Finds the data of a person who asks for it, and writes what is given out."),
        ("access.searched", "access.judged", "access.refused", "access.redacted", "access.shown",
         "access.report_made", "access.given_out"),
        see=("retention",),
    ),
    "privacy": DialogPage(
        N_("Data protection"),
        N_("Facts for the assessment, how long declarations without a case are kept, the erasing "
           "of what is over, notices, and the log of breaches."),
        ("privacy.stated", "trade.period_set", "trade.erasure_moved", "trade.erased",
         "privacy.notice_recorded", "privacy.breach_logged", "privacy.breach_added",
         "privacy.report_made"),
        see=("retention", "access"),
    ),
    "embargoes": DialogPage(
        N_("Embargoes"),
        N_("What each instrument says of a destination and a group of goods, and the practice."),
        ("set_practice",),
        see=("condition", "exemption"),
    ),
    "condition": DialogPage(
        N_("What the embargo depends on"),
        N_("Answers, for this case alone, what an embargo leaves to the facts of the case."),
        see=("embargoes",),
    ),
    "exemption": DialogPage(
        N_("Exemption of an old contract"),
        N_("Claims on this case that a contract is older than an embargo; the office decides."),
        see=("embargoes",),
    ),
    "controls": DialogPage(
        N_("Control lists"),
        N_("The entries of the control lists as a tree, to be read and searched."),
        see=("interview",),
    ),
    "interview": DialogPage(
        N_("Interview"),
        N_("Asks, value by value, what decides whether an item falls under an entry."),
        ("case.answer_question", "case.revoke_answer", "case.classify"),
        (
            HelpQuestion(
                N_("What if nobody knows a value?"),
                N_("Say that it was asked for and is not known: the entry stays undecided."),
            ),
        ),
        ("controls",),
    ),
    "catch_all": DialogPage(
        N_("Assessment of unlisted items"),
        N_("Leads through the questions on goods that no list names, and keeps the answers."),
        ("case.assess_catch_all",),
    ),
    "rules": DialogPage(
        N_("Rules"),
        N_("The red flags of the edition in force, and what the office has changed in them."),
        ("rule.set", "rule.switched"),
        see=("sample",),
    ),
    "sample": DialogPage(
        N_("Sample of cases without a flag"),
        N_("Draws cases that no rule flagged, so that a person sees what the rules miss."),
        ("calibration.drawn", "calibration.recorded"),
        see=("rules",),
    ),
    "watched": DialogPage(
        N_("Watched folders"),
        N_("What a gateway dropped into a watched folder and was refused, with why for each row."),
        ("intake.watched", "intake.file_settled", "intake.taken_in"),
        see=("today",),
    ),
    "returns": DialogPage(
        N_("Returned proposals"),
        N_("What was returned, why, and what changed until it was approved."),
        ("case.rate_return", "reviewers.report_made"),
        see=("review",),
    ),
    "sift_reasons": DialogPage(
        N_("Reasons of the sift"),
        N_("Which reasons open cases, how many a day each, and how much of the rest is drawn."),
        ("trade.reason_set", "trade.sample_set"),
        see=("sift",),
    ),
    "load": DialogPage(
        N_("Load of the office"),
        N_("How much work there is, how long it stays in each stage, and which clocks were kept."),
        ("load.report_made",),
        see=("duty",),
    ),
    "practice": DialogPage(
        N_("Practice"),
        N_("Exercises that compare what you did with what an experienced officer would have done."),
        ("practice.report_made",),
    ),
    "import_list": DialogPage(
        N_("Import a watch list"),
        N_("Takes the files of one watch list in as a new edition, once their columns are clear."),
        ("list.imported", "list_mapping.kept"),
        see=("reference",),
    ),
    "pack_import": DialogPage(
        N_("Import a pack"),
        N_("Takes in reference data, from a pack or an official file, as a new edition."),
        ("import_pack",),
        see=("bundle", "reference"),
    ),
    "bundle": DialogPage(
        N_("Reference bundle"),
        N_("Takes in packs that their publishers signed, once two persons accepted the publisher."),
        ("bundle.taken", "accept_root"),
        see=("pack_import",),
    ),
    "import_entities": DialogPage(
        N_("Import entities and links"),
        N_("Takes in entities and the links between them, as statements of their source."),
        ("entities.imported",),
        see=("entities",),
    ),
    "duplicates": DialogPage(
        N_("Entities that may be one"),
        N_("Pairs of entities that are alike, to be merged or told apart."),
        ("entity.merged", "entity.told_apart"),
        see=("entity",),
    ),
    "ownership": DialogPage(
        N_("Who is behind it"),
        N_("Who holds an entity, through all chains of shares, at least and at most."),
        ("entity.linked", "entity.report_made"),
        see=("entity",),
    ),
    "stale_save": DialogPage(
        N_("Changed meanwhile"),
        N_("Somebody else saved first: both versions side by side, before anything of yours is."),
        see=("case",),
    ),
    "acts": DialogPage(
        N_("Acts"),
        N_("Everything that can be done on this case, what it waits for first, and why not now."),
        see=("case",),
    ),
    "reason_templates": DialogPage(
        N_("Reason templates"),
        N_("Texts of the office to begin a reason from; what the case states is filled in."),
        ("reason_template.kept", "reason_template.removed"),
    ),
    "find": DialogPage(
        N_("Find"),
        N_("Goes to a case, entity, code or place by a few letters, or begins a deed."),
        see=("finding",),
    ),
    "crash": DialogPage(
        N_("Landwaiter made a mistake"),
        N_("A fault of the program: the deed was not done, and nothing that was saved is lost."),
    ),
}  # fmt: skip


def page_of_dialog(name: str) -> TopicPage:
    """The page of a dialog, in the language spoken."""
    page = PAGES[name]
    return TopicPage(
        name,
        _(page.title),
        TopicKind.DIALOG,
        _(page.purpose),
        questions=told_questions(page.questions),
        deeds=page.deeds,
        see=page.see,
    )
