"""What moves: vehicle and aircraft types and the fleets of them."""

import attrs

from exeunt.model.choices import Mode
from exeunt.model.columns import CAPABILITIES, QUALIFICATIONS, Capabilities, Row, Time, column
from exeunt.model.places import RUNWAYS

OWNERSHIPS = ("own", "contracted")


@attrs.frozen(kw_only=True)
class VehicleType(Row):
    """A type of truck, carrier, boat or train that carries others."""

    vehicle: str = column(
        "id",
        {"en": "Vehicle", "fr": "Véhicule"},
        "Identifier of the type.",
        key=True,
        aliases=("vehicle type", "type"),
        example="truck-40",
    )
    name: str = column(
        "text",
        {"en": "Name", "fr": "Nom"},
        "Name as printed.",
        default="",
        example="flatbed, 40 ft",
    )
    # Boats and trains are vehicles of another mode. Aircraft are not: they are counted by sorties
    # and hours, and have a table of their own.
    mode: Mode = column(
        "choice",
        {"en": "Mode", "fr": "Mode"},
        "What it travels on.",
        default="road",
        choices=(Mode.ROAD, Mode.RIVER, Mode.SEA, Mode.RAIL),
        example="road",
    )
    payload_t: float = column(
        "number",
        {"en": "Payload", "fr": "Charge utile"},
        "What one carries.",
        unit="t",
        ge=0,
        aliases=("capacity_t",),
        example="26",
    )
    teu: float = column(
        "number",
        {"en": "TEU", "fr": "EVP"},
        "Containers one carries.",
        unit="TEU",
        default=0.0,
        ge=0,
        aliases=("capacity teu",),
        example="2",
    )
    # Besides the crew: seats are for passengers, so a truck without seats still has its drivers.
    seats: int = column(
        "integer",
        {"en": "Seats", "fr": "Places"},
        "Passengers one carries besides its crew.",
        unit="people",
        default=0,
        ge=0,
        example="0",
    )
    crew: int = column(
        "integer",
        {"en": "Crew", "fr": "Équipage"},
        "People who drive or man one.",
        unit="people",
        default=2,
        ge=0,
        example="2",
    )
    crew_qualification: str = column(
        "choice",
        {"en": "Crew qualification", "fr": "Qualification de l’équipage"},
        "What its crew must be trained for where a party crews it; blank: nothing.",
        default="",
        choices=("", *QUALIFICATIONS),
        example="armour",
        since=2,
    )
    armoured: bool = column(
        "flag",
        {"en": "Armoured", "fr": "Blindé"},
        "Protects those in it.",
        default=False,
        example="no",
    )
    outsize: bool = column(
        "flag",
        {"en": "Takes outsize", "fr": "Hors gabarit"},
        "Carries outsize loads.",
        default=False,
        example="no",
    )
    # On the road a team is a vehicle made for it with its crew: medics ride an ambulance, nobody
    # escorts or searches on foot (rule `capability_along`).
    capabilities: Capabilities = column(
        "capabilities",
        {"en": "Capabilities", "fr": "Capacités"},
        "Teams one vehicle brings to a convoy: an escort vehicle brings escort:1. By road nothing "
        "else brings any.",
        unit="teams",
        default=(),
        choices=CAPABILITIES,
        example="",
    )
    # A leg's hours are those of a usual column. What is slower than all others slows it down.
    speed_kmh: float | None = column(
        "number",
        {"en": "Speed", "fr": "Vitesse"},
        "Most it does on the move, loaded, over a day; blank: it keeps up on every leg.",
        unit="km/h",
        default=None,
        gt=0,
        example="60",
        aliases=("km/h",),
        since=2,
    )
    # Full or empty: trucks that come back for the next load are real movements, and are paid for.
    cost_per_km: float = column(
        "number",
        {"en": "Cost per km", "fr": "Coût au km"},
        "Running cost, full or empty, without the fuel, which has a price of its own.",
        unit="currency/km",
        default=0.0,
        ge=0,
        example="2.5",
    )
    cost_per_day: float = column(
        "number",
        {"en": "Cost per day", "fr": "Coût par jour"},
        "Hire or detention for each day in a serial.",
        unit="currency/day",
        default=0.0,
        ge=0,
        example="250",
    )
    fuel_l_per_km: float = column(
        "number",
        {"en": "Fuel", "fr": "Carburant"},
        "Fuel used per km.",
        unit="L/km",
        default=0.0,
        ge=0,
        example="0.5",
    )
    # What does not fit into the tanks goes in drums and cans, on the same deck as the freight.
    tank_km: float = column(
        "number",
        {"en": "Range on tanks", "fr": "Autonomie"},
        "How far one goes on what is in its tanks; fuel for more than that is carried.",
        unit="km",
        default=600.0,
        ge=0,
        low=400,
        high=1000,
        source="assumed: a truck of 300 L at 0.5 L/km",
        example="600",
        since=2,
    )


@attrs.frozen(kw_only=True)
class Fleet(Row):
    """Vehicles of one type that start at one site."""

    fleet: str = column(
        "id",
        {"en": "Fleet", "fr": "Parc"},
        "Identifier of the fleet.",
        key=True,
        aliases=("fleet id",),
        example="gao-trucks",
    )
    vehicle: str = column(
        "id",
        {"en": "Vehicle", "fr": "Véhicule"},
        "Their type.",
        ref=("vehicle",),
        aliases=("vehicle type", "type"),
        example="truck-40",
    )
    site: str = column(
        "id",
        {"en": "Site", "fr": "Site"},
        "Where they are at the start.",
        ref=("site",),
        aliases=("location", "base", "lieu"),
        example="gao",
    )
    count: int = column(
        "integer",
        {"en": "Count", "fr": "Nombre"},
        "Vehicles in the fleet.",
        unit="vehicles",
        ge=0,
        aliases=("qty", "quantity"),
        example="80",
    )
    ownership: str = column(
        "choice",
        {"en": "Ownership", "fr": "Propriété"},
        "Own vehicles, or hired with their drivers.",
        default="own",
        choices=OWNERSHIPS,
        example="contracted",
    )
    # A contractor's drivers are in no headcount of the mission, but they are on the road and at
    # risk: they count among the exposed all the same.
    crew_party: str = column(
        "id",
        {"en": "Crew party", "fr": "Groupe d'équipage"},
        "Party that crews them; blank: the crews come with the vehicles and are counted at risk "
        "but not in any party.",
        default="",
        ref=("party",),
        example="",
    )
    # A share that is not on the move at any time, not certain vehicles: those in the workshop are
    # others every week.
    out_of_service_share: float = column(
        "number",
        {"en": "Out of service", "fr": "Indisponibilité"},
        "Share that cannot be moving at any time.",
        default=0.0,
        ge=0,
        le=1,
        example="0.15",
    )
    available_from: Time | None = column(
        "time",
        {"en": "Available from", "fr": "Disponible du"},
        "First moment of use.",
        default=None,
        example="2023-07-15",
    )
    # The contract ends with the last arrival, so a serial that would be under way then is not
    # begun.
    available_to: Time | None = column(
        "time",
        {"en": "Available to", "fr": "Disponible au"},
        "All serials that use them have ended by then.",
        default=None,
        example="2023-12-31",
    )
    value: float = column(
        "number",
        {"en": "Value", "fr": "Valeur"},
        "Value of one, lost where it is abandoned or left; shipped or transferred, it keeps some.",
        unit="currency",
        default=0.0,
        ge=0,
        example="60000",
    )


@attrs.frozen(kw_only=True)
class AircraftType(Row):
    """A type of aircraft."""

    aircraft: str = column(
        "id",
        {"en": "Aircraft", "fr": "Aéronef"},
        "Identifier of the type.",
        key=True,
        aliases=("aircraft type", "type"),
        example="mi-8",
    )
    name: str = column(
        "text", {"en": "Name", "fr": "Nom"}, "Name as printed.", default="", example="Mi-8/17"
    )
    payload_t: float = column(
        "number",
        {"en": "Payload", "fr": "Charge utile"},
        "What one sortie carries, people counted at the doctrine's mass.",
        unit="t",
        ge=0,
        example="3.5",
    )
    teu: float = column(
        "number",
        {"en": "TEU", "fr": "EVP"},
        "Containers or their space one sortie carries.",
        unit="TEU",
        default=0.0,
        ge=0,
        example="0",
    )
    seats: int = column(
        "integer",
        {"en": "Seats", "fr": "Places"},
        "Passengers one sortie carries.",
        unit="people",
        default=0,
        ge=0,
        example="22",
    )
    range_km: float = column(
        "number",
        {"en": "Range", "fr": "Distance franchissable"},
        "Longest stage it flies.",
        unit="km",
        gt=0,
        example="500",
    )
    # An aeroplane and a helicopter fly the same leg in different times.
    speed_kmh: float | None = column(
        "number",
        {"en": "Speed", "fr": "Vitesse"},
        "Cruising speed; its block hours on a leg follow from it. Blank: those of the leg.",
        unit="km/h",
        default=None,
        gt=0,
        example="220",
        aliases=("km/h", "cruising speed", "vitesse de croisière"),
        since=2,
    )
    # At least a helipad: whatever lands needs a place to land, so `none` is no choice here.
    runway: str = column(
        "choice",
        {"en": "Runway needed", "fr": "Piste requise"},
        "Least surface it can use.",
        choices=RUNWAYS[1:],
        example="helipad",
    )
    runway_m: int = column(
        "integer",
        {"en": "Runway length needed", "fr": "Longueur requise"},
        "Least length it can use.",
        unit="m",
        default=0,
        ge=0,
        example="0",
    )
    # A fleet's hours are pooled (rule `block_hours`): what one aircraft misses in the workshop
    # another may fly.
    block_hours_per_month: float = column(
        "number",
        {"en": "Block hours", "fr": "Heures de vol"},
        "Most hours one aircraft flies in a calendar month.",
        unit="hours/month",
        gt=0,
        example="90",
    )
    serviceability: float = column(
        "number",
        {"en": "Serviceability", "fr": "Disponibilité"},
        "Share serviceable while spares come in.",
        default=1.0,
        ge=0,
        le=1,
        example="0.8",
    )
    # Aircraft outlast those who fly them: one crew rests while another has the aircraft, and on a
    # long sortie the second crew is aboard.
    crews: float = column(
        "number",
        {"en": "Crews per aircraft", "fr": "Équipages par aéronef"},
        "Crews for each aircraft, who take turns; one by default, which is assumed.",
        unit="crews",
        default=1.0,
        gt=0,
        example="1.5",
        since=2,
    )
    # A host that lets in no spares grounds a fleet slowly; the plan must not count on aircraft
    # that will not fly.
    serviceability_blocked: float | None = column(
        "number",
        {"en": "Serviceability, no spares", "fr": "Disponibilité sans pièces"},
        "Share serviceable while the import of spares is not permitted; blank: the same.",
        default=None,
        ge=0,
        le=1,
        example="0.6",
    )
    cost_per_hour: float = column(
        "number",
        {"en": "Cost per hour", "fr": "Coût à l'heure"},
        "Cost of a block hour, with the fuel.",
        unit="currency/hour",
        default=0.0,
        ge=0,
        example="4000",
    )
    fuel_l_per_hour: float = column(
        "number",
        {"en": "Fuel", "fr": "Carburant"},
        "Fuel used per block hour.",
        unit="L/hour",
        default=0.0,
        ge=0,
        example="800",
    )


@attrs.frozen(kw_only=True)
class AirFleet(Row):
    """Aircraft of one type with one home field, where every flight begins and ends."""

    air_fleet: str = column(
        "id",
        {"en": "Air fleet", "fr": "Flotte aérienne"},
        "Identifier of the fleet.",
        key=True,
        example="gao-mi8",
    )
    aircraft: str = column(
        "id",
        {"en": "Aircraft", "fr": "Aéronef"},
        "Their type.",
        ref=("aircraft",),
        aliases=("aircraft type", "type"),
        example="mi-8",
    )
    # Every flight begins and ends here, where crews, spares and mechanics are. When it closes the
    # fleet flies no more.
    site: str = column(
        "id",
        {"en": "Home", "fr": "Base"},
        "Home field.",
        ref=("site",),
        aliases=("home", "site", "location"),
        example="gao",
    )
    count: int = column(
        "integer",
        {"en": "Count", "fr": "Nombre"},
        "Aircraft in the fleet.",
        unit="aircraft",
        ge=0,
        le=10_000,
        aliases=("qty", "quantity"),
        example="6",
    )
    ownership: str = column(
        "choice",
        {"en": "Ownership", "fr": "Propriété"},
        "Own or chartered.",
        default="own",
        choices=OWNERSHIPS,
        example="contracted",
    )
    available_from: Time | None = column(
        "time",
        {"en": "Available from", "fr": "Disponible du"},
        "First moment of use.",
        default=None,
        example="",
    )
    available_to: Time | None = column(
        "time",
        {"en": "Available to", "fr": "Disponible au"},
        "All flights have ended by then.",
        default=None,
        example="",
    )
