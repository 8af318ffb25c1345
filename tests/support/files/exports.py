"""Exports as publishers make them, with made-up rows under the columns that they document."""

import csv
import io
from datetime import datetime
from pathlib import Path

import openpyxl

from exeunt.files.missions import write_mission
from exeunt.model.hazards import Incident
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site

ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
)
ACLED_BEFORE_2023 = (
    "data_id,iso,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,"
    "sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,timestamp,iso3"
)
ACLED_IN_CAPITALS = (
    "ISO,EVENT_ID_CNTY,EVENT_ID_NO_CNTY,EVENT_DATE,YEAR,TIME_PRECISION,EVENT_TYPE,ACTOR1,"
    "ASSOC_ACTOR_1,INTER1,ACTOR2,ASSOC_ACTOR_2,INTER2,INTERACTION,REGION,COUNTRY,ADMIN1,ADMIN2,"
    "ADMIN3,LOCATION,LATITUDE,LONGITUDE,GEO_PRECISION,SOURCE,SOURCE SCALE,NOTES,FATALITIES"
)
ACLED_EVENT = {
    "event_id_cnty": "XXX1",
    "event_date": "2023-05-06",
    "year": "2023",
    "time_precision": "1",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Somebody",
    "country": "Nowhere",
    "location": "Milestone",
    "latitude": "16.1",
    "longitude": "1.0",
    "geo_precision": "1",
    "source": "Made up",
    "notes": "Made up; with, marks\nand lines",
    "fatalities": "2",
    "timestamp": "1683400000",
}
UCDP = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
    "conflict_name,side_a,side_b,number_of_sources,source_article,where_prec,where_coordinates,"
    "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,"
    "region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,"
    "deaths_unknown,best,high,low,gwnoa,gwnob"
)
UCDP_EVENT = {
    "id": "900001",
    "relid": "XXX-2023-1-1-1",
    "year": "2023",
    "type_of_violence": "1",
    "where_prec": "1",
    "where_coordinates": "Milestone",
    "latitude": "16.1",
    "longitude": "1.0",
    "date_prec": "1",
    "date_start": "2023-05-06 00:00:00.000",
    "date_end": "2023-05-06 00:00:00.000",
    "best": "2",
    "low": "2",
    "high": "5",
}


def mission(**changes: object) -> Mission:
    """Return a mission of a road, a river beside it, and an airport far away."""
    given: dict[str, object] = {
        "name": "sample",
        "start": datetime(2023, 7, 1),
        "deadline": datetime(2023, 12, 31),
        "end": datetime(2024, 2, 29),
        "sites": (
            Site(site="alpha", name="Alpha", lat=16.0, lon=0.0, role="base"),
            Site(site="bravo", lat=16.0, lon=2.0, role="exit"),
            Site(site="home", lat=50.0, lon=4.0, role="exit"),
        ),
        "legs": (
            leg("alpha-bravo-river", mode="river"),
            leg("alpha-bravo"),
            leg("alpha-home-air", destination="home", mode="air", km=4000.0),
        ),
        "incidents": (
            Incident(incident="mine", date=datetime(2023, 2, 21), where="alpha-bravo", killed=3),
        ),
    }
    return Mission(**(given | changes))


def leg(name: str, **changes: object) -> Leg:
    """Return a leg of the sample's road."""
    given = {
        "leg": name,
        "origin": "alpha",
        "destination": "bravo",
        "mode": "road",
        "km": 240.0,
        "travel_hours": 9.0,
    }
    return Leg(**(given | changes))


def saved(path: Path, **changes: object) -> Path:
    """Write the sample to a folder or workbook."""
    write_mission(mission(**changes), path)
    return path


def csv_of(header: str | list[str], *rows: dict[str, object], separator: str = ",") -> str:
    """Return rows as CSV; what a row does not say is blank."""
    names = header.split(",") if isinstance(header, str) else header
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        folded = {name.casefold(): value for name, value in row.items()}
        writer.writerow([folded.get(name.casefold(), "") for name in names])
    return out.getvalue()


def acled(path: Path, *events: dict[str, object], header: str = ACLED) -> Path:
    """Write an export of events, each as the made-up one but for what it changes."""
    path.write_text(csv_of(header, *(ACLED_EVENT | event for event in events)), encoding="utf-8")
    return path


def ucdp(path: Path, *events: dict[str, object]) -> Path:
    """Write events, each as the made-up one but for what it changes."""
    path.write_text(csv_of(UCDP, *(UCDP_EVENT | event for event in events)), encoding="utf-8")
    return path


def workbook(path: Path, *sheets: list[list[object]]) -> Path:
    """Write sheets of cells."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Sheet{number}")
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def remarked(notes: object) -> dict[str, int]:
    """Return how often each remark was made, by its key."""
    return {
        finding.expected.key: 1 + (finding.hint["n"] if finding.hint else 0)
        for finding in notes.remarks
    }


KOBO = {
    "start": "2023-05-06T08:00:00.000+00:00",
    "end": "2023-05-06T08:30:00.000+00:00",
    "camp/site_name": "Delta Nord",
    "camp/location": "16.5 1.25 280.0 4.5",
    "camp/_location_latitude": "16.5",
    "camp/_location_longitude": "1.25",
    "camp/_location_altitude": "280.0",
    "camp/_location_precision": "4.5",
    "camp/role": "base",
    "camp/beds": "200",
    "interviewer": "Somebody",
    "_id": "101",
    "_uuid": "u-101",
    "_submission_time": "2023-05-06T09:00:00",
    "_validation_status": "",
    "_submitted_by": "somebody",
    "__version__": "v1",
    "_index": "1",
}
ODK = {
    "SubmissionDate": "2023-05-06T09:00:00.000Z",
    "camp-site_name": "Delta Nord",
    "camp-location-Latitude": "16.5",
    "camp-location-Longitude": "1.25",
    "camp-location-Altitude": "280.0",
    "camp-location-Accuracy": "4.5",
    "camp-role": "base",
    "camp-beds": "200",
    "meta-instanceID": "uuid:101",
    "KEY": "uuid:101",
    "SubmitterName": "somebody",
    "ReviewState": "",
}


def survey(
    path: Path,
    *changes: dict[str, object],
    form: dict[str, str] | None = None,
    separator: str = ";",
) -> Path:
    """Write a survey's submissions, each as the made-up one but for what it changes."""
    form = KOBO if form is None else form
    text = csv_of(list(form), *(form | change for change in changes), separator=separator)
    path.write_text(text, encoding="utf-8")
    return path
