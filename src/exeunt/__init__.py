"""Plan the withdrawal of a field mission."""

from typing import TYPE_CHECKING

from exeunt.lazy import face
from exeunt.version import __version__

if TYPE_CHECKING:
    from exeunt.api import (
        Checked,
        Edited,
        Imported,
        LoadedMission,
        MissionBuilder,
        ShippedMission,
        check,
        compare,
        compare_page,
        convert,
        edit,
        explain,
        export_model,
        feasible,
        figures,
        frames,
        import_from,
        load,
        missions,
        new,
        odd,
        papers,
        plan,
        plan_courses,
        plan_of_frames,
        report,
        tell,
        worth,
    )
    from exeunt.errors import ExeuntError, InputError, Problem
    from exeunt.evidence.explaining import Explanation
    from exeunt.evidence.valuing import Worths
    from exeunt.facts.alternatives import Alternatives
    from exeunt.facts.compared import Comparison
    from exeunt.facts.figures import Figures
    from exeunt.facts.odd import Odd
    from exeunt.files.imports.choices import Choices
    from exeunt.model.feasibility import Feasibility
    from exeunt.model.mission import Mission
    from exeunt.model.outcome import (
        Outcome,
        PaperFile,
        Papers,
        Printing,
        Progress,
        Start,
        Violation,
    )
    from exeunt.model.plan import Plan, Record, Terms

face(
    __name__,
    {
        "exeunt.api.arithmetic": ("feasible",),
        "exeunt.api.building": ("MissionBuilder",),
        "exeunt.api.choosing": ("plan_courses",),
        "exeunt.api.comparing": ("compare", "compare_page"),
        "exeunt.api.converting": ("convert",),
        "exeunt.api.counting": ("figures",),
        "exeunt.api.editing": ("Edited", "edit"),
        "exeunt.api.explaining": ("explain",),
        "exeunt.evidence.explaining": ("Explanation",),
        "exeunt.api.exporting": ("export_model",),
        "exeunt.api.framing": ("frames", "plan_of_frames"),
        "exeunt.api.importing": ("Imported", "import_from"),
        "exeunt.api.judging": ("Checked", "check"),
        "exeunt.api.loading": ("LoadedMission", "ShippedMission", "load", "missions"),
        "exeunt.api.noticing": ("odd",),
        "exeunt.api.planning": ("plan",),
        "exeunt.api.printing": ("papers",),
        "exeunt.api.reporting": ("report",),
        "exeunt.api.starting": ("new",),
        "exeunt.api.telling": ("tell",),
        "exeunt.api.valuing": ("worth",),
        "exeunt.evidence.valuing": ("Worths",),
        "exeunt.errors": ("ExeuntError", "InputError", "Problem"),
        "exeunt.files.imports.choices": ("Choices",),
        "exeunt.facts.alternatives": ("Alternatives",),
        "exeunt.facts.compared": ("Comparison",),
        "exeunt.facts.figures": ("Figures",),
        "exeunt.facts.odd": ("Odd",),
        "exeunt.model.feasibility": ("Feasibility",),
        "exeunt.model.mission": ("Mission",),
        "exeunt.model.outcome": (
            "Outcome",
            "PaperFile",
            "Papers",
            "Printing",
            "Progress",
            "Start",
            "Violation",
        ),
        "exeunt.model.plan": ("Plan", "Record", "Terms"),
    },
)

__all__ = [
    "Alternatives",
    "Checked",
    "Choices",
    "Comparison",
    "Edited",
    "ExeuntError",
    "Explanation",
    "Feasibility",
    "Figures",
    "Imported",
    "InputError",
    "LoadedMission",
    "Mission",
    "MissionBuilder",
    "Odd",
    "Outcome",
    "PaperFile",
    "Papers",
    "Plan",
    "Printing",
    "Problem",
    "Progress",
    "Record",
    "ShippedMission",
    "Start",
    "Terms",
    "Violation",
    "Worths",
    "__version__",
    "check",
    "compare",
    "compare_page",
    "convert",
    "edit",
    "explain",
    "export_model",
    "feasible",
    "figures",
    "frames",
    "import_from",
    "load",
    "missions",
    "new",
    "odd",
    "papers",
    "plan",
    "plan_courses",
    "plan_of_frames",
    "report",
    "tell",
    "worth",
]
