"""The command that lists shipped missions."""

from exeunt import shipped
from tests.support.pages.console import only_object


def test_missions_lists_the_shipped_ones(invoke):
    found = only_object(invoke("missions", "--json").stdout)["missions"]
    assert [m["name"] for m in found] == list(shipped.names())
    said = invoke("missions").stdout
    assert all(name in said for name in shipped.names())
