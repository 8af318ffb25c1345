"""``exeunt missions``: what comes with the package."""

from typing import Any

from exeunt import api
from exeunt.cli.app import app
from exeunt.cli.arguments import JsonOption, LanguageOption
from exeunt.cli.output import answering, show_json
from exeunt.cli.rows import MISSIONS_NUMBERS, missions_head, missions_rows
from exeunt.cli.tables import table
from exeunt.words.words import known_language


@app.command(epilog="Examples: `exeunt missions` · `exeunt missions --json`")
def missions(language: LanguageOption = "", as_json: JsonOption = False) -> None:
    """List the missions that come with exeunt; their names work wherever a path does."""
    with answering(as_json=as_json, language=language):
        tell = known_language(language)
        shipped = api.missions()
    if as_json:
        show_json({"missions": [mission_object(mission) for mission in shipped]})
        return
    rows = missions_rows((shown.mission for shown in shipped), language)
    table(tell("console.missions"), missions_head(tell), rows, right=MISSIONS_NUMBERS)


def mission_object(shown: api.ShippedMission) -> dict[str, Any]:
    """Return what ``missions --json`` prints of one mission."""
    mission = shown.mission
    return {
        "name": shown.name,
        "title": mission.title,
        "start": mission.start,
        "deadline": mission.deadline,
        "sites": len(mission.sites),
        "people": mission.people,
        "mission_hash": mission.fingerprint,
        "path": str(shown.path),
    }
