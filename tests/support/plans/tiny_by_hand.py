"""The plan that is worked out by hand at the top of ``missions/tiny/mission.toml``, row by row."""

from datetime import datetime, timedelta

import attrs

from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.model.plan import Closure, Disposal, Load, Plan, Stage
from exeunt.model.reason import Reason


def by_hand(m: Mission) -> Plan:
    """Return the plan of the comment in tiny's mission.toml, row by row."""
    stages: list[Stage] = []
    loads: list[Load] = []

    def convoy(serial: str, *legs: tuple[str, str, str, float, float]) -> None:
        for n, (leg, origin, destination, depart, arrive) in enumerate(legs, start=1):
            stages.append(
                Stage(
                    serial=serial,
                    stage=n,
                    mode=m.leg[leg].mode,
                    leg=leg,
                    origin=origin,
                    destination=destination,
                    depart=day(depart),
                    arrive=day(arrive),
                )
            )

    def aboard(
        serial: str,
        kind: str,
        item: str,
        quantity: float,
        stages: tuple[int, int],
        *,
        role: str = "",
    ) -> None:
        loads.append(
            Load(
                serial=serial,
                kind=kind,
                item=item,
                quantity=quantity,
                board_stage=stages[0],
                alight_stage=stages[1],
                role=role,
            )
        )

    def day(n: float) -> datetime:
        return m.start + timedelta(days=n)

    def vehicles(serial: str, last: int) -> None:
        aboard(serial, "vehicle", "trucks", 10, (1, last))
        aboard(serial, "vehicle", "escorts", 2, (1, last))
        aboard(serial, "people", "escort-crews", 6, (1, last), role="crew")
        km = sum(m.leg[s.leg].km for s in stages if s.serial == serial)
        aboard(serial, "supply", "fuel", 12 * 0.5 * km, (1, last), role="used")

    convoy(
        "C-001", ("alpha-bravo", "bravo", "alpha", 0, 1), ("alpha-bravo", "alpha", "bravo", 2, 3)
    )
    convoy(
        "C-002", ("alpha-bravo", "bravo", "alpha", 3, 4), ("alpha-bravo", "alpha", "bravo", 5, 6)
    )
    convoy(
        "C-003",
        ("bravo-ford", "bravo", "ford", 6, 7),
        ("ford-port", "ford", "port", 7, 8),
        ("ford-port", "port", "ford", 8, 9),
        ("bravo-ford", "ford", "bravo", 9, 10),
    )
    convoy("C-004", ("bravo-ford", "bravo", "ford", 10, 11), ("ford-port", "ford", "port", 11, 12))
    convoy(
        "F-001",
        ("alpha-bravo-air", "bravo", "alpha", 0, 1 / 24),
        ("alpha-bravo-air", "alpha", "bravo", 2 / 24, 3 / 24),
    )
    for serial, last in (("C-001", 2), ("C-002", 2), ("C-003", 4), ("C-004", 2)):
        vehicles(serial, last)
    aboard("C-001", "lot", "stores", 10, (2, 2), role="carried")
    aboard("C-002", "lot", "stores", 8, (2, 2), role="carried")
    aboard("C-002", "lot", "comms", 2, (2, 2), role="carried")
    for serial, board in (("C-002", 2), ("C-003", 1)):
        last = 2
        aboard(serial, "lot", "jeeps", 4, (board, last), role="driven")
        aboard(serial, "people", "guards", 4, (board, last), role="crew")
        aboard(serial, "people", "guards", 16, (board, last), role="passenger")
        aboard(serial, "people", "eod", 4, (board, last), role="passenger")
        km = sum(m.leg[s.leg].km for s in stages if s.serial == serial and s.stage in {board, last})
        aboard(
            serial, "supply", "fuel", 4 * m.lot["jeeps"].fuel_l_per_km * km, (1, last), role="used"
        )
    aboard("C-003", "lot", "stores", 8, (1, 2), role="carried")
    aboard("C-003", "lot", "comms", 2, (1, 2), role="carried")
    aboard("C-004", "lot", "stores", 10, (1, 2), role="carried")
    aboard("F-001", "aircraft", "heli", 1, (1, 2))
    aboard("F-001", "people", "staff", 12, (2, 2), role="passenger")
    aboard("F-001", "supply", "fuel", 400, (1, 2), role="used")
    return Plan(
        stages=tuple(stages),
        loads=tuple(loads),
        disposals=(
            Disposal(
                site="alpha",
                lot="ammunition",
                disposition="destroy",
                quantity=6,
                start=day(0),
                done=day(4),
            ),
            Disposal(
                site="alpha",
                lot="prefabs",
                disposition="sell",
                quantity=5,
                start=day(2),
                done=day(4),
            ),
        ),
        closures=(Closure(site="alpha", close=day(5), last_serials=("C-002",), vacuum_days=0.0),),
    )


CLASH = Violation(
    rule="holding_floor",
    where="alpha",
    when=None,
    needed="20 armed people",
    found="0",
    message=Reason.of("text", text="alpha is never held"),
)


def broken(tiny) -> Plan:
    return attrs.evolve(by_hand(tiny.mission), closures=())
