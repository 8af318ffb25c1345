"""The words planners use for blanks, totals, tables and choices, and the nearest right word."""

import difflib
from collections.abc import Iterable, Mapping

from exeunt.units.text import fold, plain, without_accents

_TO_COME = {
    "tbc",
    "tbd",
    "tba",
    "tbn",
    "a confirmer",
    "a determiner",
    "a preciser",
    "a definir",
    "a designer",
    "to be confirmed",
    "to be determined",
    "to be advised",
    "to be announced",
    "?",
    "??",
}
_BLANKS = {"", "-", "--", "n/a", "n.a", "n.a.", "s.o.", "s/o", "sans objet", *_TO_COME}
# The last are Russian and Arabic: in letters that look alike nobody could tell them apart here.
_NOBODY = {
    *_TO_COME,
    "nil",
    "none",
    "null",
    "nobody",
    "no one",
    "noone",
    "no receiver",
    "not known",
    "unknown",
    "neant",
    "aucun",
    "aucune",
    "personne",
    "aucun repreneur",
    "pas de repreneur",
    "sans repreneur",
    "sans",
    "inconnu",
    "inconnue",
    "not yet",
    "ninguno",
    "nenhum",
    "nessuno",
    "keiner",
    "keine",
    "niemand",
    "nadie",
    "ninguna",
    "ninguem",
    "nessuna",
    "\u043d\u0435\u0442",
    "\u043d\u0438\u043a\u0442\u043e",
    "\u0644\u0627 \u064a\u0648\u062c\u062f",
    "\u0644\u0627 \u0627\u062d\u062f",
    "non designe",
    "non defini",
    "nan",
    "nul",
    "no",
    "non",
    "not applicable",
    "non applicable",
    "blank",
    "empty",
    "vide",
    "vacant",
}
_NOBODY_FIRST = {"none", "nobody", "aucun", "aucune", "nil", "tbc", "tbd", "tba"}
"""With more words behind them, these say why there is nobody: ``none identified yet``."""
_NOBODY_NEXT = {
    "yet",
    "identified",
    "known",
    "found",
    "available",
    "so",
    "at",
    "see",
    "identifie",
    "identifiee",
    "connu",
    "connue",
    "trouve",
    "trouvee",
    "repreneur",
    "entite",
    "encore",
    "pour",
    "a",
}
_TOTALS = (
    "grand total",
    "sous-total",
    "sous total",
    "sub-total",
    "subtotal",
    "total",
    "totals",
    "totaux",
    "total general",
    "total generale",
    "somme",
    "sum",
)


def is_blank(text: str) -> bool:
    """Say whether a cell's text stands for nothing.

    Empty, ``N/A``, ``-``, ``TBC``, ``à confirmer``, ``s.o.``.
    """
    bare = plain(text).casefold().replace("\u00e0", "a").replace("\u00e9", "e")
    return bare in _BLANKS


def is_to_come(text: str) -> bool:
    """Say whether a text promises a value not known yet: ``TBC``, ``à confirmer``, ``?``."""
    return plain(text).casefold().replace("\u00e0", "a").replace("\u00e9", "e") in _TO_COME


def is_nobody(text: str) -> bool:
    """Say whether a text where somebody is to be named says that there is nobody.

    ``NIL``, ``None``, ``N.A.``, ``néant``, ``aucun``, ``personne``, or only dashes and dots.
    """
    bare = without_accents(text).casefold()
    # "N.I.L." is "NIL": dots, strokes and dashes are dropped, words stay apart.
    letters = "".join(c for c in bare if c.isalpha() or c == " ")
    named = letters.split()
    if len(named) > 1 and named[0] in _NOBODY_FIRST:
        return named[1] in _NOBODY_NEXT or named[0] in _TO_COME
    if any(c.isalnum() and not c.isalpha() for c in bare):
        return False
    return not named or " ".join(named) in _NOBODY


def is_total(text: str) -> bool:
    """Say whether a line that begins with this text may be a total of the rows above."""
    bare = plain(text).casefold().rstrip(" :")
    # "Total Nord" may be a total; "Totalgaz" is a supplier.
    return any(bare == word or bare.startswith((f"{word} ", f"{word}:")) for word in _TOTALS)


def is_total_alone(text: str) -> bool:
    """Say whether a text is a word for a total, and nothing besides."""
    return without_accents(text).casefold().rstrip(" :") in _TOTALS


def is_comment(text: str) -> bool:
    """Say whether a row that begins with this text is a comment: a number sign and a space."""
    # Without the space it may be a tag, such as "#loc".
    bare = plain(text)
    return bare == "#" or bare.startswith("# ")


def nearest(word: str, options: Iterable[str]) -> str:
    """Return a next step that names the option most like ``word``; blank where none is like it."""
    option = near(word, options)
    if not option:
        return ""
    return f"did you mean {str(option)!r}?"


def near(word: str, options: Iterable[str], alike: float = 0.6) -> str:
    """Return the option most like ``word``; blank where none is so much alike, of 0 to 1."""
    by_folded: dict[str, str] = {}
    for option in options:
        by_folded.setdefault(fold(option), option)
    for folded in difflib.get_close_matches(fold(word), list(by_folded), n=1, cutoff=alike):
        return by_folded[folded]
    return ""


def one_of(options: Iterable[str]) -> str:
    """Say that one of the options is expected."""
    named = [option or "blank" for option in options]
    if len(named) == 1:
        return f"must be {named[0]}"
    return f"must be one of {', '.join(named)}"


YES = frozenset({"yes", "y", "oui", "o", "true", "vrai", "1", "x", "\u2713", "\u2714", "1.0"})
NO = frozenset({"no", "n", "non", "false", "faux", "0", "0.0"})

CHOICES: Mapping[str, tuple[str, ...]] = {
    "junction": ("jonction", "carrefour", "junct"),
    "exit": ("sortie", "port of exit", "poe"),
    "hub": ("plateforme", "plaque tournante"),
    "none": ("aucun", "aucune", "no"),
    "gravel": ("gravier", "graviers"),
    "track": ("piste", "piste de terre"),
    "sand": ("sable",),
    "helipad": ("helistation", "heliport", "heli", "dz helicoptere"),
    "unpaved": ("non revetue", "laterite", "gravel", "dirt", "piste en terre"),
    "paved": ("revetue", "asphalt", "bitume", "goudron"),
    "road": ("route", "routier", "par route"),
    "river": ("fleuve", "riviere", "fluvial"),
    "sea": ("mer", "maritime"),
    "rail": ("train", "ferroviaire", "railway"),
    "air": ("avion", "aerien", "par air"),
    "troops": ("troupes", "troupe", "military", "militaire", "militaires", "troop"),
    "police": ("upc", "fpu"),
    "civilian": ("civil", "civils", "civilians", "personnel civil"),
    "contractor": ("contractuel", "contractuels", "contractors", "sous traitant"),
    "dependant": (
        "dependants",
        "dependent",
        "dependents",
        "personne a charge",
        "personnes a charge",
    ),
    "evacuee": ("evacue", "evacues", "evacuees"),
    "sensitive": ("sensible",),
    "weapon": ("weapons", "arme", "armes", "armement"),
    "ammunition": ("munitions", "munition", "ammo"),
    "hazardous": ("dangereux", "matieres dangereuses", "hazmat", "dg"),
    "vehicle": ("vehicule", "vehicules", "vehicles"),
    "armour": ("blinde", "blindes", "armor", "armoured"),
    "contingent": ("coe", "contingent owned", "materiel des contingents"),
    "mission": ("unoe", "mission owned", "materiel onu"),
    "ship": ("expedier", "expedition", "rapatrier", "rapatriement"),
    "transfer": ("transferer", "transfert"),
    "sell": ("vendre", "vente", "sale"),
    "gift": ("donner", "don", "donation"),
    "handover": ("remettre", "remise", "hand over"),
    "destroy": ("detruire", "destruction"),
    "abandon": ("abandonner",),
    "hold": ("tenir", "tenue"),
    "fly": ("voler", "vol"),
    "convoy": ("convoi",),
    "close": ("fermer", "fermeture"),
    "granted": ("accordee", "accorde", "approved", "yes"),
    "impeded": ("entravee", "entrave", "delayed", "turned back", "hindered"),
    "refused": ("refusee", "refuse", "denied"),
    "pending": ("en attente", "en cours"),
    "unanswered": ("sans reponse", "no answer", "no reply"),
    "withdrawn": ("retiree", "retire", "revoked"),
    "import": ("importation",),
    "both": ("les deux", "in and out"),
    "out": ("sortant", "depart"),
    "in": ("entrant", "arrivee"),
    "any": ("tout", "tous", "all", "toutes"),
    "people": ("personnes", "passengers", "passagers", "pax"),
    "cargo": ("fret", "freight", "kit"),
    "medical": ("sanitaire", "medevac", "medicale"),
    "resupply": ("ravitaillement",),
    "fuel": ("carburant",),
    "water": ("eau",),
    "rations": ("ration", "vivres"),
    "spares": ("pieces", "pieces de rechange", "spare parts"),
    "own": ("propre", "en propre", "owned"),
    "contracted": ("contractuel", "loue", "contracte", "hired", "chartered", "affrete"),
    "escort": ("escorte", "escorts"),
    "eod": ("neutralisation", "nedex", "search eod"),
    "engineers": ("genie", "engineer"),
    "airfield": ("aerodrome", "airfield crew"),
    "hospital": ("hopital", "hospitals", "level 2"),
    "recovery": ("depannage",),
    "drivers": ("chauffeurs", "conducteurs", "driver"),
    "crew": ("equipage",),
    "passenger": ("passager",),
    "driven": ("conduit",),
    "carried": ("transporte",),
    "*": ("tous", "toutes", "all", "tout"),
}
"""Other words for choices, folded; those that a column does not offer are never looked at."""


def choice(text: str, options: Iterable[str]) -> str | None:
    """Return the option a text names; None where it names none.

    Itself, in another case, in French or by another usual word.
    """
    bare = fold(text)
    for option in options:
        # Signs alone fold to nothing, and are no blank.
        if fold(option) == bare and bool(option) == bool(text.strip()):
            return option
    # A word for two of the options is no answer.
    named = [option for option in options if bare in CHOICES.get(option, ())]
    return named[0] if len(named) == 1 else None


TABLE_NAMES: Mapping[str, tuple[str, ...]] = {
    "sites": ("site", "bases", "camps", "locations", "positions"),
    "legs": ("leg", "troncons", "troncon", "axes", "routes", "itineraires"),
    "seasons": ("season", "saisons", "leg closures", "fermetures de troncons"),
    "threats": ("threat", "menaces", "menace"),
    "pace": ("paces", "allure", "allures"),
    "incidents": ("incident",),
    "parties": ("party", "groupes", "effectifs", "people", "personnel"),
    "lots": ("lot", "kit", "materiel", "assets", "equipment"),
    "dispositions": ("disposition", "cessions"),
    "requirements": ("requirement", "exigences"),
    "vehicles": ("vehicle types", "vehicules", "types de vehicules"),
    "fleets": ("fleet", "parcs", "flottes"),
    "aircraft": ("aircraft types", "aeronefs", "types d aeronefs"),
    "air_fleets": ("flottes aeriennes", "airfleets"),
    "permissions": ("permission", "autorisations"),
    "supplies": ("supply", "approvisionnements"),
    "doctrine": ("doctrines",),
    "prices": ("price", "prix"),
    "mission": ("settings", "parametres"),
    "movements": ("movement", "movement table", "mouvements", "tableau de mouvement"),
    "flights": ("flight", "vols"),
    "loads": ("load", "chargements", "charges"),
    "disposals": ("disposal", "cessions"),
    "closures": ("closure", "fermetures"),
    "reserves": ("reserve",),
    "requests": ("request", "demandes"),
    "trials": ("trial", "essais"),
    "proof": ("preuve",),
    "changes": ("change", "changements"),
    "plan": ("record",),
    "bases": ("closings",),
}
"""Other names of files and sheets, folded."""


def table(name: str, tables: Iterable[str]) -> str | None:
    """Return which of the tables a file or sheet name means, or None."""
    bare = fold(name)
    for candidate in tables:
        if bare == fold(candidate) or bare in TABLE_NAMES.get(candidate, ()):
            return candidate
    return None
