"""What the use cases answer: findings, violations, and the outcome of planning."""

from collections.abc import Callable
from datetime import datetime

import attrs

from exeunt.model.changes import Change
from exeunt.model.plan import Plan
from exeunt.model.reason import Argument, Reason


@attrs.frozen(kw_only=True)
class Violation:
    """A broken rule: which, where, when, what was needed and what was there.

    ``where`` names the thing (site, leg, serial and stage, lot, party …); ``when`` is None for a
    rule about the whole plan; ``needed`` and ``found`` carry their units. ``message`` is the whole
    sentence. None of them is text in a language yet: that is made in the room of words.
    """

    rule: str
    where: str | Reason
    when: datetime | None
    needed: Argument
    found: Argument
    message: Reason


@attrs.frozen(kw_only=True)
class Finding:
    """Something that is wrong with a mission's figures, or doubtful: where, and why.

    ``place`` is the file with the row, ``field`` the column, ``got`` what stood there (None where
    nothing did), ``expected`` what would be right, ``hint`` a next step. None of them is text in a
    language yet: that is made in the room of words, as a :class:`Problem`.
    """

    place: str
    field: str
    got: Argument = None
    expected: Reason
    hint: Reason | None = None


@attrs.frozen(kw_only=True)
class Bound:
    """A proven lower bound on the objective of every plan, and the part that no plan can change.

    ``value`` is None where no bound was proven. ``fixed`` ≤ ``value``. ``method`` says how it
    was proven.
    """

    value: float | None
    fixed: float
    method: str
    shares: "tuple[Share, ...]" = ()
    """What its last linear programme spends on whom: no proof, but it says where proof is thin."""


@attrs.frozen(kw_only=True)
class Share:
    """What a block costs by one of its owners.

    ``block`` is one of :data:`~exeunt.model.trials.BLOCKS`; ``owner`` is a site, a lot or a fleet,
    or a leg, blank where it is nobody's alone.
    """

    block: str
    owner: str
    cost: float


@attrs.frozen(kw_only=True)
class Distance:
    """What a plan pays in a block for an owner, beside what the bound's programme does."""

    block: str
    owner: str
    plan: float
    least: float


@attrs.frozen(kw_only=True)
class People:
    """What a plan means for people: how many are to leave, are late, stay, are killed or hurt.

    ``late`` are those not out at the deadline, ``staying`` those not out when planning ends.
    """

    leaving: int
    late: int
    staying: int
    casualties: float


@attrs.frozen(kw_only=True)
class Progress:
    """One report from a running planner. Unknown is None."""

    seconds: float
    phase: str
    incumbent: float | None
    bound: float | None
    gap: float | None
    people: People | None = None
    """What the best plan so far means for people."""
    level: str = ""
    """Which terms are being improved, where they are in an order: cost is then at other prices."""


Steps = Callable[[str], None]
"""Hears of every step of long work as it begins, by its name."""


@attrs.frozen(kw_only=True)
class Start:
    """The plan that a planner was given to start from.

    ``violations`` are what it breaks. ``used`` says that the search began with it or, where it
    breaks rules, with what is lawful of it: ``left_out`` are then the serials, closings and lots
    that are not in that part.
    """

    objective: float
    violations: tuple[Violation, ...] = ()
    left_out: tuple[str, ...] = ()
    used: bool = True


@attrs.frozen(kw_only=True)
class HeldBreach:
    """A rule that is broken by what is held.

    ``by`` is the pin, as people write it, or :data:`~exeunt.model.held.BEGUN`.
    """

    by: str
    violation: Violation


@attrs.frozen(kw_only=True)
class Level:
    """A level of an order: what its terms cost, at the mission's prices, by the plan.

    ``reached`` is what they cost when their turn came, ``most`` what they might cost from then on.
    ``least`` is proven: no plan that holds the levels before within what they might cost has
    less of this one; None where nothing is proven.
    """

    name: str
    reached: float
    most: float
    least: float | None
    cost: float


@attrs.frozen(kw_only=True)
class Outcome:
    """The answer of the planner: the plan with its record, or why there is none.

    ``plan`` is None where ``status`` is ``infeasible`` or ``unknown``; ``clashes`` are then the
    rules that cannot all be kept, as violations. ``start`` is what came of the plan to start from,
    None where none was given. Where something of that plan was held, ``changes`` are the
    differences between the two, and where there is no plan ``held`` are the rules that what is held
    breaks.
    """

    status: str
    plan: Plan | None
    clashes: tuple[Violation, ...] = ()
    violations: tuple[Violation, ...] = ()
    distances: tuple[Distance, ...] = ()
    """Where the plan costs more than the bound's programme, the widest first; empty if unknown."""
    start: Start | None = None
    changes: tuple[Change, ...] | None = None
    held: tuple[HeldBreach, ...] = ()
    levels: tuple[Level, ...] = ()
    """Where terms were improved in an order, what became of each; the first first."""


@attrs.frozen(kw_only=True)
class PaperFile:
    """A file of a paper: the paper's key, the file's name in the folder, its size in bytes.

    ``size`` is None where the file was not written.
    """

    paper: str
    file: str
    size: int | None = None


@attrs.frozen(kw_only=True)
class Printing:
    """One report from the printing of papers: so many files of all are done, this one the last."""

    done: int
    total: int
    paper: str
    file: str


@attrs.frozen(kw_only=True)
class Papers:
    """What came of printing papers.

    Of a plan that breaks rules nothing is written unless a draft was asked for.
    """

    written: tuple[PaperFile, ...] = ()
    missing: tuple[PaperFile, ...] = ()
    """Files that are not there because printing was stopped."""
    kept: tuple[PaperFile, ...] = ()
    """Files that are there from an earlier print of the same plan, and were not written again."""
    silent: tuple[str, ...] = ()
    """Papers that would have nothing to say of this plan."""
    removed: tuple[str, ...] = ()
    """Files of an earlier print that are no longer made."""
    translated: tuple[str, ...] = ()
    """Files that were there in another language, and were replaced."""
    violations: tuple[Violation, ...] = ()
    """The rules that the plan breaks."""


Observer = Callable[[Progress], None]
"""Hears how far the planner is, now and then."""
PrintingObserver = Callable[[Printing], None]
"""Hears of every file of papers that is written."""
Stop = Callable[[], bool]
"""Is asked now and then whether to end early, with the best so far."""
