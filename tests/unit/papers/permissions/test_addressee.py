"""To whom a note verbale goes."""

from exeunt.papers.permissions.addressee import addressees
from tests.support.pages.paper_world import dossier


def test_what_is_known_of_the_addressee_and_who_decides_behind_it():
    def of(grantor):
        (one,) = addressees(dossier("small"), grantor).values()
        return one.known, one.through

    assert of("Niger") == (True, "")
    assert of("gouvernement hôte") == (True, "")
    assert of("host ministry of transport") == (True, "host ministry of transport")
    assert of("the ministry") == (False, "the ministry")
    assert list(addressees(dossier("small"), "Niger; Tchad")) == [
        "Niger; Tchad NE",
        "Niger; Tchad TD",
    ]
