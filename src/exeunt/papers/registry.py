"""Every paper with the files it makes: a registry from key to functions that are called when the file is written."""

from collections.abc import Callable
from functools import partial

import attrs

from exeunt.documents.parts import Document, Field
from exeunt.papers import (
    air_table,
    closure,
    convoy_order,
    destruction_list,
    disposal_plan,
    movement_list,
    movement_table,
    permissions,
    sitrep,
)
from exeunt.papers.calendar import calendar
from exeunt.papers.dossier import Dossier
from exeunt.papers.geography import LEGS, MOVEMENTS, SITES, geography
from exeunt.papers.keys import KEYS
from exeunt.papers.names import safe_names


@attrs.frozen
class Piece:
    """A file of a paper: its name in the folder, and what makes its document."""

    name: str
    make: Callable[[], Document]


def movement_pieces(dossier: Dossier) -> list[Piece]:
    """Return the movement table; none where nothing moves by road, river, sea or rail."""
    return (
        [Piece("movement-table.xlsx", partial(movement_table.movement_table, dossier))]
        if dossier.surface
        else []
    )


def air_pieces(dossier: Dossier) -> list[Piece]:
    """Return the air table; none where nothing flies."""
    return (
        [Piece("air-table.xlsx", partial(air_table.air_table, dossier))] if dossier.flights else []
    )


def order_pieces(dossier: Dossier) -> list[Piece]:
    """Return an order for each serial by road, river, sea or rail."""
    names = safe_names(m.serial for m in dossier.surface)
    return [
        Piece(f"convoy-orders/{names[m.serial]}.docx", partial(convoy_order.order, dossier, m))
        for m in dossier.surface
    ]


def permission_pieces(dossier: Dossier) -> list[Piece]:
    """Return the register and a letter for each grantor that is asked; none where the mission has no permissions."""
    asked = permissions.grantors(dossier)
    names = safe_names(asked)
    letters = [
        Piece(
            f"permissions/{names[grantor]}.docx",
            partial(permissions.letter, dossier, grantor, rows),
        )
        for grantor, rows in asked.items()
    ]
    return (
        [Piece("permissions.xlsx", partial(permissions.register, dossier)), *letters]
        if dossier.mission.permissions
        else []
    )


def disposal_pieces(dossier: Dossier) -> list[Piece]:
    """Return the asset disposal plan; none where there is no kit."""
    wanted = dossier.reading.kit or dossier.reading.fleets_abandoned
    return (
        [Piece("asset-disposal-plan.xlsx", partial(disposal_plan.disposal_plan, dossier))]
        if wanted
        else []
    )


def destruction_pieces(dossier: Dossier) -> list[Piece]:
    """Return the destruction list; none where nothing is destroyed and nothing stays behind."""
    wanted = destruction_list.has_destruction(dossier)
    return (
        [Piece("destruction-list.xlsx", partial(destruction_list.destruction_list, dossier))]
        if wanted
        else []
    )


def closure_pieces(dossier: Dossier) -> list[Piece]:
    """Return a checklist and a certificate for each site that closes."""
    found = closure.closings(dossier)
    names = safe_names(c.site for c in found)
    return [
        piece
        for c in found
        for piece in (
            Piece(
                f"closures/{names[c.site]}-checklist.docx", partial(closure.checklist, dossier, c)
            ),
            Piece(
                f"closures/{names[c.site]}-certificate.docx",
                partial(closure.certificate, dossier, c),
            ),
        )
    ]


def sitrep_pieces(dossier: Dossier) -> list[Piece]:
    """Return a situation report for each week, or day."""
    return [
        Piece(f"sitreps/{period.key}.docx", partial(sitrep.sitrep, dossier, period))
        for period in dossier.periods
    ]


def list_pieces(dossier: Dossier) -> list[Piece]:
    """Return the movement list; none where nobody and nothing moves."""
    wanted = any(next(movement_list.lines(dossier, m), None) for m in dossier.movements)
    return (
        [Piece("movement-list.csv", partial(movement_list.movement_list, dossier))]
        if wanted
        else []
    )


def map_pieces(dossier: Dossier) -> list[Piece]:
    """Return the maps: sites with legs, and movements, in the formats of GIS, globes and navigation devices."""
    return [
        Piece("sites-and-legs.geojson", partial(geography, dossier, SITES, LEGS)),
        Piece("movements.geojson", partial(geography, dossier, MOVEMENTS)),
        Piece("movements.kml", partial(geography, dossier, SITES, LEGS, MOVEMENTS)),
        Piece("movements.gpx", partial(geography, dossier, SITES, MOVEMENTS)),
    ]


def calendar_pieces(dossier: Dossier) -> list[Piece]:
    """Return the calendar."""
    return [Piece("calendar.ics", partial(calendar, dossier))]


PAPERS: dict[str, Callable[[Dossier], list[Piece]]] = dict(
    zip(
        KEYS,
        (
            movement_pieces,
            air_pieces,
            order_pieces,
            permission_pieces,
            disposal_pieces,
            destruction_pieces,
            closure_pieces,
            sitrep_pieces,
            list_pieces,
            map_pieces,
            calendar_pieces,
        ),
        strict=True,
    )
)
"""What makes the files of each paper; no file where a paper would have nothing to say."""

COLUMNS: dict[str, dict[str, tuple[Field, ...]]] = {
    "movement-table": {
        "movement.serials": movement_table.ONE_A_SERIAL,
        "movement.stages": movement_table.ONE_A_STAGE,
        "movement.loads": movement_table.ONE_A_LOAD,
        "movement.by_week": movement_table.ONE_A_WEEK,
    },
    "air-table": {
        "air.flights": air_table.ONE_A_FLIGHT,
        "air.stages": air_table.ONE_A_STAGE,
        "air.loads": movement_table.ONE_A_LOAD,
        "air.by_day": air_table.ONE_A_DAY,
        "air.landings": air_table.ONE_A_FIELD,
        "air.hours": air_table.ONE_A_MONTH,
    },
    "permissions": {
        "permissions.register": permissions.REGISTER,
        "permissions.uses": permissions.USES,
    },
    "asset-disposal-plan": {
        "disposal.by_group": disposal_plan.BY_GROUP,
        "disposal.by_fate": disposal_plan.BY_FATE,
        "disposal.by_site": disposal_plan.BY_SITE,
        "disposal.detail": disposal_plan.DETAIL,
    },
    "destruction-list": {
        "destruction.list": destruction_list.DESTROYED,
        "destruction.by_day": destruction_list.BY_DAY,
        "destruction.behind": destruction_list.BEHIND,
    },
    "movement-list": {"": movement_list.LINES},
}
"""Columns of every paper that is tables, by the key of the sheet's title: what sheets, notes, headers and documentation are made from."""
