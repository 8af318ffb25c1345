"""The use cases, one module a verb, such as load, check, feasible, plan, report, papers, import.

Each command of the command line is one call of these; a Python user calls the same::

    import exeunt

    mission = exeunt.load("mali-2023")
    outcome = mission.plan(time_limit=60, seed=0)

A verb's module, with the libraries it needs, is imported when the verb is first used.
"""

from typing import TYPE_CHECKING

from exeunt.lazy import face

if TYPE_CHECKING:
    from exeunt.api.arithmetic import feasible
    from exeunt.api.asking import Question, why
    from exeunt.api.building import MissionBuilder
    from exeunt.api.choosing import course_files, plan_courses, save_courses
    from exeunt.api.comparing import compare, compare_page, page_ready, plan_names
    from exeunt.api.converting import convert
    from exeunt.api.counting import figure_lines, figures
    from exeunt.api.editing import Edited, edit, written_changes
    from exeunt.api.explaining import explain
    from exeunt.api.exporting import ExportedModel, export_model
    from exeunt.api.framing import frames, plan_of_frames
    from exeunt.api.frontier import frontier, save_front
    from exeunt.api.importing import Imported, import_from
    from exeunt.api.judging import Checked, check
    from exeunt.api.loading import (
        LoadedMission,
        SenselessMissionError,
        ShippedMission,
        load,
        missions,
    )
    from exeunt.api.noticing import odd
    from exeunt.api.ordering import plan_in_order
    from exeunt.api.places import locate, ready_for
    from exeunt.api.planning import plan
    from exeunt.api.printing import papers
    from exeunt.api.reporting import Reported, report, reported
    from exeunt.api.starting import new
    from exeunt.api.telling import tell
    from exeunt.api.valuing import worth
    from exeunt.evidence.explaining import Explanation
    from exeunt.evidence.valuing import Tried, Worths
    from exeunt.facts.alternatives import Alternatives
    from exeunt.facts.chains import Why
    from exeunt.facts.compared import Comparison
    from exeunt.facts.figures import Figures
    from exeunt.facts.front import Front
    from exeunt.facts.odd import Odd

face(
    __name__,
    {
        "exeunt.api.arithmetic": ("feasible",),
        "exeunt.api.asking": ("Question", "why"),
        "exeunt.api.building": ("MissionBuilder",),
        "exeunt.api.choosing": ("course_files", "plan_courses", "save_courses"),
        "exeunt.api.comparing": ("compare", "compare_page", "page_ready", "plan_names"),
        "exeunt.api.converting": ("convert",),
        "exeunt.api.counting": ("figure_lines", "figures"),
        "exeunt.facts.alternatives": ("Alternatives",),
        "exeunt.facts.chains": ("Why",),
        "exeunt.facts.compared": ("Comparison",),
        "exeunt.facts.figures": ("Figures",),
        "exeunt.api.editing": ("Edited", "edit", "written_changes"),
        "exeunt.api.explaining": ("explain",),
        "exeunt.evidence.explaining": ("Explanation",),
        "exeunt.api.exporting": ("ExportedModel", "export_model"),
        "exeunt.facts.front": ("Front",),
        "exeunt.facts.odd": ("Odd",),
        "exeunt.api.framing": ("frames", "plan_of_frames"),
        "exeunt.api.frontier": ("frontier", "save_front"),
        "exeunt.api.importing": ("Imported", "import_from"),
        "exeunt.api.judging": ("Checked", "check"),
        "exeunt.api.loading": (
            "LoadedMission",
            "SenselessMissionError",
            "ShippedMission",
            "load",
            "missions",
        ),
        "exeunt.api.noticing": ("odd",),
        "exeunt.api.places": ("locate", "ready_for"),
        "exeunt.api.ordering": ("plan_in_order",),
        "exeunt.api.planning": ("plan",),
        "exeunt.api.printing": ("papers",),
        "exeunt.api.reporting": ("Reported", "report", "reported"),
        "exeunt.api.starting": ("new",),
        "exeunt.api.telling": ("tell",),
        "exeunt.api.valuing": ("worth",),
        "exeunt.evidence.valuing": ("Tried", "Worths"),
    },
)

__all__ = [
    "Alternatives",
    "Checked",
    "Comparison",
    "Edited",
    "Explanation",
    "ExportedModel",
    "Figures",
    "Front",
    "Imported",
    "LoadedMission",
    "MissionBuilder",
    "Odd",
    "Question",
    "Reported",
    "SenselessMissionError",
    "ShippedMission",
    "Tried",
    "Why",
    "Worths",
    "check",
    "compare",
    "compare_page",
    "convert",
    "course_files",
    "edit",
    "explain",
    "export_model",
    "feasible",
    "figure_lines",
    "figures",
    "frames",
    "frontier",
    "import_from",
    "load",
    "locate",
    "missions",
    "new",
    "odd",
    "page_ready",
    "papers",
    "plan",
    "plan_courses",
    "plan_in_order",
    "plan_names",
    "plan_of_frames",
    "ready_for",
    "report",
    "reported",
    "save_courses",
    "save_front",
    "tell",
    "why",
    "worth",
    "written_changes",
]
