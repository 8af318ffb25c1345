"""Charts: what they draw, what they say, what they give to tables."""

import json

from exeunt.drawing.axis import axis
from exeunt.drawing.charts import SAMPLES, Layer, Stack, chart, embedded, layers, outline
from exeunt.facts.curves import curve
from exeunt.words.words import Words
from tests.support.missions.report_samples import (
    day,
    small_mission,
)

SAY = Words("en")


def test_words_of_a_chart_tell_the_value_at_the_deadline_and_not_at_the_sample_beside_it():
    line = axis(small_mission(deadline=day(10, 0.5), end=day(30)), SAY)
    assert round(line.deadline * SAMPLES) / SAMPLES < line.deadline
    bands = layers(line, {"a": ("a", curve([(0, 5), (10 * 24 + 0.4, 7)]))}, "")
    made = chart(
        Stack(key="people_out", bands=bands, total=12), line, ((0, "a"), (SAMPLES, "b")), SAY
    )
    assert "a – b: 5 at the start, 12 at the deadline, 12 at the end." in made.svg


def test_an_outline_moves_only_where_the_level_changes():
    assert outline([1000, 1000, 500, 500, 500]) == "M0 1000V1000H500V500H1000V1000Z"


def test_what_changes_at_the_very_end_is_seen():
    assert outline([1000, 1000, 500, 500, 0]) == "M0 1000V1000H500V500H988V0H1000V1000Z"
    # Of several changes so late none is drawn before another.
    late = [1000.0] * SAMPLES + [0.0]
    late[-2] = 500
    assert outline(late) == "M0 1000V1000H988V500H988V0H1000V1000Z"


def test_a_chart_has_values_for_tables_and_pointers():
    line = axis(small_mission(), SAY)
    values = tuple(float(i > 100) for i in range(SAMPLES + 1))
    made = chart(
        Stack(key="people_out", bands=(Layer(name="</script>", tone=1, values=values),), total=1),
        line,
        ((0, "a"), (SAMPLES, "b")),
        SAY,
    )
    assert made.rows == (("a", ("0", "0")), ("b", ("1", "1")))
    assert "<" not in made.json
    assert json.loads(made.json)["layers"][0] == {
        "name": "</script>",
        "tone": 1,
        "steps": [[0, 0.0], [101, 1.0]],
    }


def test_embedded_data_reads_back():
    assert json.loads(embedded({"a": "<!-- & \u2028 é"})) == {"a": "<!-- & \u2028 é"}
