"""What a permission is about and wanted for, in words."""

import re

from exeunt.documents.parts import Value
from exeunt.model.plan import Request
from exeunt.model.stores import STATES, SUPPLIES, Permission
from exeunt.papers.dossier import Dossier

_MADE = re.compile(rf": ({'|'.join(STATES)})$")
"""What the planner writes as a reason ends so, and says no more than the row itself."""


def about(dossier: Dossier, permission: Permission) -> dict[str, Value]:
    """Say what a permission is about."""
    say, word, where = dossier.say, dossier.word, dossier.where(permission.where)
    # It stands within a sentence of a letter, where a site keeps its capital and fuel has none.
    if permission.where in SUPPLIES:
        where = where.lower()
    return {
        "mode": say(f"mode.{permission.mode}"),
        "where": where,
        "direction": word(f"permissions.direction.{permission.direction}"),
        "payload": say(f"payload.{permission.payload}"),
        "provider": permission.provider,
    }


def wanted_for(request: Request) -> str:
    """Return what people wrote a permission is wanted for.

    Blank where the planner wrote it, in words of its own.
    """
    if _MADE.search(request.reason):
        return ""
    return request.reason
