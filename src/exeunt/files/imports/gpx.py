"""Exchange files of receivers, GPX 1.0 and 1.1: waypoints as sites, tracks and routes as legs."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

from exeunt.files.code_pages import decode
from exeunt.files.csv_text import note_page
from exeunt.files.imports.choices import Choices
from exeunt.files.imports.features import Features, Fix, Point, Way
from exeunt.files.imports.files import published, refuse
from exeunt.files.imports.globe import Spot
from exeunt.files.imports.moments import read_moment
from exeunt.files.imports.rows import read_spot
from exeunt.files.notes import Notes
from exeunt.model.reason import Reason
from exeunt.units.text import Unreadable

ENDINGS = (".gpx", ".xml")
Element = ET.Element


def read_gpx(path: Path, _choices: Choices, notes: Notes) -> Features:
    """Return the waypoints, tracks and routes of a file.

    Raises:
        InputError: it is no such file.
    """
    file = published(path, ENDINGS)
    root = _parsed(file.data, file.name, notes)
    reader = _Reader(name=file.name, notes=notes)
    points = [reader.point(element, number) for number, element in _numbered(root, "wpt")]
    ways = []
    for tag in ("trk", "rte"):
        for number, element in _numbered(root, tag):
            way = reader.way(element, f"{file.name} {tag} {number}")
            if way is not None:
                ways.append(way)
    return Features(points=points, ways=ways, rights=_rights(root))


def _parsed(data: bytes, name: str, notes: Notes) -> Element:
    decoded = decode(data)
    if decoded is None:
        refuse(name, "must be text", hint="save it as UTF-8")
    note_page(decoded, name, notes)
    text = decoded.text.lstrip("\ufeff \t\r\n")
    # A page of entities of entities unpacks to more than any memory holds, and one that names a
    # file would have it read. No receiver writes either.
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        refuse(name, "must be GPX without a document type or entities", hint="export it again")
    if text.startswith("<?xml"):
        # It has been decoded: what it says of its encoding holds no longer.
        text = text.partition("?>")[2]
    try:
        root = ET.fromstring(text)  # noqa: S314 - entities are refused above
    except ET.ParseError as error:
        refuse(name, f"must be XML that is whole: {error}", hint="copy or export it again")
    if _tag(root) != "gpx":
        refuse(name, "must be GPX", got=_tag(root)[:60], hint="export it from the receiver as GPX")
    return root


def _tag(element: Element) -> str:
    """Return the name of an element without its namespace, which the versions differ in."""
    return element.tag.rpartition("}")[2]


def _children(element: Element, tag: str) -> Iterator[Element]:
    return (child for child in element if _tag(child) == tag)


def _numbered(root: Element, tag: str) -> Iterable[tuple[int, Element]]:
    return enumerate(_children(root, tag), start=1)


def _text(element: Element, *tags: str) -> str:
    """Return the text of the first of some children that has any."""
    for tag in tags:
        for child in _children(element, tag):
            if child.text and child.text.strip():
                return " ".join(child.text.split())
    return ""


def _rights(root: Element) -> str:
    """Return whose the file says that it is."""
    said = []
    for metadata in (*_children(root, "metadata"), root):
        for rights in _children(metadata, "copyright"):
            said += [rights.get("author", ""), _text(rights, "year"), _text(rights, "license")]
    return ", ".join(part for part in said if part)


class _Reader:
    """Reads the parts of a file, and notes what cannot be read."""

    def __init__(self, *, name: str, notes: Notes) -> None:
        self._name, self._notes = name, notes

    def point(self, element: Element, number: int) -> Point:
        """Return a waypoint; one without a position has none."""
        place = f"{self._name} wpt {number}"
        name = _text(element, "name")
        note = _text(element, "desc", "cmt")
        return Point(
            place=place,
            name=name,
            spot=self._spot(element, place),
            properties={"note": note} if note and note != name else {},
            own_id=f"waypoint-{number}",
        )

    def way(self, element: Element, place: str) -> Way | None:
        """Return a track or a route; None, with a remark, where it has not two positions."""
        name = _text(element, "name")
        if _tag(element) == "rte":
            places = list(_children(element, "rtept"))
        else:
            segments = _children(element, "trkseg")
            places = [fix for segment in segments for fix in _children(segment, "trkpt")]
        fixes = [
            Fix(spot=spot, time=read_moment(_text(at, "time")))
            for at in places
            if (spot := self._spot(at, place)) is not None
        ]
        if len(fixes) < 2:
            why = Reason.of("imports.unread", why="must have two positions or more")
            self._notes.remark(place, why, name or None)
            return None
        if any(one.time and two.time and two.time < one.time for one, two in pairwise(fixes)):
            # Put together of several days in any order, or turned round: no time of it holds.
            self._notes.remark(place, Reason.of("imports.backwards"), name or None)
            fixes = [Fix(spot=fix.spot) for fix in fixes]
        return Way(place=place, name=name, fixes=tuple(fixes), is_track=True)

    def _spot(self, element: Element, place: str) -> Spot | None:
        """Return the position of an element; None where it has none, which is said for ways."""
        lat, lon = element.get("lat"), element.get("lon")
        try:
            return read_spot(lat, lon)
        except Unreadable as error:
            why = Reason.of("imports.unread", why=error.expected)
            self._notes.remark(place, why, f"{lat} {lon}")
            return None
