"""Events of others as incidents of a mission: which count, where they are, and which are there."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta

import attrs

from exeunt.errors import InputError, Problem
from exeunt.files.imports.choices import Choices
from exeunt.files.imports.globe import Spot
from exeunt.files.imports.rows import Row, in_km
from exeunt.files.imports.whereabouts import Ground, Whereabouts
from exeunt.files.notes import Notes
from exeunt.model.hazards import Incident
from exeunt.model.mission import Mission
from exeunt.model.reason import Amount, Reason
from exeunt.units.numbers import print_number
from exeunt.units.text import Unreadable

MONTH_DAYS = 30.4375
"""Days in a month of a rate: a twelfth of 365.25."""
VAGUE_DAYS = 31
"""An event spread over more days than this tells nothing of when a leg was dangerous."""
NEAR_DAYS = 1
"""Two reports of one event differ by a day: it happened by night, or was told the day after."""


@attrs.frozen(kw_only=True)
class Event:
    """Something that happened, as somebody published it.

    ``place`` is where its row stands, ``got`` what the row calls it. ``day`` is its first day and
    ``until`` its last, ``is_vague`` says that they are no more than a week or a month in which it
    was. ``precision`` grows as the position gets worse (None: not said). ``killed`` is None where
    the row does not say. ``revision`` is larger for what was known later.
    """

    place: str
    got: str
    incident: str
    day: datetime
    until: datetime
    is_vague: bool
    spot: Spot | None
    precision: int | None
    kind: str
    killed: int | None
    location: str
    source: str
    revision: float = 0.0

    @property
    def figures(self) -> tuple[object, ...]:
        """What two rows about one event have in common."""
        return self.day, self.until, self.spot, self.kind, self.killed


def readable(rows: Iterable[Row], read: Callable[[Row], Event], notes: Notes) -> Iterator[Event]:
    """Yield the events that rows hold; of a row that holds none is said why."""
    for row in rows:
        try:
            yield read(row)
        except Unreadable as error:
            notes.remark(row.place, Reason.of("imports.unread", why=error.expected), row.text("id"))


def once_each(events: Iterable[Event], notes: Notes) -> list[Event]:
    """Return every event once.

    Exports by actor have an event for each of its actors, and downloads that were put together
    have those that were revised between them: of these the one known last counts.

    Raises:
        InputError: rows about one event differ, and nothing says which was known last.
    """
    first: dict[str, Event] = {}
    problems = []
    for event in events:
        other = first.setdefault(event.incident.casefold(), event)
        if other is event:
            continue
        if event.figures == other.figures:
            notes.remark(event.place, Reason.of("imports.double", other=other.place), event.got)
        elif event.revision != other.revision:
            last = max(event, other, key=lambda one: one.revision)
            first[event.incident.casefold()] = last
            notes.remark(event.place, Reason.of("imports.revised", last=last.place), event.got)
        else:
            problems.append(
                Problem(
                    place=event.place,
                    got=event.got,
                    expected="must be one event, and is there twice with different figures",
                    hint=f"see {other.place}; delete the row that does not hold",
                )
            )
    if problems:
        raise InputError(problems)
    return list(first.values())


def incidents(
    events: Sequence[Event], mission: Mission, choices: Choices, notes: Notes
) -> tuple[Incident, ...]:
    """Return the incidents that a mission gains by events, in the order of their days."""
    chosen = _Chosen(mission=mission, choices=choices, notes=notes)
    taken = [found for event in events for found in chosen.taken(event)]
    taken.sort(key=lambda one: (one.event.day, one.event.incident))
    if not choices.doubles:
        taken = _without_doubles(taken, mission, notes)
    return tuple(_incident(one, notes) for one in taken)


@attrs.frozen(kw_only=True)
class _Placed:
    """An event and where it is."""

    event: Event
    where: Whereabouts


class _Chosen:
    """Says of each event whether it is taken; and notes why not."""

    def __init__(self, *, mission: Mission, choices: Choices, notes: Notes) -> None:
        """Work out once what every event is held against."""
        self._mission, self._choices, self._notes = mission, choices, notes
        self._ground = Ground(mission, site_km=choices.site_km, leg_km=choices.leg_km)
        self._is_far_said = False
        self._known = {row.incident.casefold(): row for row in mission.incidents}
        months = mission.doctrine.threat_months
        self._since = choices.since or mission.start - timedelta(days=MONTH_DAYS * months)

    def taken(self, event: Event) -> Iterator[_Placed]:
        """Yield an event with its place, where it is taken."""
        why = self._out_of_time(event) or self._without_place(event)
        where = None
        if why is None and event.spot is not None:
            where = self._ground.within(event.spot)
            why = self._far(event.spot) if where is None else self._known_already(event)
        if why is not None:
            self._notes.remark(event.place, why, event.got)
        elif where is not None:
            yield _Placed(event=event, where=where)

    def _out_of_time(self, event: Event) -> Reason | None:
        # What happens from the start on is for the plan to meet, not to know.
        if event.day >= self._mission.start:
            return Reason.of("imports.not_before", start=self._mission.start)
        if event.until < self._since:
            return Reason.of("imports.too_old", since=self._since.date())
        days = (event.until - event.day).days
        if days > VAGUE_DAYS:
            return Reason.of("imports.vague", days=Amount(days, "days"))
        return None

    def _without_place(self, event: Event) -> Reason | None:
        if event.spot is None:
            return Reason.of("imports.no_position")
        if event.spot == (0, 0):
            return Reason.of("imports.nought")
        if event.precision is not None and event.precision > self._choices.precision:
            return Reason.of("imports.coarse", precision=event.precision)
        return None

    def _far(self, spot: Spot) -> Reason:
        turned = Spot(spot.lon, spot.lat)
        if abs(turned.lat) <= 90 and self._ground.within(turned) is not None:
            return Reason.of("imports.exchanged")
        # Of many that are far the first is shown: how far the others are need not be worked out.
        if self._is_far_said:
            return Reason.of("imports.far")
        nearest = self._ground.find(spot)
        if nearest is None:
            return Reason.of("imports.no_ground")
        self._is_far_said = True
        return Reason.of("imports.far", km=in_km(nearest.km), where=nearest.id)

    def _known_already(self, event: Event) -> Reason | None:
        known = self._known.get(event.incident.casefold())
        if known is None:
            return None
        same = (known.date, known.killed) == (event.day, event.killed or 0)
        return Reason.of("imports.known" if same else "imports.differs")


def _without_doubles(taken: list[_Placed], mission: Mission, notes: Notes) -> list[_Placed]:
    """Leave out events that the mission has from somebody else: counted twice, they are two."""
    others = list(mission.incidents)
    left = []
    for one in taken:
        publisher = one.event.incident.partition("-")[0]
        alike = [
            row
            for row in others
            if row.where == one.where.id
            and abs(row.date - one.event.day) <= timedelta(days=NEAR_DAYS)
            and row.incident.partition("-")[0] != publisher
        ]
        if not alike:
            left.append(one)
            continue
        killed = one.event.killed or 0
        twin = min(alike, key=lambda row: (abs(row.date - one.event.day), abs(row.killed - killed)))
        others.remove(twin)
        notes.remark(
            one.event.place, Reason.of("imports.likely", other=twin.incident), one.event.got
        )
    return left


def _incident(one: _Placed, notes: Notes) -> Incident:
    """Return an event as an incident; what is guessed in it is marked, and said."""
    event, where = one.event, one.where
    notes.taken[f"incidents.csv {event.incident}"] = event.place
    assumed = ["injured"]
    notes.remark(event.place, Reason.of("imports.injured"), field="injured")
    if where.is_leg:
        notes.remark(
            event.place,
            Reason.of("imports.on_leg", where=where.id, km=in_km(where.km)),
            event.got,
            field="where",
        )
    if where.is_leg or (event.precision or 1) > 1:
        assumed.append("where")
    if event.is_vague:
        assumed.append("date")
        notes.remark(event.place, Reason.of("imports.dated", day=event.day.date()), event.got)
    if event.killed is None:
        assumed.append("killed")
        notes.remark(event.place, Reason.of("imports.killed"), event.got, field="killed")
    spot = event.spot
    position = "" if spot is None else f"{print_number(spot.lat)} {print_number(spot.lon)}"
    return Incident(
        incident=event.incident,
        date=event.day,
        where=where.id,
        kind=event.kind,
        killed=event.killed or 0,
        source=event.source,
        note=f"{event.location} ({position})".strip(),
        assumed=tuple(sorted(assumed)),
    )


def uncounted(added: Sequence[Incident], mission: Mission, notes: Notes) -> None:
    """Say on which legs the incidents that came change nothing, or more than they should."""
    gained = {row.where for row in added}
    for leg in mission.legs:
        if leg.leg not in gained:
            continue
        place = f"legs.csv {leg.leg}"
        place = notes.rows.get(place, place)
        if leg.strikes_per_100km is not None:
            strikes = f"{leg.strikes_per_100km:g}"
            notes.remark(place, Reason.of("imports.stated"), strikes, field="strikes_per_100km")
        elif leg.traverses_per_month is None:
            notes.remark(place, Reason.of("imports.unexposed"), field="traverses_per_month")
