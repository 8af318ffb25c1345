"""What a command prints."""

import json


def only_object(text: str) -> dict:
    found = json.loads(text)
    assert isinstance(found, dict)
    return found
