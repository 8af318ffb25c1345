"""The tables of the plan as far as it has been written."""

from collections.abc import Sequence

import attrs

from exeunt.model.choices import AboardRole, LoadKind
from exeunt.model.plan import Closure, Disposal, Load, Plan, Request, Stage
from exeunt.optimise.planner.stores import Undo


@attrs.frozen
class Ride:
    """Where things are aboard a serial: from the stage before which they board to the last.

    Stages count from 1.
    """

    serial: str
    board: int
    alight: int


class Written:
    """Rows of the plan in the order in which they were booked."""

    def __init__(self) -> None:
        """Begin with empty tables."""
        self._stages: list[Stage] = []
        self._loads: list[Load] = []
        self._disposals: list[Disposal] = []
        self._closures: list[Closure] = []
        self._begun, self._last = 0, 0

    def begin(self, plan: Plan, last: int) -> None:
        """Begin with what a plan has already; serials more are numbered after the last number."""
        self._stages, self._loads = list(plan.stages), list(plan.loads)
        self._disposals, self._closures = list(plan.disposals), list(plan.closures)
        self._begun, self._last = len(self._stages), last

    @property
    def stages(self) -> Sequence[Stage]:
        """The stages, to be read."""
        return self._stages

    @property
    def loads(self) -> Sequence[Load]:
        """The loads, to be read."""
        return self._loads

    @property
    def disposals(self) -> Sequence[Disposal]:
        """The disposals, to be read."""
        return self._disposals

    @property
    def closures(self) -> Sequence[Closure]:
        """The closures, to be read."""
        return self._closures

    def stage(self, stage: Stage) -> None:
        """Write a stage."""
        self._stages.append(stage)

    def load(
        self,
        ride: Ride,
        kind: LoadKind,
        item: str,
        quantity: float,
        role: AboardRole = AboardRole.NONE,
    ) -> None:
        """Write something aboard a serial."""
        self._loads.append(
            Load(
                serial=ride.serial,
                kind=kind.value,
                item=item,
                quantity=quantity,
                board_stage=ride.board,
                alight_stage=ride.alight,
                role=role.value,
            )
        )

    def dispose(self, disposal: Disposal) -> None:
        """Write a disposal."""
        self._disposals.append(disposal)

    def close(self, closure: Closure) -> None:
        """Write a closure."""
        self._closures.append(closure)

    def next_serial(self, mode: str) -> str:
        """Return the next serial's name.

        F for flights, C for convoys and the like, numbered as they are booked.
        """
        number = self._last + 1
        if len(self._stages) > self._begun:
            number = int(self._stages[-1].serial[2:]) + 1
        letter = "F" if mode == "air" else "C"
        return f"{letter}-{number:04d}"

    def plan(self, requests: tuple[Request, ...]) -> Plan:
        """Return the plan that has been written."""
        return Plan(
            stages=tuple(self._stages),
            loads=tuple(self._loads),
            disposals=tuple(self._disposals),
            closures=tuple(self._closures),
            requests=requests,
        )

    def snapshot(self) -> Undo:
        """Return what leaves out all that is written from now on."""
        stages, loads = len(self._stages), len(self._loads)
        disposals, closures = len(self._disposals), len(self._closures)

        def restore() -> None:
            # Rows are only ever added at the end: what came since is cut off.
            del self._stages[stages:]
            del self._loads[loads:]
            del self._disposals[disposals:]
            del self._closures[closures:]

        return restore
