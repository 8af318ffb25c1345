"""The register: every permission, what stands on it, and when each use must be notified."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

import attrs

from exeunt.documents.parts import Sheets, Value, table
from exeunt.facts.movements import Movement
from exeunt.model.plan import Request
from exeunt.model.stores import Permission
from exeunt.papers.dossier import Dossier
from exeunt.papers.loads import teu_of
from exeunt.papers.permissions.columns import REGISTER, USES
from exeunt.papers.permissions.words import about, wanted_for


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
        stages = defaultdict(list)
        for hop in movement.hops:
            for name in dict.fromkeys(
                permission.permission
                for permission in dossier.facts.leaves[movement.serial, hop.stage.stage]
            ):
                stages[name].append(hop)
        for name, hops in stages.items():
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
    rank = {
        dossier.word(f"permissions.use.{use}"): n
        for n, use in enumerate(("to_ask", "both", "relied", "imports", "unused"))
    }
    listed = sorted(rows, key=lambda r: (rank[str(r["use"])], r["ask_by"] or dossier.mission.end))
    notices = sorted(
        (
            use_row(dossier, permission, use)
            for permission in dossier.mission.permissions
            for use in used_by.get(permission.permission, ())
        ),
        key=lambda r: (r["notify_by"], r["depart"], r["serial"]),
    )
    tables = (
        table(dossier.word("permissions.register"), REGISTER, listed),
        table(dossier.word("permissions.uses"), USES, notices),
    )
    return dossier.sheets("permissions", tables)


def register_row(
    dossier: Dossier, permission: Permission, used: tuple[Use, ...], request: Request | None
) -> dict[str, Value]:
    """Return a permission's row."""
    return {
        "permission": permission.permission,
        "use": use_of(dossier, permission, used=bool(used), asked=request is not None),
        **about(dossier, permission),
        "grantor": permission.grantor,
        "state": dossier.say(f"state.{permission.state}"),
        "valid_from": permission.valid_from,
        "valid_to": permission.valid_to,
        "ask_by": request.ask_by if request else None,
        "answer_by": permission.answer_by,
        "chance": permission.chance,
        "lead_days": permission.lead_days,
        "movements": len(used),
        "first_use": min((u.first for u in used), default=None),
        "last_use": max((u.last for u in used), default=None),
        **carried(dossier, [u.movement for u in used]),
        "reason": wanted_for(request) if request else "",
        "source": permission.source,
    }


def use_of(dossier: Dossier, permission: Permission, *, used: bool, asked: bool) -> str:
    """Say whether the plan relies on a permission, asks for it, both, or neither."""
    if permission.mode == "import" and not asked:
        supplies = [
            s
            for s in dossier.mission.supplies
            if s.import_per_day and permission.where in {s.supply, s.site, "*"}
        ]
        return dossier.word(
            "permissions.use.imports"
            if supplies and permission.state == "granted"
            else "permissions.use.unused"
        )
    if used and asked:
        return dossier.word("permissions.use.both")
    if asked:
        return dossier.word("permissions.use.to_ask")
    return dossier.word("permissions.use.relied" if used else "permissions.use.unused")


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
