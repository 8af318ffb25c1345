"""Empty missions to fill in: commented folders and workbooks, in English or French."""

from pathlib import Path

from exeunt.errors import InputError, Problem
from exeunt.files.atomic import is_workbook, refuse_existing, refuse_other_kinds
from exeunt.files.contract_docs import fields_list
from exeunt.files.csv_text import written
from exeunt.files.folder import save_folder
from exeunt.files.settings import MissionSettings
from exeunt.files.source import Kind
from exeunt.files.workbook_out import (
    Look,
    add_lines,
    add_settings,
    add_table,
    example_row,
    heading,
    new_workbook,
    save,
)
from exeunt.model.columns import FORMAT_VERSION, Column, columns
from exeunt.model.mission import TABLES

_KIND = Kind(settings="mission", contract=MissionSettings, tables=TABLES, others={}, other_kind="")
LANGUAGES = ("en", "fr")
_README = {
    "en": (
        "How to fill in this mission",
        "",
        "mission: name, dates and currency. The other tables: one row for each thing. Only sites must have rows; leave the others empty where you have nothing.",
        "The first row of each table names its columns. Columns with a dark header are required; the others may stay blank or be deleted.",
        "Rows that begin with `# ` are comments. The example row is one: write below it, or delete it.",
        "Numbers with or without a unit (12 t, 150 km, 1 h 30); dates as 2023-07-01 or 2023-07-01T06:00; coordinates in degrees, or an MGRS reference as latitude.",
        "source: where a row's figures come from. assumed: `yes` where they are guesses, or the names of the columns that are.",
        "Give an estimate rather than TBC, and say so under assumed.",
    ),
    "fr": (
        "Comment remplir cette mission",
        "",
        "mission : nom, dates et devise. Les autres tables : une ligne par objet. Seule la table sites doit avoir des lignes.",
        "La première ligne de chaque table nomme ses colonnes. Les en-têtes foncés sont obligatoires ; les autres colonnes peuvent rester vides ou être supprimées.",
        "Les lignes qui commencent par `# ` sont des commentaires. La ligne d'exemple en est un : écrivez au-dessous, ou supprimez-la.",
        "Nombres avec ou sans unité (12 t, 150 km, 1 h 30) ; dates comme 2023-07-01 ou 1er juillet 2023 ; coordonnées en degrés, ou référence MGRS en latitude.",
        "source : d'où viennent les chiffres. supposé (assumed) : `oui` s'ils sont estimés, ou les noms des colonnes qui le sont.",
        "Donnez une estimation plutôt que « à confirmer », et signalez-la comme supposée.",
    ),
}


def write_template(path: Path, language: str = "en") -> None:
    """Write an empty, commented mission to fill in: a folder, or a workbook where the path ends in ``.xlsx``.

    Raises:
        InputError: something is there already, the place cannot be written to, or the language is unknown.
    """
    place = Path(path)
    if language not in LANGUAGES:
        raise InputError(
            [
                Problem(
                    place="language",
                    got=language,
                    expected=f"must be one of {', '.join(LANGUAGES)}",
                )
            ]
        )
    refuse_other_kinds(place)
    refuse_existing(place)
    if is_workbook(place):
        _workbook(place, language)
    else:
        _folder(place, language)


def _folder(path: Path, language: str) -> None:
    tables = {
        name: _table(name, columns(row_class), language) for name, row_class in TABLES.items()
    }
    readme = "\n".join((f"# {_README[language][0]}", *_README[language][1:]))
    save_folder(
        path,
        _KIND,
        _settings(language),
        tables,
        {"README.md": f"{readme}\n\n{fields_list(language)}"},
    )


def _table(table: str, contract: tuple[Column, ...], language: str) -> str:
    """Return an empty table with a commented example."""
    names = [heading(c, language) if language == "fr" else c.name for c in contract]
    return written([names, example_row(table, contract)])


def _settings(language: str) -> str:
    lines = []
    for column in columns(MissionSettings):
        lines.append(
            f"# {(column.fr if language == 'fr' else column.en)}: {column.meaning}{f' Example: {column.example}' if column.example else ''}"
        )
        default = column.default if column.default is not None else ""
        if column.name == "format_version":
            default = FORMAT_VERSION
        lines.append(
            f"{column.name} = {default}"
            if isinstance(default, int)
            else f'{column.name} = "{default}"'
        )
    return "\n".join(lines) + "\n"


def _workbook(path: Path, language: str) -> None:
    workbook = new_workbook()
    add_lines(workbook, "readme", [(line,) for line in _README[language]])
    look = Look(tables=tuple(TABLES), language=language)
    contract = columns(MissionSettings)
    values = {c.name: c.default for c in contract} | {"format_version": FORMAT_VERSION}
    add_settings(workbook, "mission", contract, values, language)
    for name, row_class in TABLES.items():
        add_table(workbook, name, row_class, None, look)
    save(workbook, path)
