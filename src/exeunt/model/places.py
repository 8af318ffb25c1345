"""Where things are: sites."""

import attrs

from exeunt.model import openings
from exeunt.model.choices import SiteRole
from exeunt.model.columns import Row, Time, column

ROLES = tuple(SiteRole)
RUNWAYS = ("none", "helipad", "unpaved", "paved")
"""In rising order: a field of one class takes every aircraft that needs it or one before it."""


@attrs.frozen(kw_only=True)
class Site(Row):
    """A place where people or kit stand, pass or arrive."""

    site: str = column(
        "id",
        {"en": "Site", "fr": "Site"},
        "Identifier of the site.",
        key=True,
        hxl="#loc+code",
        aliases=("site id", "id", "base", "camp", "code site"),
        example="kidal",
    )
    name: str = column(
        "text",
        {"en": "Name", "fr": "Nom"},
        "Name of the site as printed.",
        default="",
        hxl="#loc+name",
        aliases=("site name", "place", "lieu"),
        example="Kidal",
    )
    lat: float = column(
        "latitude",
        {"en": "Latitude", "fr": "Latitude"},
        "Latitude, WGS 84, or a whole MGRS reference.",
        unit="degrees",
        ge=-90,
        le=90,
        hxl="#geo+lat",
        aliases=("lat", "coordinates", "mgrs", "coordonnées"),
        example="18.4408",
    )
    # Required but where the latitude is an MGRS reference: a grid reference is one word, and
    # gives both.
    lon: float = column(
        "longitude",
        {"en": "Longitude", "fr": "Longitude"},
        "Longitude, WGS 84; blank where the latitude holds an MGRS reference.",
        unit="degrees",
        ge=-180,
        le=180,
        hxl="#geo+lon",
        aliases=("lon", "long", "lng"),
        example="1.4075",
    )
    role: SiteRole = column(
        "choice",
        {"en": "Role", "fr": "Rôle"},
        "base: people to leave; hub: others pass through; exit: whoever and whatever is here is "
        "out; junction: only passed.",
        choices=ROLES,
        example="base",
    )
    runway: str = column(
        "choice",
        {"en": "Runway", "fr": "Piste"},
        "Best surface for aircraft.",
        default="none",
        choices=RUNWAYS,
        example="unpaved",
    )
    runway_m: int = column(
        "integer",
        {"en": "Runway length", "fr": "Longueur de piste"},
        "Usable length.",
        unit="m",
        default=0,
        ge=0,
        example="1900",
    )
    # Only visitors are counted: aircraft at their home have their own stands (rule `parking`).
    parking: int | None = column(
        "integer",
        {"en": "Aircraft parking", "fr": "Parking avions"},
        "Visiting aircraft on the ground at once; blank is no limit.",
        unit="aircraft",
        default=None,
        ge=0,
        example="2",
    )
    slots_per_day: int | None = column(
        "integer",
        {"en": "Slots per day", "fr": "Créneaux par jour"},
        "Landings in a calendar day; blank is no limit.",
        unit="landings/day",
        default=None,
        ge=0,
        example="6",
    )
    # A field without lights, or one whose tower goes home: what flies is late by hours, so that a
    # plan to land after dark ends on another field.
    opens: float | None = openings.opens(
        "Clock time from which aircraft may land and take off, such as 6:30; blank is midnight."
    )
    closes: float | None = openings.closes("Clock time until which they may, such as 18:00;")
    daylight: bool = openings.daylight(
        "Aircraft land and take off between sunrise and sunset only: a field without lights."
    )
    utc_offset_hours: float | None = column(
        "number",
        {"en": "UTC offset", "fr": "Décalage UTC"},
        "Its own clock's lead over UTC, for `opens` and `closes`; blank: the mission's.",
        unit="hours",
        default=None,
        ge=-12,
        le=14,
        example="1",
        since=2,
    )
    beds: int | None = column(
        "integer",
        {"en": "Beds", "fr": "Lits"},
        "Most people at once; blank is no limit.",
        unit="people",
        default=None,
        ge=0,
        example="2500",
    )
    yard_teu: float | None = column(
        "number",
        {"en": "Yard", "fr": "Aire de stockage"},
        "Most kit at once; blank is no limit.",
        unit="TEU",
        default=None,
        ge=0,
        example="900",
    )
    # What drives by itself needs no crane and no packing, so only carried kit counts.
    load_teu_per_day: float | None = column(
        "number",
        {"en": "Loading rate", "fr": "Cadence de chargement"},
        "Carried kit that can be packed and loaded; blank is no limit.",
        unit="TEU/day",
        default=None,
        ge=0,
        example="60",
    )
    # Cranes load in a day what took a week to inventory, clean and box: two rates, as kit is ready
    # before it is loaded.
    pack_teu_per_day: float | None = column(
        "number",
        {"en": "Packing rate", "fr": "Cadence d'emballage"},
        "Carried kit of the site that can be packed, from the start on; blank is no limit.",
        unit="TEU/day",
        default=None,
        ge=0,
        example="30",
        since=2,
    )
    unload_teu_per_day: float | None = column(
        "number",
        {"en": "Unloading rate", "fr": "Cadence de déchargement"},
        "Carried kit that can be unloaded; blank is no limit.",
        unit="TEU/day",
        default=None,
        ge=0,
        example="120",
    )
    # Whoever comes to a border or a quay is searched, registered, fed and sent on, and no lift is
    # faster than that. Ships wait for a berth in the roads.
    receive_people_per_day: int | None = column(
        "integer",
        {"en": "People received per day", "fr": "Personnes reçues par jour"},
        "People who may alight in a calendar day; blank is no limit.",
        unit="people/day",
        default=None,
        ge=0,
        example="2000",
        since=2,
    )
    receive_vehicles_per_day: int | None = column(
        "integer",
        {"en": "Vehicles received per day", "fr": "Véhicules reçus par jour"},
        "Vehicles that may come by road in a calendar day; blank is no limit.",
        unit="vehicles/day",
        default=None,
        ge=0,
        example="80",
        since=2,
    )
    berths: int | None = column(
        "integer",
        {"en": "Berths", "fr": "Postes à quai"},
        "Ships and boats alongside at once to load or unload; blank is no limit.",
        unit="vessels",
        default=None,
        ge=0,
        example="2",
        since=2,
    )
    # At a remote base loading alone takes two days: a 600 km axis is then a round trip of two
    # weeks, and the stand at both ends decides how many lifts there are.
    turn_hours: float = column(
        "number",
        {"en": "Turn time", "fr": "Durée d'escale"},
        "Least time a convoy stands here when it loads, unloads, or turns round.",
        unit="hours",
        default=0.0,
        ge=0,
        example="48",
    )
    # The last to hold a site leave in one go when it closes; until then a plan may not thin it
    # below this, however well the transport would be used.
    holding_people: int = column(
        "integer",
        {"en": "Holding floor", "fr": "Effectif plancher"},
        "Armed people needed while the site is open.",
        unit="people",
        default=0,
        ge=0,
        hxl="#population+floor",
        example="120",
    )
    # Riflemen hold no base by themselves: what keeps an attacker off is armour, and what it fires.
    # Both are kit that a plan would rather ship while it can.
    floor_armour: int = column(
        "integer",
        {"en": "Floor's armour", "fr": "Blindés du plancher"},
        "Armoured vehicles, of fleets and of kit, that stay with the holding floor to the last "
        "lift.",
        unit="vehicles",
        default=0,
        ge=0,
        example="6",
        since=2,
    )
    floor_ammunition_t: float = column(
        "number",
        {"en": "Floor's ammunition", "fr": "Munitions du plancher"},
        "Ammunition that stays with the holding floor to the last lift.",
        unit="t",
        default=0.0,
        ge=0,
        example="12",
        since=2,
    )
    # A perimeter is as long as it was when half of those who watched it are gone. Those who are
    # there at the start are what it was made for, unless somebody knows better.
    perimeter_people: int | None = column(
        "integer",
        {"en": "Perimeter strength", "fr": "Effectif du périmètre"},
        "Armed people the whole perimeter needs; with fewer its risk rises. Blank: those who are "
        "there at the start.",
        unit="people",
        default=None,
        ge=0,
        example="600",
        since=2,
    )
    # Two rates, because a site is attacked as a place and people are hurt as people: a base that
    # thins is no safer by its perimeter, which is why it pays to close it.
    perimeter_risk_per_day: float = column(
        "number",
        {"en": "Perimeter risk", "fr": "Risque du périmètre"},
        "Killed and injured to expect per day while the site is open, its perimeter fully manned.",
        unit="casualties/day",
        default=0.0,
        ge=0,
        example="0.01",
    )
    person_risk_per_day: float = column(
        "number",
        {"en": "Person risk", "fr": "Risque par personne"},
        "Killed and injured to expect per person and day at the site, on top of the perimeter's.",
        unit="casualties/person-day",
        default=0.0,
        ge=0,
        example="0.000002",
    )
    close_from: Time | None = column(
        "time",
        {"en": "Close from", "fr": "Fermeture à partir du"},
        "Earliest closing time.",
        default=None,
        example="2023-08-01",
    )
    # A hard rule, unlike the mission's deadline, which is priced: a lease or an agreement with
    # the host ends, whatever lateness costs.
    close_by: Time | None = column(
        "time",
        {"en": "Close by", "fr": "Fermeture au plus tard"},
        "Latest closing time; a hard rule where given.",
        default=None,
        example="2023-11-15",
    )
    closing_hours: float = column(
        "number",
        {"en": "Closing time", "fr": "Durée de fermeture"},
        "Pack, inspect, hand over: the site cannot close sooner than this after the start or "
        "after close_from.",
        unit="hours",
        default=0.0,
        ge=0,
        example="72",
    )
    # Kitchens, power and signals serve those who hold the site until these last days.
    packing_days: float = column(
        "number",
        {"en": "Packing days", "fr": "Jours d'emballage"},
        "Days before its closing from which the site no longer works: kit in use there is taken "
        "down and packed.",
        unit="days",
        default=0.0,
        ge=0,
        le=40_000,
        example="7",
        since=2,
    )
    # A site that nobody is expected to take over leaves no vacuum: there is nobody to wait for,
    # and no days to count.
    receiver: str = column(
        "text",
        {"en": "Receiver", "fr": "Repreneur"},
        "Who takes the site over; blank where nobody is expected to.",
        default="",
        example="host civil authority",
    )
    receiver_ready: Time | None = column(
        "time",
        {"en": "Receiver ready", "fr": "Repreneur prêt"},
        "When the receiver can be there; closing before it leaves a vacuum, and nothing is sold, "
        "given or handed over before it. Blank: ready from the start.",
        default=None,
        example="2023-11-01",
    )
    standing_cost_per_day: float = column(
        "number",
        {"en": "Standing cost", "fr": "Coût fixe"},
        "Cost per day while the site is open.",
        unit="currency/day",
        default=0.0,
        ge=0,
        example="20000",
    )
    # A guard unit or liquidation team outlives the plan. Whoever is posted there is home, and kit
    # there may be transferred: otherwise a mission with a tail would never be done.
    stays_open: bool = column(
        "flag",
        {"en": "Stays open", "fr": "Reste ouvert"},
        "Does not close within the plan (liquidation, guard unit). People whose destination it is "
        "are home here.",
        default=False,
        example="no",
    )
    # Contributors' countries are an exit to plan with, and many places to a map.
    has_place: bool = column(
        "flag",
        {"en": "Has a place", "fr": "A un lieu"},
        "No: stands for several places (contributors' countries), so maps draw it at their edge, "
        "with no dot; its position counts for daylight only.",
        default=True,
        since=2,
        example="yes",
    )
