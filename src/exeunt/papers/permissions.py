"""Permissions: a register of them all, what stands on each, when each use must be notified; and letters that ask, by grantor."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

import attrs

from exeunt.documents.parts import (
    Block,
    Field,
    Form,
    Grid,
    Heading,
    Line,
    Paragraph,
    Run,
    Sheets,
    Signatures,
    Text,
    Value,
    table,
)
from exeunt.facts.movements import Movement
from exeunt.model.plan import Request
from exeunt.model.stores import STATES, SUPPLIES, Permission
from exeunt.papers.dossier import Dossier
from exeunt.papers.fields import DEPART, KIND, SERIAL, TEU, UNITS
from exeunt.papers.movement_table import teu_of

_MADE = re.compile(rf": ({'|'.join(STATES)})$")
"""What the planner writes as a reason ends so, and says no more than the row itself."""


NAME = Field(
    "permission",
    "text",
    "Permission",
    "Autorisation",
    "Identifier of the permission.",
    "Identifiant de l'autorisation.",
)
GRANTOR = Field(
    "grantor", "text", "Granted by", "Accordée par", "Who decides.", "Autorité qui décide."
)
PEOPLE = Field(
    "people",
    "whole",
    "People",
    "Personnes",
    "Passengers of the serials that depend on it.",
    "Passagers des rames qui en dépendent.",
    "people",
)
REGISTER = (
    NAME,
    Field(
        "use",
        "text",
        "Use",
        "Usage",
        "Relied on, to ask for, both, or not used by the plan.",
        "Utilisée, à demander, les deux, ou sans usage dans le plan.",
    ),
    Field(
        "mode",
        "text",
        "Mode",
        "Mode",
        "What it is about: a mode of movement, or the import of a supply.",
        "Objet : un mode de déplacement ou l'importation d'un approvisionnement.",
    ),
    Field(
        "where",
        "text",
        "Where",
        "Où",
        "Leg, site or supply; everywhere where it names none.",
        "Tronçon, site ou approvisionnement ; partout si elle n'en nomme aucun.",
    ),
    Field(
        "direction", "text", "Direction", "Sens", "In, out or both.", "Entrée, sortie ou les deux."
    ),
    Field(
        "payload",
        "text",
        "Payload",
        "Charge",
        "What may be carried.",
        "Ce qui peut être transporté.",
    ),
    Field(
        "provider",
        "text",
        "Nation",
        "Nation",
        "Only for people and kit of this nation; blank: everybody's.",
        "Seulement pour les personnes et le matériel de cette nation ; vide : pour tous.",
    ),
    GRANTOR,
    Field(
        "state",
        "text",
        "State",
        "État",
        "What is known of it at the mission's start.",
        "Ce que l'on en sait au début de la mission.",
    ),
    Field(
        "valid_from",
        "moment",
        "From",
        "Du",
        "First moment it covers; blank: the start.",
        "Premier moment couvert ; vide : dès le début.",
    ),
    Field(
        "valid_to",
        "moment",
        "To",
        "Au",
        "First moment it no longer covers; blank: the end.",
        "Premier moment qui n'est plus couvert ; vide : jusqu'à la fin.",
    ),
    Field(
        "ask_by",
        "moment",
        "Ask by",
        "À demander avant",
        "Last moment to ask, by the plan.",
        "Dernier moment pour la demander, selon le plan.",
    ),
    Field(
        "answer_by",
        "moment",
        "Answer by",
        "Réponse attendue",
        "When an answer is expected.",
        "Date à laquelle une réponse est attendue.",
    ),
    Field(
        "chance",
        "share",
        "Chance",
        "Probabilité",
        "Chance that it is, or stays, granted.",
        "Probabilité qu'elle soit, ou reste, accordée.",
    ),
    Field(
        "lead_days",
        "number",
        "Notice",
        "Préavis",
        "Days before use by which it must be asked for.",
        "Délai de demande avant usage.",
        "days",
        zero=True,
    ),
    Field(
        "movements",
        "whole",
        "Movements",
        "Mouvements",
        "Serials that depend on it.",
        "Rames qui en dépendent.",
        "serials",
        zero=True,
    ),
    Field(
        "first_use",
        "moment",
        "First use",
        "Premier usage",
        "Departure of the first stage that depends on it.",
        "Départ de la première étape qui en dépend.",
    ),
    Field(
        "last_use",
        "moment",
        "Last use",
        "Dernier usage",
        "Departure of the last stage that depends on it.",
        "Départ de la dernière étape qui en dépend.",
    ),
    PEOPLE,
    UNITS,
    TEU,
    Field(
        "reason",
        "text",
        "Wanted for",
        "Motif",
        "What people wrote in the plan that it would be used for.",
        "Usage prévu, tel que saisi dans le plan.",
    ),
    Field(
        "source",
        "text",
        "Source",
        "Source",
        "Where the mission has it from.",
        "Origine de l'information.",
    ),
)
USES = (
    NAME,
    GRANTOR,
    SERIAL,
    KIND,
    DEPART,
    Field(
        "notify_by",
        "moment",
        "Notify by",
        "À notifier avant",
        "Departure less the notice; never before the mission's start.",
        "Départ moins le préavis ; jamais avant le début de la mission.",
    ),
    Field(
        "where",
        "text",
        "From – to",
        "De – vers",
        "The first stage of the serial that depends on it.",
        "Première étape de la rame qui en dépend.",
    ),
    PEOPLE,
    UNITS,
    TEU,
    Field(
        "reference",
        "text",
        "Reference",
        "Référence",
        "To fill in: reference of the notice or clearance.",
        "À compléter : référence de la notification ou de l'autorisation.",
        fill=True,
    ),
)


@attrs.frozen(kw_only=True)
class Use:
    """A serial that depends on a permission, with its first and last departure that does."""

    movement: Movement
    first: datetime
    last: datetime
    way: str


def uses(dossier: Dossier) -> dict[str, tuple[Use, ...]]:
    """Return the serials that depend on each permission, in the order of leaving."""
    found: dict[str, list[Use]] = defaultdict(list)
    for movement in dossier.movements:
        stages = defaultdict(list)
        for hop in movement.hops:
            for name in dict.fromkeys(
                row.permission for row in dossier.leaves[movement.serial, hop.stage.stage]
            ):
                stages[name].append(hop)
        for name, hops in stages.items():
            way = f"{dossier.site(hops[0].origin)} – {dossier.site(hops[0].destination)}"
            found[name].append(
                Use(
                    movement=movement,
                    first=hops[0].stage.depart,
                    last=hops[-1].stage.depart,
                    way=way,
                )
            )
    return {name: tuple(members) for name, members in found.items()}


def register(dossier: Dossier) -> Sheets:
    """Return the register."""
    found = uses(dossier)
    asked = {request.permission: request for request in dossier.plan.requests}
    rows = [
        register_row(dossier, row, found.get(row.permission, ()), asked.get(row.permission))
        for row in dossier.mission.permissions
    ]
    rank = {
        dossier.word(f"permissions.use.{use}"): n
        for n, use in enumerate(("to_ask", "both", "relied", "imports", "unused"))
    }
    listed = sorted(rows, key=lambda r: (rank[str(r["use"])], r["ask_by"] or dossier.mission.end))
    notices = sorted(
        (
            use_row(dossier, row, use)
            for row in dossier.mission.permissions
            for use in found.get(row.permission, ())
        ),
        key=lambda r: (r["notify_by"], r["depart"], r["serial"]),
    )
    tables = (
        table(dossier.word("permissions.register"), REGISTER, listed),
        table(dossier.word("permissions.uses"), USES, notices),
    )
    return dossier.sheets("permissions", tables)


def register_row(
    dossier: Dossier, row: Permission, used: tuple[Use, ...], request: Request | None
) -> dict[str, Value]:
    """Return a permission's row."""
    return {
        "permission": row.permission,
        "use": use_of(dossier, row, used=bool(used), asked=request is not None),
        **about(dossier, row),
        "grantor": row.grantor,
        "state": dossier.say(f"state.{row.state}"),
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "ask_by": request.ask_by if request else None,
        "answer_by": row.answer_by,
        "chance": row.chance,
        "lead_days": row.lead_days,
        "movements": len(used),
        "first_use": min((u.first for u in used), default=None),
        "last_use": max((u.last for u in used), default=None),
        **carried(dossier, [u.movement for u in used]),
        "reason": wanted_for(request) if request else "",
        "source": row.source,
    }


def about(dossier: Dossier, row: Permission) -> dict[str, Value]:
    """Say what a permission is about."""
    say, word, where = dossier.say, dossier.word, dossier.where(row.where)
    where = where.lower() if row.where in SUPPLIES else where
    return {
        "mode": say(f"mode.{row.mode}"),
        "where": where,
        "direction": word(f"permissions.direction.{row.direction}"),
        "payload": say(f"payload.{row.payload}"),
        "provider": row.provider,
    }


def wanted_for(request: Request) -> str:
    """Return what people wrote a permission is wanted for; blank where the planner wrote it, in words of its own."""
    return "" if _MADE.search(request.reason) else request.reason


def use_of(dossier: Dossier, row: Permission, *, used: bool, asked: bool) -> str:
    """Say whether the plan relies on a permission, asks for it, both, or neither."""
    if row.mode == "import" and not asked:
        supplies = [
            s
            for s in dossier.mission.supplies
            if s.import_per_day and row.where in {s.supply, s.site, "*"}
        ]
        return dossier.word(
            "permissions.use.imports"
            if supplies and row.state == "granted"
            else "permissions.use.unused"
        )
    return dossier.word(
        f"permissions.use.{'both' if used and asked else 'to_ask' if asked else 'relied' if used else 'unused'}"
    )


def carried(dossier: Dossier, members: Iterable[Movement]) -> dict[str, Value]:
    """Return who and what serials carry, together."""
    listed = list(members)
    return {
        "people": sum(round(m.passengers) for m in listed),
        "units": sum(round(m.units) for m in listed),
        "teu": sum(teu_of(dossier, j) for m in listed for j in m.journeys),
    }


def use_row(dossier: Dossier, row: Permission, use: Use) -> dict[str, Value]:
    """Return the row of one use of a permission."""
    return {
        "permission": row.permission,
        "grantor": row.grantor,
        "serial": use.movement.serial,
        "kind": dossier.kind(use.movement),
        "depart": use.first,
        "notify_by": max(dossier.mission.start, use.first - timedelta(days=row.lead_days)),
        "where": use.way,
        **carried(dossier, [use.movement]),
        "reference": "",
    }


def grantors(dossier: Dossier) -> dict[str, list[tuple[Permission, Request]]]:
    """Return the permissions to ask for with their requests, by who grants them; a blank grantor is not named yet."""
    rows = {row.permission: row for row in dossier.mission.permissions}
    found: dict[str, list[tuple[Permission, Request]]] = defaultdict(list)
    for request in sorted(dossier.plan.requests, key=lambda r: (r.ask_by, r.permission)):
        row = rows[request.permission]
        found[row.grantor.strip()].append((row, request))
    return dict(found)


def letter(dossier: Dossier, grantor: str, asked: list[tuple[Permission, Request]]) -> Text:
    """Return the draft of a note that asks a grantor for permissions."""
    word, say, mission = dossier.word, dossier.say, dossier.mission
    to: Line = grantor or Run(word("letter.grantor_blank"), fill=True)
    head = tuple(
        word(f"letter.{name}")
        for name in ("number", "what", "where", "payload", "period", "ask", "answer")
    )
    rows = [letter_row(dossier, n, row, request) for n, (row, request) in enumerate(asked, start=1)]
    first = min(request.ask_by for _, request in asked)
    wanted = [row.answer_by for row, _ in asked if row.answer_by]
    ours = Run(word("letter.ours"), fill=True)
    count = word(plural("letter.requests", len(asked)), n=say.number(len(asked)))
    blocks: list[Block] = [
        Heading(word("letter.title"), 0),
        Form(
            (
                (word("letter.to"), to),
                (word("letter.reference"), ""),
                (word("letter.date"), ""),
                (word("letter.send_by"), say.moment(first)),
            )
        ),
        Paragraph(word("letter.draft"), "small"),
        Paragraph(
            (
                ours,
                " "
                + word(
                    "letter.opening", grantor=grantor or word("letter.authorities"), count=count
                ),
            )
        ),
        Grid(head=head, rows=tuple(rows), widths=(0.5, 1.6, 2.2, 1.6, 2.4, 1.5, 1.5)),
        *[
            paragraph
            for n, (row, request) in enumerate(asked, start=1)
            for paragraph in explained(dossier, n, row, request)
        ],
        Paragraph(
            word("letter.answer_wanted", when=say.date(min(wanted)))
            if wanted
            else word("letter.answer_open")
        ),
        Paragraph(word("letter.details", deadline=until(dossier, mission.deadline))),
        Paragraph((word("letter.contact") + " ", Run("", fill=True))),
        Paragraph(
            (ours, " " + word("letter.closing", grantor=grantor or word("letter.authorities")))
        ),
        Signatures(
            (word("letter.signed"),),
            (word("sign.name"), word("sign.place_date"), word("sign.signature")),
        ),
    ]
    return dossier.text(word("letter.title"), tuple(blocks))


def plural(key: str, n: int) -> str:
    """Return the key of the words for one or for several."""
    return f"{key}_one" if n == 1 else f"{key}_other"


def letter_row(dossier: Dossier, n: int, row: Permission, request: Request) -> tuple[Line, ...]:
    """Return a permission's row in a letter."""
    say, facts, mission = dossier.say, about(dossier, row), dossier.mission
    payload = str(facts["payload"]) + (f" ({row.provider})" if row.provider else "")
    where = str(facts["where"]) + (f", {facts['direction']}" if row.mode != "import" else "")
    period = dossier.word(
        "letter.span",
        since=say.date(row.valid_from or mission.start),
        until=until(dossier, row.valid_to or mission.end),
    )
    return (
        str(n),
        str(facts["mode"]),
        where,
        payload,
        period,
        say.date(request.ask_by),
        say.date(row.answer_by),
    )


def until(dossier: Dossier, end: datetime) -> str:
    """Print the end of a span; where times of day are not told, as the last day that it covers: a midnight ends the day before."""
    return dossier.say.date(end if dossier.say.fine else end - timedelta(microseconds=1))


def explained(dossier: Dossier, n: int, row: Permission, request: Request) -> list[Block]:
    """Say what a permission is wanted for and, where it was refused or not answered, that it is asked for again."""
    facts = about(dossier, row)
    what = dossier.word(
        f"letter.item_{'import' if row.mode == 'import' else 'movement'}",
        n=n,
        permission=row.permission,
        **{k: str(v) for k, v in facts.items()},
    )
    again = dossier.word(f"letter.state_{row.state}")
    reason = (
        dossier.word("letter.reason", reason=wanted_for(request)) if wanted_for(request) else ""
    )
    return [Paragraph(" ".join(part for part in (what, again, reason) if part))]
