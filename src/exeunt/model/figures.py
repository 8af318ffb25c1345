"""Doctrine numbers: single figures with a default, a source and low and high values."""

import attrs

from exeunt.model.columns import Row, column


@attrs.frozen(kw_only=True)
class Figure(Row):
    """One doctrine number or price as a mission states it."""

    name: str = column(
        "id",
        {"en": "Name", "fr": "Nom"},
        "Which figure; see the list in the documentation.",
        key=True,
        aliases=("figure", "parameter", "paramètre"),
        example="convoy_max",
    )
    value: float = column(
        "number",
        {"en": "Value", "fr": "Valeur"},
        "The figure used.",
        aliases=("likely", "valeur retenue"),
        example="100",
    )
    # Low and high say how far the figure may be off, for whoever tries the plan with others.
    low: float | None = column(
        "number", {"en": "Low", "fr": "Bas"}, "Lowest plausible value.", default=None, example="60"
    )
    high: float | None = column(
        "number",
        {"en": "High", "fr": "Haut"},
        "Highest plausible value.",
        default=None,
        example="120",
    )


@attrs.frozen(kw_only=True)
class Doctrine:
    """Numbers by which movements are planned: these, but for those that a mission states."""

    # Warning order, march table, escorts told off, vehicles fuelled and loaded: nothing of that is
    # done in the second in which a plan begins. None by default, as who evacuates may stand by.
    notice_hours: float = column(
        "number",
        {},
        "Hours from the start, when serials are warned, to the first departure of any of them.",
        unit="hours",
        default=0.0,
        ge=0,
        low=0,
        high=96,
        source="assumed: serials stand by at the start",
        since=2,
    )
    # Only under threat: a few vehicles alone are an easy target, but on a quiet leg two trucks
    # may drive.
    convoy_min: float = column(
        "number",
        {},
        "Fewest vehicles in a road convoy on a leg under threat.",
        unit="vehicles",
        default=5.0,
        ge=1,
        low=3,
        high=10,
        source="assumed: an escort of three and what it covers",
    )
    convoy_max: float = column(
        "number",
        {},
        "Most vehicles in a road convoy.",
        unit="vehicles",
        default=100.0,
        ge=1,
        low=40,
        high=120,
        source="French army convoys in the Sahel 2021-22: 80 to 100 vehicles",
    )
    spacing_hours: float = column(
        "number",
        {},
        "Least time between two convoys entering a leg in the same direction.",
        unit="hours",
        default=4.0,
        ge=0,
        low=1,
        high=12,
        source="assumed",
    )
    # Roads that may be mined are driven by daylight.
    march_hours_per_day: float = column(
        "number",
        {},
        "Hours a road convoy is on the move in 24.",
        unit="hours",
        default=10.0,
        gt=0,
        le=24,
        low=8,
        high=12,
        source="assumed: daylight",
    )
    # In the dark a mine is not seen, and nobody comes to help. The default asks nothing, for the
    # sake of missions from before it was asked.
    road_daylight_from_threat: float = column(
        "number",
        {},
        "Strikes per 100 km from which on a road is driven between sunrise and sunset only.",
        unit="strikes/100 km",
        default=1000.0,
        ge=0,
        low=0,
        high=1000,
        source="assumed: more than any road has, so that a mission asks for daylight itself",
        since=2,
    )
    air_daylight: float = column(
        "number",
        {},
        "1: aircraft take off and land between sunrise and sunset only, exits apart; 0: at any "
        "hour.",
        default=0.0,
        ge=0,
        le=1,
        low=0,
        high=1,
        source="assumed: fields have lights, so that a mission asks for daylight itself",
        since=2,
    )
    # Services cannot all be on the last truck: within this span they may go ahead, while the
    # floor stays.
    last_lift_hours: float = column(
        "number",
        {},
        "Span before the closing of a site in which services may already have left.",
        unit="hours",
        default=24.0,
        ge=0,
        low=4,
        high=48,
        source="assumed",
    )
    armour_factor: float = column(
        "number",
        {},
        "Killed and injured among people under armour, relative to the unprotected.",
        default=0.3,
        ge=0,
        le=1,
        low=0.1,
        high=0.6,
        source="assumed",
    )
    # Whoever watches for an attack sees a base thin: a gap in the watch is what he waits for.
    thin_base_factor: float = column(
        "number",
        {},
        "Perimeter risk of a site that nobody armed is left to hold, relative to one at full "
        "strength.",
        default=3.0,
        ge=1,
        low=1,
        high=6,
        source="assumed: the risk rises evenly as armed people leave",
        since=2,
    )
    # Casualties per strike are known from convoys of some size, and must be scaled to one of
    # another.
    reference_people: float = column(
        "number",
        {},
        "People in the convoys from which it is known how many a strike kills or injures.",
        unit="people",
        default=100.0,
        gt=0,
        low=50,
        high=200,
        source="assumed: convoys of 40 to 100 vehicles",
    )
    # A mine hits one vehicle however long the column is, an ambush the more the more are in it.
    fixed_share: float = column(
        "number",
        {},
        "Share of a strike's killed and injured that does not grow with the people there.",
        default=0.5,
        ge=0,
        le=1,
        low=0.2,
        high=0.8,
        source="assumed",
    )
    flight_turn_hours: float = column(
        "number",
        {},
        "Time on the ground between two stages of a flight.",
        unit="hours",
        default=1.0,
        ge=0,
        low=0.5,
        high=2,
        source="assumed",
    )
    # Counted for aircraft whose speed is given: hours that a leg states have it in them.
    taxi_hours: float = column(
        "number",
        {},
        "Block hours of each stage of a flight beyond its distance at cruising speed: taxi, climb, "
        "approach.",
        unit="hours",
        default=0.2,
        ge=0,
        low=0.1,
        high=0.5,
        source="assumed",
        since=2,
    )
    # Without it a month's block hours could be flown in a week or two, and nobody would sleep.
    flying_hours_per_day: float = column(
        "number",
        {},
        "Most block hours of one aircraft in a calendar day.",
        unit="hours",
        default=10.0,
        gt=0,
        le=24,
        low=6,
        high=12,
        source="assumed",
    )
    # A tired crew is a risk to all aboard. Rest needs no figure of its own: it is what is left of
    # 24 hours.
    flight_duty_hours: float = column(
        "number",
        {},
        "Longest duty of a flight crew in 24 hours, from the turn time before it leaves.",
        unit="hours",
        default=13.0,
        gt=0,
        le=24,
        low=10,
        high=14,
        source="Regulation (EU) 965/2012, ORO.FTL.205: basic flight duty period of at most 13 h",
        since=2,
    )
    passenger_t: float = column(
        "number",
        {},
        "Mass of one passenger with baggage in an aircraft.",
        unit="t",
        default=0.12,
        gt=0,
        low=0.09,
        high=0.14,
        source="assumed: a person with 20 kg to 40 kg",
    )
    convoy_water_per_person_day: float = column(
        "number",
        {},
        "Water carried for each person in a convoy and day.",
        unit="L",
        default=10.0,
        ge=0,
        low=5,
        high=20,
        source="assumed: drinking and cooking; camps use 20 L to 80 L",
    )
    convoy_rations_per_person_day: float = column(
        "number",
        {},
        "Rations carried for each person in a convoy and day.",
        unit="person-days",
        default=1.0,
        ge=0,
        low=1,
        high=1,
        source="one ration a person and day",
    )
    # Kit that drives is in the tables as what it weighs and not as what it takes.
    driven_payload_t: float = column(
        "number",
        {},
        "Supplies that a unit of kit takes for the way when it drives itself; other kit it does "
        "not take.",
        unit="t",
        default=0.5,
        ge=0,
        low=0.2,
        high=2,
        source="assumed: a 4x4 about 0.5, a truck several tonnes",
        since=2,
    )
    driven_tank_km: float = column(
        "number",
        {},
        "How far a unit of kit that drives itself goes on what is in its tanks.",
        unit="km",
        default=600.0,
        ge=0,
        low=400,
        high=1000,
        source="assumed: as a truck",
        since=2,
    )
    # Columns that carry water for the likely duration run dry every second time; the legs' spread
    # says how much more is needed.
    supply_z: float = column(
        "number",
        {},
        "Standard normal quantile for which a convoy's supplies are carried (1.2816 is the 90th "
        "percentile).",
        default=1.2816,
        ge=0,
        low=0.8416,
        high=1.6449,
        source="the statement of the problem asks for the 90th percentile",
    )
    # What a road does to one march it does to the next: heat, dust, the state of the column. So the
    # journeys of a mission are late together, and nothing evens out.
    travel_spread: float = column(
        "number",
        {},
        "Standard deviation of the logarithm of what all journeys on the ground and on water take "
        "longer, or less long, than planned, together.",
        default=0.17,
        ge=0,
        le=1,
        low=0.1,
        high=0.3,
        source="assumed",
        since=2,
    )
    travel_confidence: float = column(
        "number",
        {},
        "Share of cases in which journeys take no longer than is planned for: 0.5 plans by the "
        "median times, more by longer ones.",
        default=0.5,
        ge=0.5,
        le=0.99,
        low=0.5,
        high=0.9,
        source="assumed: planned times are medians",
        since=2,
    )
    # Half a strike in 2,000 km: a leg on which nothing was reported is unknown, and not safe.
    threat_prior_strikes: float = column(
        "number",
        {},
        "Prior of the threat estimated from incidents: strikes …",
        unit="strikes",
        default=0.5,
        gt=0,
        low=0.1,
        high=2,
        source="assumed",
    )
    threat_prior_100km: float = column(
        "number",
        {},
        "… in so many hundreds of km travelled.",
        unit="100 km",
        default=20.0,
        gt=0,
        low=5,
        high=100,
        source="assumed",
    )
    threat_months: float = column(
        "number",
        {},
        "Months before the start over which incidents count.",
        unit="months",
        default=12.0,
        gt=0,
        low=3,
        high=24,
        source="assumed",
    )
    # As the mission's tables have them, with their sources, for printing; the figures themselves
    # are in the fields.
    stated: tuple[Figure, ...] = ()
