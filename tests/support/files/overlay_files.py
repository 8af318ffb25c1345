"""Files of changes to a mission."""

from pathlib import Path


def overlay(folder: Path, *changes: str, title: str = "", name: str = "course.toml") -> Path:
    """Write a course of action of these changes."""
    path = folder / name
    head = f'title = "{title}"\n' if title else ""
    path.write_text(head + "".join(f"[[change]]\n{one}\n" for one in changes), encoding="utf-8")
    return path
