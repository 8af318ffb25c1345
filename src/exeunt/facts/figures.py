"""What a plan comes to, as one value: people, kit and vehicles by what becomes of them, money.

These are the figures of the report's first page, for whoever asks from a program.
"""

import attrs

from exeunt.facts.kinds import Kind
from exeunt.facts.series import Reading
from exeunt.model.plan import Terms


@attrs.frozen(kw_only=True)
class Figures:
    """What a plan comes to.

    People ``to_leave`` are those of parties who are not at home from the start, and hired crews
    whose vehicles are given up (``hired_crews`` of them); ``out_in_time``, ``late`` (after the
    deadline) and ``not_out`` (at the end; they are late as well) are among them, ``remaining`` by
    mandate are not. ``kit`` counts units, ``vehicles`` those of fleets, by :class:`Kind`; ``lost``
    says in which ways units are lost. Money is in the mission's currency.
    """

    to_leave: int
    out_in_time: int
    late: int
    not_out: int
    hired_crews: int
    remaining: int
    kit: dict[Kind, int]
    lost: dict[str, int]
    vehicles: dict[Kind, int]
    value_not_recovered: float
    money: float


def figures(reading: Reading, terms: Terms) -> Figures:
    """Count what a plan comes to; ``terms`` are what the referee's side counts of it."""
    return Figures(
        to_leave=reading.to_leave,
        out_in_time=reading.to_leave - reading.late,
        late=reading.late,
        not_out=reading.not_out,
        hired_crews=reading.crew_left,
        remaining=sum(party.count for party in reading.remaining),
        kit=reading.ends.kinds,
        lost=reading.ends.losses,
        vehicles=reading.fleet_ends.kinds,
        value_not_recovered=terms.value_lost,
        money=terms.money,
    )
