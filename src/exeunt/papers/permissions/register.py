"""The register: every permission, what stands on it, and when each use must be notified."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

import attrs

from exeunt.documents.parts import Sheets, Value, table
from exeunt.facts.movements import Hop, Movement
from exeunt.model.choices import LEAVE
from exeunt.model.plan import Request
from exeunt.model.stores import Permission
from exeunt.papers.dossier import Dossier
from exeunt.papers.loads import teu_of
from exeunt.papers.permissions.columns import REGISTER, USES
from exeunt.papers.permissions.words import about, wanted_for

USES_IN_ORDER = ("to_ask", "both", "relied", "imports", "unused")
"""How a plan may use a permission, as the register lists them."""


@attrs.frozen(kw_only=True)
class Use:
    """A serial that depends on a permission, with its first and last departure that does."""

    movement: Movement
    first: datetime
    last: datetime
    way: str


def uses(dossier: Dossier) -> dict[str, tuple[Use, ...]]:
    """Return the serials that depend on each permission, in the order of leaving."""
    by_permission: dict[str, list[Use]] = defaultdict(list)
    for movement in dossier.movements:
        stages: dict[str, list[Hop]] = defaultdict(list)
        for hop in movement.hops:
            for name in dossier.leaves_of(movement, hop):
                stages[name].append(hop)
        for name, hops in stages.items():
            # A grantor knows the border or field that he is asked for, not the rest of the way.
            way = f"{dossier.site(hops[0].origin)} – {dossier.site(hops[0].destination)}"
            by_permission[name].append(
                Use(
                    movement=movement,
                    first=hops[0].stage.depart,
                    last=hops[-1].stage.depart,
                    way=way,
                )
            )
    return {name: tuple(members) for name, members in by_permission.items()}


def register(dossier: Dossier) -> Sheets:
    """Return the register."""
    used_by = uses(dossier)
    asked = {request.permission: request for request in dossier.plan.requests}
    rows = [
        register_row(
            dossier,
            permission,
            used_by.get(permission.permission, ()),
            asked.get(permission.permission),
        )
        for permission in dossier.mission.permissions
    ]
    # What somebody still has to do comes first, and the soonest of it.
    rank = {dossier.word(f"permissions.use.{use}"): n for n, use in enumerate(USES_IN_ORDER)}
    rows.sort(key=lambda entry: (rank[str(entry["use"])], entry["ask_by"] or dossier.mission.end))
    notices = [
        use_row(dossier, permission, use)
        for permission in dossier.mission.permissions
        for use in used_by.get(permission.permission, ())
    ]
    notices.sort(key=lambda notice: (notice["notify_by"], notice["depart"], notice["serial"]))
    tables = (
        table(dossier.word("permissions.register"), REGISTER, rows),
        table(dossier.word("permissions.uses"), USES, notices),
    )
    return dossier.sheets("permissions", tables)


def register_row(
    dossier: Dossier, permission: Permission, used: tuple[Use, ...], request: Request | None
) -> dict[str, Value]:
    """Return a permission's row."""
    ask_by, reason = None, ""
    if request is not None:
        ask_by, reason = request.ask_by, wanted_for(request)
    return {
        "permission": permission.permission,
        "use": use_of(dossier, permission, used=bool(used), asked=request is not None),
        **about(dossier, permission),
        "grantor": permission.grantor,
        "state": dossier.say(f"state.{permission.state}"),
        "valid_from": permission.valid_from,
        "valid_to": permission.valid_to,
        "ask_by": ask_by,
        "answer_by": permission.answer_by,
        "chance": permission.chance,
        "lead_days": permission.lead_days,
        "movements": len(used),
        "first_use": min((u.first for u in used), default=None),
        "last_use": max((u.last for u in used), default=None),
        **carried(dossier, [u.movement for u in used]),
        "reason": reason,
        "source": permission.source,
    }


def use_of(dossier: Dossier, permission: Permission, *, used: bool, asked: bool) -> str:
    """Say whether the plan relies on a permission, asks for it, both, or neither."""
    if used and asked:
        use = "both"
    elif asked:
        use = "to_ask"
    elif used:
        use = "relied"
    elif brings_supplies(dossier, permission):
        use = "imports"
    else:
        use = "unused"
    return dossier.word(f"permissions.use.{use}")


def brings_supplies(dossier: Dossier, permission: Permission) -> bool:
    """Say whether stocks rely on a permission for what comes in from outside."""
    if permission.mode != "import" or permission.state not in LEAVE:
        return False
    return any(
        stock.import_per_day and permission.where in {stock.supply, stock.site, "*"}
        for stock in dossier.mission.supplies
    )


def carried(dossier: Dossier, members: Iterable[Movement]) -> dict[str, Value]:
    """Return who and what serials carry, together."""
    listed = list(members)
    return {
        "people": sum(round(m.passengers) for m in listed),
        "units": sum(round(m.units) for m in listed),
        "teu": sum(teu_of(dossier, j) for m in listed for j in m.journeys),
    }


def use_row(dossier: Dossier, permission: Permission, use: Use) -> dict[str, Value]:
    """Return the row of one use of a permission."""
    # A grant is often good only for movements that are notified so many days before.
    return {
        "permission": permission.permission,
        "grantor": permission.grantor,
        "serial": use.movement.serial,
        "kind": dossier.kind(use.movement),
        "depart": use.first,
        "notify_by": max(dossier.mission.start, use.first - timedelta(days=permission.lead_days)),
        "where": use.way,
        **carried(dossier, [use.movement]),
        "reference": "",
    }
