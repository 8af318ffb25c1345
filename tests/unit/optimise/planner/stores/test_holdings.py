"""Who or what is free where, and in which order."""

import pytest

from exeunt.optimise.planner.stores.holdings import Holdings


def held(**free: int) -> Holdings:
    holdings = Holdings(("fort", "town"))
    for item, n in free.items():
        holdings.add("fort", item, n)
    return holdings


def test_what_is_lent_keeps_its_place_and_what_is_sent_does_not() -> None:
    """The order decides ties: a party that comes back is not the last to be asked."""
    lent, sent = held(a=2, b=3), held(a=2, b=3)
    lent.lend("fort", "a", 2)
    sent.send("fort", "a", 2)
    assert list(lent.at("fort").items()) == [("a", 0), ("b", 3)]
    assert list(sent.at("fort").items()) == [("b", 3)]
    for holdings in (lent, sent):
        holdings.add("fort", "a", 1)
    assert (list(lent.at("fort")), list(sent.at("fort"))) == (["a", "b"], ["b", "a"])


@pytest.mark.parametrize("take", [Holdings.lend, Holdings.send])
@pytest.mark.parametrize(("item", "n", "free"), [("a", 3, 2), ("a", -1, 2), ("b", 1, 0)])
def test_no_more_is_taken_than_is_there(take, item: str, n: int, free: int) -> None:
    holdings = held(a=2)
    with pytest.raises(ValueError, match=f"{n} of {item} taken at fort: must be 0 to {free}"):
        take(holdings, "fort", item, n)
    assert holdings.at("fort") == {"a": 2}


def test_less_than_none_cannot_be_added() -> None:
    with pytest.raises(ValueError, match="-1 of a at fort: must be 0 or more"):
        held(a=-1)


def test_a_site_with_items_of_which_there_are_none_holds_nothing() -> None:
    holdings = held(a=0)
    assert holdings.at("fort") == {"a": 0}
    assert not holdings.any_at("fort")
    assert holdings.sites() == []
    holdings.add("town", "b", 3)
    holdings.add("town", "c", 2)
    assert (holdings.sites(), holdings.count("town"), holdings.any_at("town")) == (
        ["town"],
        5,
        True,
    )
    assert [site for site, _ in holdings] == ["fort", "town"]


def test_what_is_free_is_put_back_in_its_order() -> None:
    holdings = held(a=2, b=3)
    undo = holdings.snapshot()
    holdings.send("fort", "a", 2)
    holdings.add("fort", "a", 1)
    holdings.add("town", "a", 1)
    undo()
    assert list(holdings.at("fort").items()) == [("a", 2), ("b", 3)]
    assert holdings.at("town") == {}
