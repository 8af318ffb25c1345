"""missions/littoral: fifty positions wait for their receivers in four phases, and everybody can be out in time, though the last weeks are tight."""

import itertools
import math
from collections import Counter, deque
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from exeunt.files.missions import read_mission
from exeunt.model.forces import GIVING, NEVER_GIVEN, Lot
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.rules.sense import sense, straight_km

FOLDER = Path(__file__).parents[2] / "missions" / "littoral"
PHASES = {"1": 13, "2": 13, "3": 12, "4": 12}
CAMPS = {"1": "camp-east", "2": "camp-ridge", "3": "camp-valley", "4": "camp-coast"}
BASE = "harbour"
CYCLE_DAYS = 5
"""From one sailing of the landing ships to the next."""


@pytest.fixture(scope="module")
def mission() -> Mission:
    return read_mission(FOLDER)


def positions(mission: Mission, phase: str = "") -> list[Site]:
    """The positions, in order from the inland end to the sea."""
    return [s for s in mission.sites if s.role == "base" and s.site[1:].startswith(phase)]


def people(mission: Mission, site: str) -> int:
    return sum(p.count for p in mission.parties if p.site == site)


def teams(mission: Mission, site: str, capability: str) -> float:
    return sum(
        q for p in mission.parties if p.site == site for c, q in p.capabilities if c == capability
    )


def sailings(mission: Mission, since: datetime) -> int:
    """Sailings of the landing ships before the deadline: one every five days while the leg is open."""
    closed = [(s.closed_from, s.closed_to) for s in mission.seasons if s.leg == "sea-lee"]
    days = [since + timedelta(days=d) for d in range((mission.deadline - since).days)]
    return sum(not any(a <= day < b for a, b in closed) for day in days) // CYCLE_DAYS


def by_sea(mission: Mission) -> list[Lot]:
    """Kit that has to go by sea: neither camps, which are handed over, nor ammunition that is destroyed where it lies."""
    return [x for x in mission.lots if "destroy" not in x.allowed and not x.lot.endswith("-camp")]


def reached(mission: Mission, start: str, modes: set[str]) -> set[str]:
    """Sites that can be reached by legs for which every permission that covers any payload is granted."""
    shut = {p.where for p in mission.permissions if p.payload == "any" and p.state != "granted"}
    ways: dict[str, list[str]] = {}
    for leg in mission.legs:
        if leg.mode in modes and leg.leg not in shut:
            ways.setdefault(leg.origin, []).append(leg.destination)
            ways.setdefault(leg.destination, []).append(leg.origin)
    seen, queue = {start}, deque([start])
    while queue:
        new = [s for s in ways.get(queue.popleft(), []) if s not in seen]
        seen.update(new)
        queue.extend(new)
    return seen


# ---- the shape ----


def test_every_row_is_sourced_or_assumed(mission: Mission) -> None:
    bare = [
        (table, n)
        for table, rows in mission.rows().items()
        for n, row in enumerate(rows)
        if not (row.source or row.assumed)
    ]
    assert bare == []


def test_it_makes_sense_without_a_doubt(mission: Mission) -> None:
    found = sense(mission)
    assert found.errors == found.warnings == ()


def test_one_year(mission: Mission) -> None:
    assert mission.start == datetime(2032, 1, 1)
    assert mission.deadline == datetime(2033, 1, 1), "the end of 31 December 2032"
    assert mission.end == datetime(2033, 4, 1)
    assert mission.period_hours == 24


def test_exactly_fifty_positions_close(mission: Mission) -> None:
    found = positions(mission)
    assert len(found) == 50
    assert Counter(s.site[1] for s in found) == PHASES
    assert not any(s.stays_open for s in found)
    assert {s.site for s in mission.sites if s.role == "hub"} == {*CAMPS.values(), BASE}
    assert {s.site for s in mission.sites if s.stays_open} == {BASE}


def test_positions_lie_along_a_line_that_ends_at_the_sea(mission: Mission) -> None:
    found = positions(mission)
    assert 110 <= straight_km(found[0], found[-1]) <= 122
    assert all(1.2 <= straight_km(a, b) <= 4.5 for a, b in itertools.pairwise(found))
    ends = found[0], found[-1]
    for s in found:  # no further from the straight line than the line bends
        a, b, c = straight_km(ends[0], s), straight_km(s, ends[1]), straight_km(*ends)
        half = (a + b + c) / 2
        assert 2 * math.sqrt(max(0.0, half * (half - a) * (half - b) * (half - c))) / c <= 6, s.site
    base = mission.site[BASE]
    distances = [straight_km(base, s) for s in found]
    assert distances[-1] < 20
    assert max(distances) == distances[0]


def test_people_in_all_and_who_stays(mission: Mission) -> None:
    assert mission.people == 9_562
    assert sum(people(mission, s.site) for s in positions(mission)) == 3_960
    assert all(20 <= people(mission, s.site) <= 250 for s in positions(mission))
    assert sum(p.count for p in mission.parties if p.destination == BASE and p.site == BASE) == 726


# ---- phases and receivers ----


def test_nothing_is_handed_over_before_its_receiver_is_ready(mission: Mission) -> None:
    for site in (s for s in mission.sites if s.role in {"base", "hub"} and not s.stays_open):
        assert site.receiver, site.site
        assert site.receiver_ready is not None, site.site
        assert site.close_from == site.receiver_ready, "a hard rule, not only a price"
        assert site.closing_hours >= 48, site.site


def test_receivers_of_a_phase_come_in_three_waves(mission: Mission) -> None:
    for phase in PHASES:
        waves = sorted({s.receiver_ready for s in positions(mission, phase) if s.receiver_ready})
        assert len(waves) == 3
        assert all(b - a == timedelta(days=7) for a, b in itertools.pairwise(waves))


def test_phases_pause(mission: Mission) -> None:
    for phase, following in (("1", "2"), ("2", "3"), ("3", "4")):
        (finished,) = {s.close_by for s in positions(mission, phase)}
        first = min(s.close_from for s in positions(mission, following) if s.close_from)
        assert finished is not None
        assert first - finished >= timedelta(days=28), phase
    assert {s.close_by for s in positions(mission, "4")} == {None}


def test_windows_are_wide_enough_to_close_in(mission: Mission) -> None:
    for s in positions(mission):
        assert s.close_from is not None
        last = s.close_by or mission.deadline
        assert last - s.close_from - timedelta(hours=s.closing_hours) >= timedelta(days=14), s.site


def test_camps_close_after_the_positions_of_their_sector(mission: Mission) -> None:
    for phase, camp in CAMPS.items():
        ready = [s.receiver_ready for s in positions(mission, phase) if s.receiver_ready]
        opened = mission.site[camp].close_from
        assert opened is not None
        assert opened > max(ready)


def test_nobody_and_nothing_is_kept_past_the_receiver(mission: Mission) -> None:
    for s in positions(mission):
        assert s.close_from is not None
        assert all(
            p.leave_from is None or p.leave_from <= s.close_from
            for p in mission.parties
            if p.site == s.site
        )
        assert all(
            x.ready_from is None or x.ready_from <= s.close_from
            for x in mission.lots
            if x.site == s.site
        )


def test_camps_can_be_handed_over_within_the_closing_hours(mission: Mission) -> None:
    for lot in mission.lots:
        site = mission.site[lot.site]
        if lot.lot.endswith("-camp") and not site.stays_open:
            row = mission.disposition(lot, "handover")
            assert row is not None
            assert row.lawful
            assert row.rate_per_day is not None
            assert lot.ready_from == site.receiver_ready, "lived in until then"
            assert row.lead_hours + 24 * lot.quantity / row.rate_per_day <= site.closing_hours, (
                lot.lot
            )


def test_a_guard_unit_stays_for_the_liquidation(mission: Mission) -> None:
    base = mission.site[BASE]
    staying = [p for p in mission.parties if p.destination == BASE and p.site == BASE]
    assert base.stays_open
    assert sum(p.count for p in staying if p.armed) >= base.holding_people
    for r in mission.requirements:
        if r.activity in {"hold", "fly"} and r.where == BASE:
            assert (
                sum(q for p in staying for c, q in p.capabilities if c == r.capability) >= r.amount
            ), r.requirement


# ---- floors, services, rooms ----


def test_floors_are_met(mission: Mission) -> None:
    for site in mission.sites:
        armed = sum(p.count for p in mission.parties if p.site == site.site and p.armed)
        assert site.holding_people <= armed, site.site
        if site.role in {"base", "hub"}:
            assert site.holding_people > 0, site.site


def test_each_floor_leaves_in_one_convoy(mission: Mission) -> None:
    """In what drives itself there and the troop carriers of the sector's camp."""
    for s in positions(mission):
        own = [
            x.seats + x.crew
            for x in mission.lots
            if x.site == s.site and x.self_driving
            for _ in range(x.quantity)
        ]
        carriers = mission.fleet[f"{CAMPS[s.site[1]]}-carriers"]
        seats = sum(own) + carriers.count * mission.vehicle[carriers.vehicle].seats
        assert seats >= people(mission, s.site), s.site
        assert len(own) + carriers.count <= mission.doctrine.convoy_max, s.site


def test_beds_and_yards_hold_what_is_there(mission: Mission) -> None:
    for s in mission.sites:
        if s.role in {"base", "hub"}:
            assert s.beds is not None
            assert people(mission, s.site) <= s.beds
            assert s.yard_teu is not None
            assert sum(x.quantity * x.teu for x in mission.lots if x.site == s.site) <= s.yard_teu


def test_who_must_close_or_hold_a_site_is_there(mission: Mission) -> None:
    needed = [
        r for r in mission.requirements if r.activity in {"close", "hold", "fly"} and r.where != "*"
    ]
    assert sum(r.activity == "close" for r in needed) == 16, (
        "twelve company positions and four camps"
    )
    for r in needed:
        assert teams(mission, r.where, r.capability) >= r.amount, r.requirement


def test_crews_stand_where_their_fleets_do(mission: Mission) -> None:
    need: Counter[str] = Counter()
    for f in mission.fleets:
        if f.crew_party:
            assert mission.party[f.crew_party].site == f.site, f.fleet
            need[f.crew_party] += f.count * mission.vehicle[f.vehicle].crew
        else:
            assert f.ownership == "contracted", f.fleet
    assert all(n <= mission.party[p].count for p, n in need.items())


def test_only_the_inland_half_is_threatened_and_its_camps_can_escort(mission: Mission) -> None:
    for leg in mission.legs:
        sector = {
            end[1] for end in (leg.origin, leg.destination) if mission.site[end].role == "base"
        }
        if leg.mode == "road" and sector & {"3", "4"}:
            assert not leg.strikes_per_100km, leg.leg
    (escort,) = (r for r in mission.requirements if r.capability == "escort")
    for phase in ("1", "2"):
        fleet = mission.fleet[f"{CAMPS[phase]}-apcs"]
        brought = fleet.count * dict(mission.vehicle[fleet.vehicle].capabilities)["escort"]
        assert escort.per_vehicles is not None
        assert brought >= math.ceil(mission.doctrine.convoy_max / (1 + escort.per_vehicles)), (
            "a convoy of the largest size"
        )


# ---- kit ----


def test_weapons_ammunition_and_armour_are_never_given(mission: Mission) -> None:
    for lot in mission.lots:
        if lot.kit_class in NEVER_GIVEN:
            rows = [mission.disposition(lot, d) for d in GIVING]
            assert all(row is not None and not row.lawful for row in rows), lot.lot


def test_eod_teams_can_destroy_the_ammunition_in_time(mission: Mission) -> None:
    found = [x for x in mission.lots if x.allowed == ("destroy",)]
    assert len(found) == 17, "at the company positions, the camps and the main base"
    for lot in found:
        row = mission.disposition(lot, "destroy")
        assert row is not None
        assert row.capability == "eod"
        assert row.rate_t_per_team_day is not None
        last = mission.site[lot.site].close_from or mission.deadline
        days = row.lead_hours / 24 + lot.quantity * lot.mass_t / (
            row.rate_t_per_team_day * teams(mission, lot.site, "eod")
        )
        assert days <= mission.hours(last) / 24 / 2, lot.lot


def test_all_kit_can_be_lifted_by_road_and_by_ship(mission: Mission) -> None:
    for lot in mission.lots:
        for mode in ("road", "sea"):
            fits = [
                v
                for v in mission.vehicles
                if v.mode == mode
                and v.payload_t >= lot.mass_t
                and v.teu >= lot.teu
                and (v.outsize or not lot.outsize)
            ]
            assert fits or (mode == "road" and lot.self_driving), (lot.lot, mode)


def test_trucks_of_each_sector_move_its_kit_in_a_few_days(mission: Mission) -> None:
    for phase, camp in CAMPS.items():
        room = sum(
            f.count * mission.vehicle[f.vehicle].teu for f in mission.fleets if f.site == camp
        )
        teu = sum(
            x.quantity * x.teu
            for x in mission.lots
            if x.site[1] == phase and mission.site[x.site].role == "base" and not x.self_driving
        )
        assert teu <= 10 * room, camp


def test_ships_take_all_that_has_to_go_by_sea_but_the_last_weeks_are_tight(
    mission: Mission,
) -> None:
    ships = mission.fleet["landing-ships"]
    room = ships.count * mission.vehicle[ships.vehicle].teu
    leg, ends = mission.leg["sea-lee"], (mission.site[BASE], mission.site["lee-port"])
    there_and_back = 2 * leg.travel_hours + sum(s.turn_hours for s in ends)
    assert (CYCLE_DAYS - 1) * 24 < there_and_back <= CYCLE_DAYS * 24
    needed = sum(x.quantity * x.teu for x in by_sea(mission))
    assert sailings(mission, mission.start) == 62
    assert 0.7 * 62 * room <= needed + 1 <= 0.95 * 62 * room
    last = mission.site[CAMPS["4"]].close_from
    assert last is not None
    assert sailings(mission, last) == 8
    late = sum(x.quantity * x.teu for x in by_sea(mission) if x.ready_from and x.ready_from >= last)
    assert 0.5 * 8 * room <= late <= 8 * room


def test_swell_closes_the_sea_for_weeks(mission: Mission) -> None:
    assert [(s.closed_to - s.closed_from).days for s in mission.seasons if s.leg == "sea-lee"] == [
        42,
        14,
    ]


# ---- ways out ----


def test_everybody_has_a_granted_way_home_on_the_ground_and_by_sea(mission: Mission) -> None:
    for party in mission.parties:
        assert any(
            mission.is_home(party, s) for s in reached(mission, party.site, {"road", "sea"})
        ), party.party
    assert "east-gate" not in reached(mission, "camp-east", {"road"}), (
        "the other side has not answered"
    )


def test_what_is_not_granted_is_open(mission: Mission) -> None:
    states = {p.permission: p.state for p in mission.permissions if p.state != "granted"}
    assert states == {
        "charter-cargo": "refused",
        "east-gate": "unanswered",
        "import-spares": "pending",
        "surveillance": "withdrawn",
    }
    assert all(p.grantor and p.chance is not None for p in mission.permissions)


def test_seats_suffice_for_those_who_may_go_only_at_the_end(mission: Mission) -> None:
    since = datetime(2032, 11, 1)
    months = (mission.deadline - since).days / 30.4375
    jet = mission.aircraft_type["charter-jet"]
    flown = (
        jet.seats
        * math.floor(jet.block_hours_per_month / (2 * mission.leg["air-far"].travel_hours))
        * months
    )
    sailed = mission.vehicle["ferry"].seats * (mission.deadline - since).days // CYCLE_DAYS
    staying = {p.party for p in mission.parties if p.destination == BASE}
    late = sum(
        p.count
        for p in mission.parties
        if p.party not in staying and p.leave_from and p.leave_from >= since
    )
    late += sum(
        people(mission, s.site)
        for s in positions(mission, "4")
        if s.close_from and s.close_from >= since
    ) + people(mission, CAMPS["4"])
    assert late <= 0.5 * (flown + sailed)


def test_supplies_last_with_everybody_there_but_fuel_in_the_last_sector(mission: Mission) -> None:
    short = set()
    for row in mission.supplies:
        site = mission.site[row.site]
        until = (
            max(s.close_from for s in (site, mission.site[CAMPS["4"]]) if s.close_from)
            if site.stays_open
            else site.close_from
        )
        assert until is not None
        used = row.use_per_day + row.use_per_person_day * people(mission, row.site)
        if row.stock + (row.import_per_day - used) * mission.hours(until) / 24 < 0:
            short.add((row.supply, row.site))
    assert short == {("fuel", "p406"), ("fuel", "p410")}, "convoys have to bring it"


def test_the_settings_comment_counts_right(mission: Mission) -> None:
    text = (FOLDER / "mission.toml").read_text(encoding="utf-8")
    camps = sum(x.quantity for x in mission.lots if x.lot.endswith("-camp"))
    stacks = sum(x.quantity for x in mission.lots if x.allowed == ("destroy",))
    teu = sum(x.quantity * x.teu for x in mission.lots)
    leave = mission.people - sum(p.count for p in mission.parties if mission.is_home(p, p.site))
    for said in (
        f"{mission.people:,}, of whom",
        f"{leave:,} are to leave",
        f"Kit: {teu:,.0f} TEU",
        f"{camps} containers of camps",
        f"{stacks} stacks",
    ):
        assert said in text, said
