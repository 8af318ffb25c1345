"""Exports of surveys made with KoboToolbox, ODK and their relatives: a site for each submission.

A position is one cell (`lat lon alt acc`) or several columns, whose names differ by program:
`_gps_latitude` (Kobo, Ona), `gps-Latitude` (ODK Central, Briefcase), `gps:Latitude` (Aggregate).
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from exeunt.files.cells import Cell, as_text, blank
from exeunt.files.headers import names_of
from exeunt.files.imports.choices import POSITION, Choices
from exeunt.files.imports.features import Features, Fix, Point, Way, last_part, renamed
from exeunt.files.imports.files import published, refuse
from exeunt.files.imports.globe import Spot
from exeunt.files.imports.moments import read_moment
from exeunt.files.imports.rows import read_spot
from exeunt.files.imports.sheets import ENDINGS, Record, Sheet, read_sheet
from exeunt.files.notes import Notes
from exeunt.model.places import Site
from exeunt.model.reason import Reason
from exeunt.units.text import Unreadable, fold

_SYSTEM = (
    "start end today deviceid subscriberid simserial simid phonenumber username email audit key "
    "submissiondate submitterid submittername attachmentspresent attachmentsexpected status "
    "reviewstate edits formversion instanceid instancename formdef version completiondate"
)
"""Columns that every export has, and no question of a form is."""
_PART = re.compile(
    r"(?P<lead>(?:.*/)?)_?(?P<name>[^/]*?)[_\-:](?P<axis>latitude|longitude|altitude|precision|accuracy)",
    re.IGNORECASE,
)
"""A column with part of a position: the groups, the question and what part it is."""
_NUMBER = r"[+-]?\d+(?:\.\d+)?"
_POINT = re.compile(rf"{_NUMBER} {_NUMBER}(?: {_NUMBER}){{0,2}}")
_TRACE = re.compile(rf"{_POINT.pattern}(?: ?; ?{_POINT.pattern})+ ?;?")
"""Positions one after the other: a way that somebody walked or drew."""
_LANGUAGE = re.compile(r"::? ?[^\W\d]+(?: ?\([a-z]{2,3}\))?$")
"""What forms in several languages have behind their labels: `Name::English (en)`."""
_NOT_APPROVED = ("not approved", "validation status not approved", "rejected")


@attrs.frozen(kw_only=True)
class _Position:
    """Where the columns of a position are; ``whole`` is that of one cell with all of it."""

    name: str
    whole: int | None = None
    lat: int | None = None
    lon: int | None = None
    accuracy: int | None = None


def read_kobo(path: Path, choices: Choices, notes: Notes) -> Features:
    """Return a point for each submission of a survey, and a way for each trace in it.

    Raises:
        InputError: it is no such export, or it has several positions and nobody says which.
    """
    file = published(path, ENDINGS)
    sheet = read_sheet(file, _score, "a position and _id, _uuid or KEY", notes)
    records = list(sheet.records)
    _refuse_unknown(sheet, choices)
    position = _position(sheet, records, choices)
    reader = _Reader(sheet=sheet, position=position, choices=choices)
    points: list[Point] = []
    ways: list[Way] = []
    for record in _approved(sheet, records, notes):
        points.append(reader.point(record, notes))
        ways.extend(reader.ways(record, notes))
    return Features(points=_last_of_each(sheet, records, points, notes), ways=ways)


def _score(headers: Sequence[str]) -> int:
    """Return how much a row looks like the header of a survey's export."""
    names = names_of(Site)
    return sum(
        _is_system(header)
        or bool(_PART.fullmatch(header))
        or names.named(_question(header)) is not None
        for header in headers
        if header
    )


def _is_system(header: str) -> bool:
    bare = fold(header).replace(" ", "")
    return header.startswith(("_", "meta-", "meta/", "meta:")) or bare in _SYSTEM.split()


def _question(header: str) -> str:
    """Return what a column asks, without its groups and the language of its label."""
    return last_part(_LANGUAGE.sub("", header) or header).strip()


def _refuse_unknown(sheet: Sheet, choices: Choices) -> None:
    known = {fold(header) for header in sheet.headers}
    known |= {fold(last_part(header)) for header in sheet.headers}
    for field, header in choices.columns:
        if fold(header) not in known:
            refuse(
                "--column",
                "must name a column of the file",
                got=f"{field}={header}",
                hint=f"the columns are {', '.join(sheet.headers[:20])}",
            )


def _position(sheet: Sheet, records: Sequence[Record], choices: Choices) -> _Position:
    """Return the position that makes the sites.

    Raises:
        InputError: there is none, or there are several and the user does not say which.
    """
    found = {**_split(sheet), **_whole(sheet, records)}
    asked = dict(choices.columns).get(POSITION)
    if asked is not None:
        found = {
            name: one
            for name, one in found.items()
            if fold(asked) in {fold(name), fold(last_part(name))}
        }
    if len(found) != 1:
        hint = "export the form with its positions, or name the column: --column position=HEADER"
        if found:
            first = next(iter(found))
            hint = f'say which, as by --column "position={first}"; there are {", ".join(found)}'
        refuse(
            f"{sheet.place} header",
            "must have one position that makes the sites",
            got=f"{len(found)} positions",
            hint=hint,
        )
    return next(iter(found.values()))


def _split(sheet: Sheet) -> dict[str, _Position]:
    """Return the positions that have a column for each of their parts, by the question's name."""
    parts: dict[str, dict[str, int]] = {}
    names: dict[str, str] = {}
    for at, header in enumerate(sheet.headers):
        match = _PART.fullmatch(header)
        if match is None:
            continue
        name = match["lead"] + match["name"]
        names.setdefault(fold(name), name)
        parts.setdefault(fold(name), {})[match["axis"].casefold()] = at
    plain = {fold(header): at for at, header in enumerate(sheet.headers)}
    if not parts and "latitude" in plain and "longitude" in plain:
        return {
            "latitude": _Position(name="latitude", lat=plain["latitude"], lon=plain["longitude"])
        }
    return {
        names[folded]: _Position(
            name=names[folded],
            whole=plain.get(folded),
            lat=axes["latitude"],
            lon=axes["longitude"],
            accuracy=axes.get("precision", axes.get("accuracy")),
        )
        for folded, axes in parts.items()
        if {"latitude", "longitude"} <= set(axes)
    }


def _whole(sheet: Sheet, records: Sequence[Record]) -> dict[str, _Position]:
    """Return the positions that are in one cell and have no columns for their parts."""
    known = {fold(name) for name in _split(sheet)}
    found = {}
    for at, header in enumerate(sheet.headers):
        if fold(header) in known or _is_system(header) or _PART.fullmatch(header):
            continue
        filled = [record.text(at) for record in records if record.text(at)]
        if filled and sum(bool(_is_point(text)) for text in filled) > len(filled) / 2:
            found[header] = _Position(name=header, whole=at)
    return found


def _is_point(text: str) -> bool:
    # Without a decimal point it is anything: a count and a price, a day and an hour.
    return "." in text and _POINT.fullmatch(text) is not None


def _approved(sheet: Sheet, records: Sequence[Record], notes: Notes) -> Iterator[Record]:
    """Yield the submissions that nobody has turned down; the others are said."""
    at = sheet.at("_validation_status", "ReviewState")
    for record in records:
        status = record.text(at)
        if fold(status) in _NOT_APPROVED:
            notes.remark(record.place, Reason.of("imports.not_approved"), status)
        else:
            yield record


def _last_of_each(
    sheet: Sheet, records: Sequence[Record], points: list[Point], notes: Notes
) -> list[Point]:
    """Return the points, of those that were sent in anew the last alone."""
    at = sheet.at("_submission_time", "SubmissionDate", "end")
    sent = {record.place: read_moment(record.text(at)) for record in records}
    last: dict[str, Point] = {}
    for point in points:
        other = last.get(fold(point.name))
        if other is None or not point.name:
            last[fold(point.name) or point.place] = point
            continue
        before, after = sent[other.place], sent[point.place]
        if before is None or after is None or other.spot is None or point.spot is None:
            last[point.place] = point
            continue
        older, newer = (other, point) if before <= after else (point, other)
        last[fold(point.name)] = newer
        notes.remark(older.place, Reason.of("imports.sent_anew", last=newer.place), older.name)
    return list(last.values())


class _Reader:
    """Reads submissions one by one."""

    def __init__(self, *, sheet: Sheet, position: _Position, choices: Choices) -> None:
        self._sheet, self._position, self._choices = sheet, position, choices
        is_odk = any(re.search(r"[-:](?:Latitude|Longitude)$", header) for header in sheet.headers)
        self._questions = {}
        for at, header in enumerate(sheet.headers):
            if not header or _is_system(header) or _PART.fullmatch(header) or at == position.whole:
                continue
            # Central writes the groups before a hyphen, where others write a stroke.
            name = re.sub(r"[-:]", "/", header) if is_odk else _LANGUAGE.sub("", header)
            self._questions[at] = name or header

    def point(self, record: Record, notes: Notes) -> Point:
        """Return the point of a submission; one without a position has none."""
        properties = {
            name: record.cell(at)
            for at, name in self._questions.items()
            if not _TRACE.fullmatch(record.text(at))
        }
        spot, off_m = self._spot(record, notes)
        own_id = record.text(self._sheet.at("_id", "_uuid", "meta-instanceID", "KEY"))
        return Point(
            place=record.place,
            name=self._name(renamed(properties, self._choices.columns)),
            spot=spot,
            properties=properties,
            own_id=f"submission-{own_id}" if own_id else "",
            off_m=off_m,
        )

    @staticmethod
    def _name(properties: dict[str, Cell]) -> str:
        """Return the name that a submission gives its site; blank where no question asks it."""
        names = names_of(Site)
        for name, cell in properties.items():
            heading = names.named(last_part(name))
            if heading is not None and heading.column.name == "name" and not blank(cell):
                return " ".join(as_text(cell).split())
        return ""

    def _spot(self, record: Record, notes: Notes) -> tuple[Spot | None, float]:
        """Return the position of a submission and how far off it may be, in metres."""
        one = self._position
        try:
            spot = read_spot(record.cell(one.lat), record.cell(one.lon))
            accuracy = record.text(one.accuracy)
            if spot is None and (whole := record.text(one.whole)):
                lat, lon, *rest = _numbers(whole)
                spot, accuracy = read_spot(lat, lon), rest[1] if len(rest) > 1 else ""
            return spot, _metres(accuracy)
        except Unreadable as error:
            why = Reason.of("imports.unread", why=error.expected)
            notes.remark(record.place, why, record.text(one.whole) or record.text(one.lat))
            return None, 0.0

    def ways(self, record: Record, notes: Notes) -> Iterator[Way]:
        """Yield the traces of a submission."""
        for at, name in self._questions.items():
            text = record.text(at)
            if not _TRACE.fullmatch(text):
                continue
            spots = [
                Spot(*map(float, point.split()[:2])) for point in text.split(";") if point.strip()
            ]
            if spots[0] == spots[-1]:
                notes.remark(record.place, Reason.of("imports.no_line"), name, field=name)
            elif any(abs(spot.lat) > 90 or abs(spot.lon) > 180 for spot in spots):
                why = Reason.of("imports.unread", why="must be in degrees")
                notes.remark(record.place, why, text, field=name)
            else:
                fixes = tuple(Fix(spot=spot) for spot in spots)
                yield Way(place=record.place, name=name, fixes=fixes, is_track=True)


def _numbers(whole: str) -> list[str]:
    """Return the numbers of a position in one cell.

    Raises:
        Unreadable: it is none.
    """
    if not _is_point(whole):
        raise Unreadable(expected="must be a position: latitude, longitude, altitude, accuracy")
    return whole.split()


def _metres(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
