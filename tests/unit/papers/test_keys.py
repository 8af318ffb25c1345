"""The names of papers."""

import pytest

from exeunt.errors import InputError
from exeunt.papers.keys import PaperKey, by_paper, chosen


def test_papers_are_chosen_by_name_in_the_order_of_printing():
    assert chosen(["maps", "air-table"]) == (PaperKey.AIR_TABLE, PaperKey.MAPS)
    with pytest.raises(InputError, match="did you mean calendar"):
        chosen(["calender"])


def test_files_are_counted_by_paper_in_the_order_of_printing():
    assert by_paper(["sitreps", "maps", "maps"]) == "1 sitreps, 2 maps"
