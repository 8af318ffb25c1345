"""The words that nouns choose from, as enums. Each equals the string that stands in the files.

``Mode.ROAD == "road"``, in a set, as a key and in print, so code that has the string keeps working.
Fields that choose among them hold members, however they were built: a plain word becomes one.
"""

from enum import StrEnum


class Mode(StrEnum):
    """What a movement travels on."""

    ROAD = "road"
    RIVER = "river"
    SEA = "sea"
    RAIL = "rail"
    AIR = "air"


class SiteRole(StrEnum):
    """What a site is to the withdrawal."""

    BASE = "base"
    HUB = "hub"
    EXIT = "exit"
    JUNCTION = "junction"


class Payload(StrEnum):
    """What a permission is about carrying."""

    ANY = "any"
    PEOPLE = "people"
    CARGO = "cargo"
    MEDICAL = "medical"
    RESUPPLY = "resupply"
    SURVEILLANCE = "surveillance"


class State(StrEnum):
    """What is known of a permission. Unanswered is not refused, and both are not granted.

    Impeded is granted, and then delayed or turned back: there is leave, and it may not be enough.
    """

    GRANTED = "granted"
    IMPEDED = "impeded"
    REFUSED = "refused"
    PENDING = "pending"
    UNANSWERED = "unanswered"
    WITHDRAWN = "withdrawn"


LEAVE = (State.GRANTED, State.IMPEDED)
"""States in which there is leave: who decides has said yes, whatever happened on the way."""


class Way(StrEnum):
    """What may become of kit: the disposition."""

    SHIP = "ship"
    TRANSFER = "transfer"
    SELL = "sell"
    GIFT = "gift"
    HANDOVER = "handover"
    DESTROY = "destroy"
    ABANDON = "abandon"


class LoadKind(StrEnum):
    """What kind of thing is aboard a serial."""

    VEHICLE = "vehicle"
    AIRCRAFT = "aircraft"
    PEOPLE = "people"
    LOT = "lot"
    SUPPLY = "supply"


class AboardRole(StrEnum):
    """What something aboard a serial is there for."""

    NONE = ""
    CREW = "crew"
    PASSENGER = "passenger"
    DRIVEN = "driven"
    CARRIED = "carried"
    USED = "used"
    DELIVERED = "delivered"


class Changed(StrEnum):
    """What was done to something of a plan."""

    ADDED = "added"
    DROPPED = "dropped"
    """An order to recall."""
    RETIMED = "retimed"
    """It goes another way or at other times."""
    RELOADED = "reloaded"
    """It goes as it did, with other vehicles, people or kit."""


class Thing(StrEnum):
    """Of what there are changes."""

    CONVOY = "convoy"
    FLIGHT = "flight"
    SITE = "site"
    """Its closing."""
    LOT = "lot"
    """A disposal, of kit or of vehicles that are left."""
