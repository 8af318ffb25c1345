"""The page *How good are its plans*, from what was measured: ``python -m benchmarks page``.

Figures between its marks are made here and nowhere else; a test holds page and results together.
"""

import re
from pathlib import Path
from typing import Any

from benchmarks.growth import DRAWING, plotted
from benchmarks.results import history
from benchmarks.shipped import table

HEADS = (
    "date",
    "commit",
    "missions",
    "seconds each",
    "best plan found",
    "within 1.05 ×",
    "worst",
    "bound, of the best",
    "load",
)
PAGE = Path(__file__).parents[1] / "docs" / "how-good.md"


def main(_arguments: list[str]) -> None:
    """Write the page and its drawing anew."""
    DRAWING.write_text(drawing(), encoding="utf-8")
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def drawing() -> str:
    """Return the drawing of growth."""
    return plotted(history("growth")[-1]["rows"])


def written(page: str) -> str:
    """Return the page with its figures made anew."""
    for name, made in (
        ("shipped", table(history("shipped"))),
        ("small", _small()),
        ("versus", _versus()),
        ("growth", _growth()),
    ):
        mark = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
        page = mark.sub(lambda found, made=made: f"{found[1]}{made}\n{found[2]}", page)
    return page


def _small() -> str:
    """Return the history on random small missions, the newest first, and what was missed."""
    lines = [
        f"| {' | '.join(HEADS)} |",
        "|---" * len(HEADS) + "|",
    ]
    runs = history("small")[::-1]
    lines += [
        f"| {run['date']} | {run['commit']} | {run['missions']} | {run['seconds']:g} |"
        f" {_share(run['optimum'], run['missions'])} | {_share(run['near'], run['missions'])} |"
        f" {run['worst']:.2f} × | {run['mean_bound']:.2f} | {run['load']:g} |"
        for run in runs
    ]
    if missed := runs[0]["misses"]:
        told = ", ".join(f"{seed} ({_times(ratio)})" for seed, ratio in missed[:10])
        lines += [
            "",
            f"Missed by more than a twentieth in the newest run, by seed, worst first: {told}.",
        ]
    return "\n".join(lines)


def _share(count: int, of: int) -> str:
    return f"{100 * count / of:.0f} %"


def _times(ratio: float | None) -> str:
    return "no plan" if ratio is None else f"{ratio:.2f} ×"


def _versus() -> str:
    """Return the newest run against other solvers, and those before it in a line each."""
    runs = history("versus")[::-1]
    newest = runs[0]["rows"]
    ways = list(next(iter(newest.values())))
    lines = [
        "{date}, commit {commit}, {seconds:g} s for each; load {load:g} on {cores} cores.".format(
            **runs[0]
        ),
        "",
        "| mission | " + " | ".join(ways) + " |",
        "|---" * (len(ways) + 1) + "|",
    ]
    for name, answers in newest.items():
        cells = [_cell(answers[way]) for way in ways]
        best = min(
            (a["cost"] for a in answers.values() if a["cost"] is not None), default=float("inf")
        )
        cells = [
            f"**{cell}**" if _is_best(answers[way], best) else cell
            for way, cell in zip(ways, cells, strict=True)
        ]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _is_best(answer: dict[str, Any], best: float) -> bool:
    return answer["cost"] is not None and answer["cost"] <= best * 1.0001


def _cell(answer: dict[str, Any]) -> str:
    """Say what a way made of a mission."""
    if answer["cost"] is not None:
        stay = f", {answer['staying']} stay" if answer["staying"] else ""
        return f"{answer['cost']:,.0f}{stay}"
    if answer["broken"]:
        return f"breaks {', '.join(answer['broken'][:2])}" + (
            f" and {len(answer['broken']) - 2} more" if len(answer["broken"]) > 2 else ""
        )
    return str(answer["why"])


def _growth() -> str:
    """Return the newest run on made-up missions of growing size."""
    run = history("growth")[-1]
    lines = [
        f"{run['date']}, commit {run['commit']}.",
        "",
        "| made with | people | rows | seconds of one core | memory, MB | stay |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| `--generate {row['size']}` | {row['people']:,} | {row['rows']:,} |"
        f" {row['cpu_seconds']:g} | {row['peak_mb']:,} | {row['staying']:,} |"
        for row in run["rows"]
    ]
    return "\n".join(lines)
