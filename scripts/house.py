"""Draws the house from its imports: floors, rooms, arrows; says what is wrong with it.

Usage: ``python scripts/house.py`` prints it, ``--write`` brings docs/house.md up to date,
``--rooms`` counts the rooms that a mission passes on its way to a plan and to a page.
"""

import ast
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from html import escape
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "exeunt"
MARKS = ("<!-- rooms: made by scripts/house.py -->", "<!-- end of rooms -->")
BOX_WIDTH, BOX_HEIGHT, GAP, FLOOR_HEIGHT, WIDTH = 112, 34, 16, 72, 960


class House(NamedTuple):
    """Floors from the top, what each room is for, and which rooms import which."""

    floors: list[list[str]]
    lines: dict[str, str]
    arrows: dict[tuple[str, str], int]

    @property
    def up(self) -> list[tuple[str, str]]:
        """Return the arrows that point up, or to a room on the same floor."""
        height = {room: n for n, floor in enumerate(self.floors) for room in floor}
        return sorted(arrow for arrow in self.arrows if height[arrow[0]] >= height[arrow[1]])


def house(root: Path = ROOT) -> House:
    """Read the floors from the import contract, and the rest from the code."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    floors = [
        [room.strip().removeprefix(f"{PACKAGE}.") for room in re.split(r"[|:]", layer)]
        for layer in layers
    ]
    source = root / "src" / PACKAGE
    rooms = [room for floor in floors for room in floor]
    lines = {room: purpose(source, room) for room in rooms}
    arrows: dict[tuple[str, str], int] = {}
    for path in source.rglob("*.py"):
        room = room_of(path.relative_to(source))
        for target in imports(path):
            if room in rooms and target in rooms and target != room:
                arrows[room, target] = arrows.get((room, target), 0) + 1
    return House(floors, lines, arrows)


def room_of(path: Path) -> str:
    """Return the room of a module, given by its path in the package."""
    return path.parts[0].removesuffix(".py")


def purpose(source: Path, room: str) -> str:
    """Return the first line of a room's docstring."""
    file = source / room / "__init__.py" if (source / room).is_dir() else source / f"{room}.py"
    text = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return text.split("\n", maxsplit=1)[0]


def imports(path: Path) -> set[str]:
    """Return the rooms that a module imports, those too whose import it puts off."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith(f"{PACKAGE}.")}
    return found


def circles(arrows: dict[tuple[str, str], int]) -> int:
    """Return how many rooms import themselves by way of others."""
    below: dict[str, set[str]] = {}
    for a, b in arrows:
        below.setdefault(a, set()).add(b)
    return sum(room in reached(below, room) for room in below)


def reached(below: dict[str, set[str]], room: str) -> set[str]:
    """Return all rooms that one leads to."""
    seen: set[str] = set()
    ahead = list(below.get(room, ()))
    while ahead:
        one = ahead.pop()
        if one not in seen:
            seen.add(one)
            ahead += below.get(one, ())
    return seen


def table(made: House) -> str:
    """Return the rooms as a table in Markdown, the highest floor first."""
    rows = ["| room | what it is for |", "|---|---|"]
    for floor in made.floors:
        rows += [f"| `{room}` | {made.lines[room].replace('``', '`')} |" for room in floor]
    return "\n".join(rows)


def places(floors: list[list[str]]) -> dict[str, tuple[float, float]]:
    """Return the middle of each room's box."""
    middles = {}
    for n, floor in enumerate(floors):
        left = (WIDTH - len(floor) * (BOX_WIDTH + GAP) + GAP) / 2
        for i, room in enumerate(floor):
            middles[room] = (
                left + i * (BOX_WIDTH + GAP) + BOX_WIDTH / 2,
                24 + n * FLOOR_HEIGHT + BOX_HEIGHT / 2,
            )
    return middles


def picture(made: House) -> str:
    """Return the house as SVG: a box a room, an arrow an import; those that point up red."""
    middles, wrong = places(made.floors), set(made.up)
    height = len(made.floors) * FLOOR_HEIGHT + 8
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
            'aria-label="The rooms of the house on their floors, with an arrow from each room to '
            'those it imports" font-family="system-ui, sans-serif" font-size="14">'
        ),
        (
            '<defs><marker id="house-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" '
            'markerHeight="6" orient="auto">'
            '<path d="M0 0L8 4L0 8z" fill="#78909c"/></marker></defs>'
        ),
    ]
    for n, ((a, b), weight) in enumerate(sorted(made.arrows.items())):
        (x1, y1), (x2, y2) = middles[a], middles[b]
        # Long arrows swing outwards, so that they do not run through the rooms between.
        swing = (1 if n % 2 else -1) * min(300, 14 * max(0, abs(y2 - y1) - FLOOR_HEIGHT) ** 0.5)
        bend = f"M{x1:.0f} {y1 + BOX_HEIGHT / 2:.0f}C{x1 + swing:.0f} {y1 + 60:.0f} "
        bend += f"{x2 + swing:.0f} {y2 - 60:.0f} {x2:.0f} {y2 - BOX_HEIGHT / 2:.0f}"
        colour = "#d32f2f" if (a, b) in wrong else "#78909c"
        parts.append(
            f'<path d="{bend}" fill="none" stroke="{colour}" stroke-opacity="0.45" '
            f'stroke-width="{min(3.5, 0.7 + weight / 12):.1f}" marker-end="url(#house-tip)">'
            f"<title>{a} imports {b}</title></path>"
        )
    for room, (x, y) in middles.items():
        parts.append(
            f'<rect x="{x - BOX_WIDTH / 2:.0f}" y="{y - BOX_HEIGHT / 2:.0f}" width="{BOX_WIDTH}" '
            f'height="{BOX_HEIGHT}" rx="5" fill="#eceff1" stroke="#546e7a">'
            f"<title>{escape(made.lines[room])}</title></rect>"
            f'<text x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle" fill="#263238">{room}</text>'
        )
    return "\n".join([*parts, "</svg>"])


def written(page: str, made: House) -> str:
    """Return the page with its table of rooms up to date."""
    before, rest = page.split(MARKS[0])
    return f"{before}{MARKS[0]}\n{table(made)}\n{MARKS[1]}{rest.split(MARKS[1])[1]}"


WATCH = """
import sys, json, pathlib
import exeunt
source = pathlib.Path(exeunt.__file__).parent
rooms, known = {}, {}
def watch(frame, event, arg):
    name = frame.f_code.co_filename
    if event == "call" and name not in known:
        path = pathlib.Path(name)
        inside = source in path.parents and frame.f_code.co_name != "<module>"
        if inside:
            known[name] = path.relative_to(source).parts[0].removesuffix(".py")
            rooms.setdefault(known[name])
from exeunt.cli import app
sys.setprofile(watch)
app(sys.argv[2:], standalone_mode=False)
sys.setprofile(None)
pathlib.Path(sys.argv[1]).write_text(json.dumps(list(rooms)))
"""


def passed(folder: Path, *command: str) -> list[str]:
    """Return the rooms whose functions a command runs, in the order of first use."""
    result = folder / "rooms.json"
    subprocess.run(
        [sys.executable, "-c", WATCH, result, *command], check=False, capture_output=True
    )
    return list(json.loads(result.read_text(encoding="utf-8")))


def main() -> None:
    """Do what the command line asks."""
    made = house()
    if "--write" in sys.argv[1:]:
        page = ROOT / "docs" / "house.md"
        page.write_text(written(page.read_text(encoding="utf-8"), made), encoding="utf-8")
    for floor in made.floors:
        print(" | ".join(floor))
    print(f"\n{len(made.lines)} rooms on {len(made.floors)} floors, {len(made.arrows)} arrows")
    print(f"arrows up: {len(made.up)}; rooms in a circle: {circles(made.arrows)}")
    if "--rooms" in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as work:
            plan = f"{work}/plan"
            to_plan = passed(Path(work), "plan", "tiny", "--out", plan, "--time-limit", "4")
            page = passed(Path(work), "report", "tiny", plan, "--out", f"{work}/page.html")
        print(f"command line to plan: {len(to_plan)} rooms: {', '.join(to_plan)}")
        print(f"plan to page: {len(page)} rooms: {', '.join(page)}")


if __name__ == "__main__":
    main()
