"""People and kit of made-up missions."""

from exeunt.invent.country import Kind, country_of
from exeunt.invent.draws import Draws
from exeunt.invent.forces import lots, parties
from exeunt.invent.size import Size


def made(days, seed=4, sites=3):
    size, draws = Size(sites, days, seed), Draws(sites, days, seed)
    country = country_of(size, draws)
    return size, draws, country, dict.fromkeys((hub.site for hub in country.hubs), 2)


def test_a_crowd_is_not_known_to_the_head():
    size, draws, country, escorts = made(2)
    crowd = next(p for p in parties(size, draws, country, escorts) if p.population == "evacuee")
    assert crowd.count_low < crowd.count < crowd.count_high


def test_each_escort_vehicle_has_its_crew():
    size, draws, country, escorts = made(90)
    crews = next(p for p in parties(size, draws, country, escorts) if p.party == "hub-1-crews")
    assert crews.count == 3 * escorts["hub-1"]


def test_an_evacuation_takes_little_kit_and_a_drawdown_all_of_it():
    of_days = {days: list(lots(*made(days)[:3])) for days in (2, 90)}
    assert {lot.kit_class for lot in of_days[2]} == {"sensitive"}
    assert {"general", "vehicle", "ammunition", "armour"} < {lot.kit_class for lot in of_days[90]}


def test_nothing_drives_where_no_road_leads():
    size, draws, country, _ = made(90, 2, 40)
    apart = {base.site for base in country.bases if base.kind in {Kind.AIRLIFT, Kind.ISLANDS}}
    assert apart
    assert not [x for x in lots(size, draws, country) if x.site in apart and x.self_driving]
