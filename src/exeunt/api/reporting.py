"""Write the report on a plan."""

from functools import partial
from pathlib import Path

import attrs

from exeunt.api.judging import Checked, check, plan_of
from exeunt.api.places import Where, path_of, ready_for
from exeunt.facts.facts import facts
from exeunt.facts.veil import BARE, veil
from exeunt.files.atomic import write_file
from exeunt.files.locks import writing
from exeunt.files.outputs import refuse_no_page
from exeunt.model.mission import Mission
from exeunt.model.outcome import Steps
from exeunt.model.plan import Plan
from exeunt.report.html import html


@attrs.frozen(kw_only=True)
class Reported:
    """A report: its page, and what the referee says of the plan, which the page says too."""

    page: str
    checked: Checked


def report(
    mission: Mission,
    plan: Plan | Where,
    out: Where | None = None,
    *,
    language: str = "en",
    redact: str | None = None,
) -> str:
    """Return the report on a plan as one self-contained HTML page; write it where ``out`` is given.

    The report says what the referee says now, not what the plan says of itself. ``redact`` limits
    how finely things are shown, such as ``dates=month,routes=none,strengths=100``, or ``standard``;
    None shows everything.

    Raises:
        InputError: if ``plan`` is a path and cannot be read, the report does not speak the
            language, or ``redact`` is not understood.
    """
    return reported(mission, plan, out, language=language, redact=redact).page


def reported(
    mission: Mission,
    plan: Plan | Where,
    out: Where | None = None,
    *,
    language: str = "en",
    redact: str | None = None,
    steps: Steps | None = None,
) -> Reported:
    """Return a report with what the referee says of the plan; see :func:`report`.

    ``steps`` hears of each step as it begins: ``reading``, ``judging``, ``drawing``, ``writing``.
    """
    begin = steps or _unheard
    shown = BARE
    if redact is not None:
        shown = veil(redact)
    inputs: list[Path] = []
    if not isinstance(plan, Plan):
        inputs.append(path_of(plan, "plan"))
    if out is not None:
        refuse_no_page(path_of(out, "output"))
        ready_for(out, inputs=inputs)
    # Judged now, whatever the plan's own record says: it may have been changed by hand since.
    begin("reading")
    read_plan = plan_of(mission, plan)
    begin("judging")
    checked = check(mission, read_plan)
    begin("drawing")
    read = facts(mission, checked.plan, checked.terms, checked.violations, shown)
    page = html(read, language)
    if out is not None:
        begin("writing")
        with writing(Path(out)):
            write_file(Path(out), partial(_write_text, page))
    return Reported(page=page, checked=checked)


def _write_text(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")


def _unheard(_step: str) -> None:
    """Hear of no step."""
