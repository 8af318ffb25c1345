"""What changed, for answers that are remembered."""

from exeunt.optimise.planner.stores.versions import Versions


def test_a_version_never_comes_back() -> None:
    versions = Versions(("fort", "town"))
    versions.touch("town")
    undo, revision = versions.snapshot(), versions.revision
    fort, town = versions.of("fort"), versions.of("town")
    versions.touch("fort")
    given_up = versions.of("fort")
    undo()
    assert versions.of("fort") not in {fort, given_up}
    assert versions.of("town") == town
    assert versions.revision > revision


def test_the_world_changes_with_every_arrival() -> None:
    versions = Versions(("fort",))
    versions.renew()
    assert (versions.revision, versions.of("fort")) == (1, 0)
