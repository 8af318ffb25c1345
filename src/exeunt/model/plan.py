"""The plan: serials and flights with their loads, disposals, closures, reserves, requests."""

from functools import cached_property
from typing import Any

import attrs

from exeunt.model.choices import AboardRole, LoadKind
from exeunt.model.columns import FORMAT_VERSION, Time, column
from exeunt.model.forces import DISPOSITIONS
from exeunt.model.legs import MODES
from exeunt.model.told import Told
from exeunt.model.trials import Allowed, Trial

LOAD_KINDS = tuple(LoadKind)
ROLES_ABOARD = tuple(AboardRole)
STATUSES = ("optimal", "feasible", "infeasible", "unknown", "edited")
ENDINGS = ("work", "clock", "asked")
"""What ends a search: its work is done, the time is over, or somebody asked it to stop."""
PLANNED = ("optimal", "feasible")
"""Of these, what the planner says of plans that it made."""


@attrs.frozen(kw_only=True)
class Stage:
    """One leg of a serial (a convoy, boat, train, ship or flight), numbered within it from 1."""

    serial: str = column(
        "id", {"en": "Serial", "fr": "Rame"}, "Identifier of the serial.", example="C-014"
    )
    stage: int = column(
        "integer",
        {"en": "Stage", "fr": "Étape"},
        "Number of the stage in its serial, from 1.",
        ge=1,
        example="1",
    )
    mode: str = column(
        "choice", {"en": "Mode", "fr": "Mode"}, "How it travels.", choices=MODES, example="road"
    )
    leg: str = column(
        "id", {"en": "Leg", "fr": "Tronçon"}, "Leg it travels.", ref=("leg",), example="gao-anefis"
    )
    origin: str = column(
        "id",
        {"en": "From", "fr": "De"},
        "Where the stage begins.",
        ref=("site",),
        aliases=("from", "de"),
        example="gao",
    )
    destination: str = column(
        "id",
        {"en": "To", "fr": "Vers"},
        "Where it ends.",
        ref=("site",),
        aliases=("to", "vers"),
        example="anefis",
    )
    depart: Time = column(
        "time", {"en": "Depart", "fr": "Départ"}, "When it leaves.", example="2023-07-20T06:00"
    )
    arrive: Time = column(
        "time",
        {"en": "Arrive", "fr": "Arrivée"},
        "When the last vehicle or aircraft of the stage is there.",
        example="2023-07-22T14:00",
    )
    # An air bridge of thirty sorties is one row: a row for each would drown the table without
    # saying more.
    rotations: int = column(
        "integer",
        {"en": "Sorties", "fr": "Rotations"},
        "Flights: sorties flown in the row's span by the aircraft in its loads; 1 for others.",
        unit="sorties",
        default=1,
        ge=1,
        example="1",
    )


@attrs.frozen(kw_only=True)
class Load:
    """Something aboard a serial, from before one stage until after the same or a later one."""

    serial: str = column("id", {"en": "Serial", "fr": "Rame"}, "The serial.", example="C-014")
    kind: str = column(
        "choice",
        {"en": "Kind", "fr": "Nature"},
        "vehicle (item: a fleet), aircraft (an air fleet), people (a party), lot, supply.",
        choices=LOAD_KINDS,
        example="lot",
    )
    item: str = column(
        "id",
        {"en": "Item", "fr": "Article"},
        "The fleet, air fleet, party, lot or supply.",
        ref=("fleet", "air_fleet", "party", "lot", "supply"),
        example="kidal-coe-containers",
    )
    # Supplies alone come in parts: half a container or half a person is an error of whoever wrote
    # the plan.
    quantity: float = column(
        "number",
        {"en": "Quantity", "fr": "Quantité"},
        "Vehicles, aircraft, people, units of the lot, or units of the supply. Whole numbers but "
        "for supplies.",
        gt=0,
        example="60",
    )
    # Stages, not sites, because a serial may pass the same site twice.
    board_stage: int = column(
        "integer",
        {"en": "Boards at stage", "fr": "Monte à l'étape"},
        "First stage it is aboard.",
        ge=1,
        example="3",
    )
    alight_stage: int = column(
        "integer",
        {"en": "Alights after stage", "fr": "Descend après l'étape"},
        "Last stage it is aboard.",
        ge=1,
        example="4",
    )
    # Crew and passengers are told apart since crews take no seats; used supplies from delivered,
    # since only these are freight.
    role: str = column(
        "choice",
        {"en": "Role", "fr": "Rôle"},
        "people: crew or passenger; lot: driven or carried; supply: used (by the serial) or "
        "delivered.",
        default="",
        choices=ROLES_ABOARD,
        example="carried",
    )


@attrs.frozen(kw_only=True)
class Disposal:
    """Units of a lot (or vehicles of a fleet, abandoned) disposed of where they stand.

    Shipping needs no row: arriving at the exit is the disposal. ``transfer`` rows say that units
    stay at a site that stays open.
    """

    site: str = column(
        "id", {"en": "Site", "fr": "Site"}, "Where they stand.", ref=("site",), example="kidal"
    )
    lot: str = column(
        "id",
        {"en": "Lot", "fr": "Lot"},
        "The lot, or a fleet that is abandoned.",
        ref=("lot", "fleet"),
        example="kidal-ammunition",
    )
    disposition: str = column(
        "choice",
        {"en": "Disposition", "fr": "Cession"},
        "What becomes of them.",
        choices=DISPOSITIONS,
        example="destroy",
    )
    quantity: int = column(
        "integer", {"en": "Quantity", "fr": "Quantité"}, "Units.", unit="units", ge=1, example="12"
    )
    # From then on nobody can change their mind: half-emptied containers are not loaded on a
    # truck.
    start: Time = column(
        "time",
        {"en": "Start", "fr": "Début"},
        "When work on them begins; they can be moved no more.",
        example="2023-09-01",
    )
    done: Time = column(
        "time", {"en": "Done", "fr": "Fin"}, "When they are gone.", example="2023-09-08"
    )


@attrs.frozen(kw_only=True)
class Closure:
    """When a site closes."""

    site: str = column(
        "id", {"en": "Site", "fr": "Site"}, "The site.", ref=("site",), example="kidal"
    )
    close: Time = column(
        "time",
        {"en": "Close", "fr": "Fermeture"},
        "When the last people leave and the site is ours no more.",
        example="2023-11-10",
    )
    last_serials: tuple[str, ...] = column(
        "ids",
        {"en": "Last serials", "fr": "Dernières rames"},
        "Serials that take the last people.",
        default=(),
        example="C-014",
    )
    # Said by the plan itself, so that whoever signs it has seen the number (rule
    # `receiver_ready`).
    vacuum_days: float = column(
        "number",
        {"en": "Vacuum", "fr": "Vacance sécuritaire"},
        "Days from closing to the receiver being ready.",
        unit="days",
        default=0.0,
        ge=0,
        example="0",
    )


@attrs.frozen(kw_only=True)
class Reserve:
    """Road seats held for people booked on a flight that needs a permission not yet granted."""

    flight: str = column(
        "id", {"en": "Flight", "fr": "Vol"}, "Serial of the flight.", example="F-003"
    )
    party: str = column(
        "id", {"en": "Party", "fr": "Groupe"}, "Whose people.", ref=("party",), example="chad-kidal"
    )
    people: int = column(
        "integer",
        {"en": "People", "fr": "Personnes"},
        "Seats held.",
        unit="people",
        ge=1,
        example="40",
    )
    # A flight under a leave that may never come is booked only with seats held on a road serial
    # after it: nobody is stranded by a refusal.
    serial: str = column(
        "id",
        {"en": "Road serial", "fr": "Rame routière"},
        "Serial on which the seats are free.",
        example="C-014",
    )
    stage: int = column(
        "integer",
        {"en": "Stage", "fr": "Étape"},
        "Stage at which they would board; it leaves the flight's origin after the flight.",
        ge=1,
        example="3",
    )


@attrs.frozen(kw_only=True)
class Request:
    """A permission to ask for, and by when."""

    permission: str = column(
        "id",
        {"en": "Permission", "fr": "Autorisation"},
        "The permission.",
        ref=("permission",),
        example="kidal-flights-people",
    )
    # The lead days before its first use: after that the plan that needs it cannot be kept.
    ask_by: Time = column(
        "time",
        {"en": "Ask by", "fr": "À demander avant"},
        "Last moment to ask.",
        example="2023-07-20",
    )
    reason: str = column(
        "text",
        {"en": "Reason", "fr": "Motif"},
        "What it would be used for.",
        default="",
        example="flights of people from Kidal",
    )


@attrs.frozen(kw_only=True)
class Terms:
    """The terms of the objective, each in its own unit, before any price."""

    casualties_move: float = 0.0
    """Expected casualties on the move."""
    casualties_site: float = 0.0
    """Expected casualties at sites."""
    late_person_days: float = 0.0
    """Person-days past the deadline."""
    not_out: float = 0.0
    """People who are not out at the end of planning."""
    makespan_days: float = attrs.field(default=0.0, metadata={"since": 2})
    """Days from the start until the last person is out; until the end where somebody never is."""
    late_unit_days: float = attrs.field(default=0.0, metadata={"since": 2})
    """Unit-days of kit past its own due date."""
    capture_points: float = 0.0
    """Points of harm of kit that is left, or given where nobody takes it."""
    vacuum_days: float = 0.0
    """Days between closings and receivers."""
    value_lost: float = 0.0
    """Value of kit that is not recovered, in the mission's currency."""
    money: float = 0.0
    """Money spent, in the mission's currency."""


@attrs.frozen(kw_only=True)
class Record:
    """What a plan says of itself. Unknown is None: a plan made by hand knows little of itself."""

    format_version: int = attrs.field(default=FORMAT_VERSION, eq=False, metadata={"since": 2})
    """That of the files it was read from; it is no part of what the plan is."""
    mission: str = ""
    mission_hash: str = ""
    """The figures it was made from, so that a mission that has changed is noticed."""
    as_of: Time | None = attrs.field(default=None, metadata={"since": 2})
    """The day as of which the mission was read; None where everything in it was known."""
    overlays: str | None = attrs.field(default=None, metadata={"since": 2})
    """The courses of action that were laid over the mission, by their files' names."""
    confidence: float | None = attrs.field(default=None, metadata={"since": 2})
    """Share of cases whose travel times the plan is made by; None: their medians."""
    order: str | None = attrs.field(default=None, metadata={"since": 2})
    """Terms that were improved one after the other, with what each came to; None: all at once."""
    status: str = "unknown"
    """One of :data:`STATUSES`."""
    objective: float | None = None
    """The plan's one number, as the referee measures it."""
    bound: float | None = None
    """No plan of the mission costs less."""
    fixed: float | None = None
    """The part of the objective that no plan can change: counted, it would flatter the gap."""
    gap: float | None = None
    seconds: float | None = None
    seed: int | None = None
    version: str = ""
    parameters: str | None = attrs.field(default=None, metadata={"since": 2})
    """What the planner was tuned by, where it was not by the defaults."""
    ended: str | None = attrs.field(default=None, metadata={"since": 2})
    """What ended the search: one of :data:`ENDINGS`; None where nobody searched."""
    plans_built: int | None = attrs.field(default=None, metadata={"since": 2})
    """Plans that the search built."""
    serials_tried: int | None = attrs.field(default=None, metadata={"since": 2})
    """Serials that it tried for them."""
    repairs_tried: int | None = attrs.field(default=None, metadata={"since": 2})
    """Changes to a finished plan that the last repair tried."""
    polish_steps: int | None = attrs.field(default=None, metadata={"since": 2})
    """Steps in which the best plan was loaded anew."""
    terms: Terms | None = None


PLAN_TABLES: dict[str, type] = {
    "movements": Stage,
    "flights": Stage,
    "loads": Load,
    "disposals": Disposal,
    "closures": Closure,
    "reserves": Reserve,
    "requests": Request,
    "trials": Trial,
    "proof": Allowed,
    "changes": Told,
}
"""Every table of a plan by the name of its file or sheet.

Stages by air are in ``flights``, the others in ``movements``.
"""
RECORDED = ("trials", "proof", "changes")
"""Of these, what the planner keeps on record: a plan by hand has none, and no file of it."""


@attrs.frozen(kw_only=True)
class Plan:
    """A plan, whoever made it. That its rows obey the rules is the referee's to say."""

    stages: tuple[Stage, ...] = ()
    loads: tuple[Load, ...] = ()
    disposals: tuple[Disposal, ...] = ()
    closures: tuple[Closure, ...] = ()
    reserves: tuple[Reserve, ...] = ()
    requests: tuple[Request, ...] = ()
    record: Record = attrs.field(factory=Record)
    # What the planner tells of its work is no part of what the plan is: two plans with the same
    # rows are one, and have one hash.
    trials: tuple[Trial, ...] = attrs.field(default=(), eq=False, metadata={"since": 2})
    proof: tuple[Allowed, ...] = attrs.field(default=(), eq=False, metadata={"since": 2})
    changes: tuple[Told, ...] = attrs.field(default=(), eq=False, metadata={"since": 2})

    @cached_property
    def serials(self) -> dict[str, tuple[Stage, ...]]:
        """Stages of each serial in order, by serial."""
        serials: dict[str, list[Stage]] = {}
        for stage in self.stages:
            serials.setdefault(stage.serial, []).append(stage)
        # In the order of their numbers, not of the rows: a table sorted by hand is the same plan.
        return {
            serial: tuple(sorted(stages, key=lambda stage: stage.stage))
            for serial, stages in serials.items()
        }

    @cached_property
    def aboard(self) -> dict[str, tuple[Load, ...]]:
        """Loads of each serial, by serial."""
        aboard: dict[str, list[Load]] = {}
        for load in self.loads:
            aboard.setdefault(load.serial, []).append(load)
        return {serial: tuple(loads) for serial, loads in aboard.items()}

    @cached_property
    def closes(self) -> dict[str, Closure]:
        """Closures by site."""
        return {c.site: c for c in self.closures}

    def rows(self) -> dict[str, tuple[Any, ...]]:
        """Return every table's rows by table name, as files hold them."""
        # A convoy and a sortie have little in common to look at, so they have a table each.
        return {
            "movements": tuple(stage for stage in self.stages if stage.mode != "air"),
            "flights": tuple(stage for stage in self.stages if stage.mode == "air"),
            "loads": self.loads,
            "disposals": self.disposals,
            "closures": self.closures,
            "reserves": self.reserves,
            "requests": self.requests,
            "trials": self.trials,
            "proof": self.proof,
            "changes": self.changes,
        }
