"""The certificate of a site's closing, to sign."""

from exeunt.documents.parts import (
    Block,
    Bullets,
    Form,
    Headline,
    Paragraph,
    Signatures,
    Text,
    TextLine,
    TextRun,
    TextTable,
)
from exeunt.facts.kinds import NOBODY
from exeunt.papers.closures.closing import ClosingSite, fate_name, fates, ready
from exeunt.papers.closures.dangerous import dangerous, dangerous_list, stays
from exeunt.papers.dossier import Dossier


def certificate(dossier: Dossier, closing: ClosingSite) -> Text:
    """Return the certificate of a site's closing, or of its handing over to a receiver."""
    word, handed = dossier.word, closing.sort == "handed"
    key = "certificate.title" if handed else "certificate.title_closing"
    title = word(key, site=dossier.site(closing.site))
    blocks: list[Block] = [
        Headline(title, 0),
        Paragraph(dossier.title, "lead"),
        Paragraph(f"{opening(dossier, closing)} {word('certificate.how')}"),
        certified(dossier, closing),
        Headline(word("certificate.figures")),
        certified_kit(dossier, closing),
        Headline(word("dangerous.title")),
        *dangerous_list(dossier, closing),
        Headline(word("certificate.people_title")),
        Paragraph(people(dossier, closing)),
        Headline(word("certificate.statements")),
        Bullets(statements(dossier, closing), boxes=True),
        Headline(word("certificate.reservations")),
        Form(tuple((str(n), "") for n in range(1, 4))),
        Headline(word("certificate.signatures")),
        Signatures(
            signers(dossier, closing),
            (
                word("sign.name"),
                word("sign.function"),
                word("sign.place_date"),
                word("sign.signature"),
            ),
        ),
    ]
    return dossier.text(title, tuple(blocks))


def signers(dossier: Dossier, closing: ClosingSite) -> tuple[str, ...]:
    """Return who signs: we, a receiver who takes over, and a witness."""
    roles = [dossier.word("sign.ours"), dossier.word("sign.witness")]
    # A receiver who is not there yet, or does not exist, takes nothing over and signs nothing.
    if closing.sort == "handed":
        roles.insert(1, dossier.word("sign.receiver"))
    return tuple(roles)


def opening(dossier: Dossier, closing: ClosingSite) -> str:
    """Say what is certified.

    It is closed and handed over, closed before the receiver is ready, or closed with nobody to
    take over.
    """
    story = closing.story
    return dossier.word(
        f"certificate.opening.{closing.sort}",
        site=dossier.site(closing.site),
        receiver=story.site.receiver,
        ready=ready(dossier, closing),
        close=dossier.when(dossier.plan.closes[closing.site].close),
        lasting=dossier.say.lasting(story.vacuum_days),
    )


def certified(dossier: Dossier, closing: ClosingSite) -> Form:
    """Return which site it is and when it closes; who takes it over, where anybody does."""
    word, site = dossier.word, closing.story.site
    lines: list[tuple[str, TextLine]] = [
        (word("certificate.site"), dossier.site(closing.site)),
        (
            word("certificate.place"),
            word("certificate.coordinates", lat=f"{site.lat:.4f}", lon=f"{site.lon:.4f}"),
        ),
        (word("certificate.planned"), dossier.when(dossier.plan.closes[closing.site].close)),
        (word("certificate.actual"), ""),
    ]
    if site.receiver:
        lines.append((word("closure.receiver"), site.receiver))
    if closing.sort == "vacuum":
        lines.append((word("closure.ready"), ready(dossier, closing)))
    if closing.sort == "handed":
        lines.append((word("certificate.representative"), ""))
    return Form((*lines, (word("certificate.reference"), "")))


def certified_kit(dossier: Dossier, closing: ClosingSite) -> TextTable:
    """Return what becomes of the kit by the plan, with a column for the day itself."""
    say, word = dossier.say, dossier.word
    units = fates(dossier, closing)
    rows = tuple(
        (fate_name(dossier, key), say.number(n), TextRun("", fill=True))
        for key, n in units.items()
        # Where it begins and what is left are signed for even where they are 0; ways that nothing
        # went would only be lines to argue over.
        if n or key in {"start", "rest"}
    )
    return TextTable(
        head=(word("closure.kit_what"), word("certificate.plan"), word("closure.time_actual")),
        rows=rows,
        widths=(4, 1.2, 1.6),
        right=(1,),
    )


def people(dossier: Dossier, closing: ClosingSite) -> str:
    """Say who was there at the start, and who still is when it has closed."""
    say, word = dossier.say, dossier.word
    begun = word("certificate.people_none")
    if closing.story.people:
        begun = word("certificate.people", people=say.count("person", closing.story.people))
    gone = word("certificate.people_gone")
    if closing.people_left:
        gone = word("certificate.people_left", people=say.count("person", closing.people_left))
    return f"{begun} {gone}"


def statements(dossier: Dossier, closing: ClosingSite) -> tuple[TextLine, ...]:
    """Return what the undersigned state.

    Where the plan leaves people or dangerous kit there, they state who and what it is, and not that
    there is none.
    """
    say, word = dossier.say, dossier.word
    units, kit = fates(dossier, closing), stays(dossier, closing)
    # Nobody may sign that a site is clear where the plan itself leaves ammunition behind, or that
    # it was taken over where there is nobody to take it.
    instead = {}
    if closing.people_left:
        left = say.count("person", closing.people_left)
        instead[1] = word("certificate.statement_1_left", people=left)
    if kit:
        instead[2] = word("certificate.statement_2_left", kit=kit)
    if closing.sort != "handed":
        instead[3] = word("certificate.statement_3_closing")
    elif units.get("abandon") or units.get(NOBODY) or units["rest"] > 0:
        instead[3] = word("certificate.statement_3_both")
    stated = [instead.get(n) or word(f"certificate.statement_{n}") for n in range(1, 7)]
    if any(one.destroyed for one in dangerous(dossier, closing)):
        stated.insert(2, word("certificate.statement_destroyed"))
    return tuple(stated)
