"""Maps: sites with legs, and movements, in the formats of GIS, globes and navigation devices."""

from functools import partial

from exeunt.papers.dossier import Dossier
from exeunt.papers.keys import PaperKey
from exeunt.papers.maps.geography import LEGS, MOVEMENTS, SITES, geography
from exeunt.papers.paper import Paper, Piece


def pieces(dossier: Dossier) -> list[Piece]:
    """Return the maps: for a GIS, a globe with a time slider, a navigation device."""
    return [
        Piece("sites-and-legs.geojson", partial(geography, dossier, SITES, LEGS)),
        Piece("movements.geojson", partial(geography, dossier, MOVEMENTS)),
        Piece("movements.kml", partial(geography, dossier, SITES, LEGS, MOVEMENTS)),
        Piece("movements.gpx", partial(geography, dossier, SITES, MOVEMENTS)),
    ]


PAPER = Paper(
    key=PaperKey.MAPS,
    title="Maps",
    files=(
        "sites-and-legs.geojson",
        "movements.geojson",
        "movements.kml",
        "movements.gpx",
    ),
    purpose=(
        "for a GIS, a globe with a time slider, a navigation device; lines are straight "
        "between sites, not the roads"
    ),
    pieces=pieces,
)
