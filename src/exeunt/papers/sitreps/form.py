"""The form of a situation report: the sections of all reports, and nothing of any week in them."""

from exeunt.documents.parts import (
    Block,
    Form,
    Headline,
    Paragraph,
    Signatures,
    Text,
    TextLine,
    TextTable,
)
from exeunt.facts.kinds import Kind
from exeunt.model.forces import POPULATIONS
from exeunt.papers.dossier import Dossier
from exeunt.papers.sitreps.progress import ACTUAL
from exeunt.papers.sitreps.sitrep import is_ours

SPARE = 6
"""Blank rows for movements; who has more copies the page."""


def form(dossier: Dossier) -> Text:
    """Return the form: populations, ends of kit and sites by name, and room for what happened."""
    word = dossier.word
    title = word("sitrep.form")
    # In the order of the reports, so that headquarters reads both alike.
    blocks: list[Block] = [
        Headline(title, 0),
        Paragraph(dossier.title, "lead"),
        Form(
            tuple((word(f"sitrep.{name}"), "") for name in ("from", "to", "as_of", "period")),
            columns=2,
        ),
        Paragraph(word("sitrep.form_note"), "small"),
        Headline(f"1. {word('sitrep.summary')}"),
        Form(((word("sitrep.assessment"), ""),)),
        Headline(f"2. {word('sitrep.people')}"),
        rows(
            dossier, ("population", "to_leave", "before", "this", "remaining"), populations(dossier)
        ),
        Headline(f"3. {word('sitrep.kit')}"),
        rows(dossier, ("kit_end", "to_go", "before", "this", "remaining"), kinds(dossier)),
        Headline(f"4. {word('sitrep.sites')}"),
        rows(dossier, ("site", "floor", "present", "kit_there", "closes"), sites(dossier)),
        Headline(f"5. {word('sitrep.movements')}"),
        rows(dossier, ("serial", "route", "departs", "arrives", "passengers"), ("",) * SPARE),
        Headline(f"6. {word('sitrep.next')}"),
        rows(dossier, ("serial", "route", "departs", "arrives", "passengers"), ("",) * SPARE),
        Headline(f"7. {word('sitrep.permissions_form')}"),
        Form(((word("sitrep.permission"), ""), (word("sitrep.grantor"), ""))),
        Headline(f"8. {word('sitrep.stocks')}"),
        Form(tuple((word(f"supply.{name}"), "") for name in ("fuel", "water", "rations"))),
        Headline(f"9. {word('sitrep.incidents')}"),
        Form(((word("sitrep.incidents_here"), ""), (word("sitrep.requests"), ""))),
        Signatures(
            (word("sign.prepared"), word("sign.approved")),
            (word("sign.name"), word("sign.date"), word("sign.signature")),
        ),
    ]
    return dossier.text(title, tuple(blocks))


def rows(dossier: Dossier, heads: tuple[str, ...], names: tuple[str, ...]) -> TextTable:
    """Return a table with a row to fill in for each name; ``heads`` are keys of its columns."""
    blanks: tuple[TextLine, ...] = (ACTUAL,) * (len(heads) - 1)
    return TextTable(
        head=tuple(dossier.word(f"sitrep.{head}") for head in heads),
        rows=tuple((name or ACTUAL, *blanks) for name in names),
    )


def populations(dossier: Dossier) -> tuple[str, ...]:
    """Name the populations of those who leave, and their sum."""
    there = {party.population for party in dossier.reading.leavers}
    listed = [dossier.say(f"population.{name}") for name in POPULATIONS if name in there]
    return (*listed, dossier.word("total"))


def kinds(dossier: Dossier) -> tuple[str, ...]:
    """Name what may become of kit, and the sum."""
    return (*(dossier.say(f"kind_of_kit.{kind}") for kind in Kind), dossier.word("total"))


def sites(dossier: Dossier) -> tuple[str, ...]:
    """Name our sites."""
    return tuple(
        dossier.site(site.site) for site in dossier.mission.sites if is_ours(dossier, site)
    )
