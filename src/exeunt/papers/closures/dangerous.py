"""Dangerous kit and fuel at a site that closes: what is destroyed there, what stays."""

import attrs

from exeunt.documents.parts import Block, Paragraph, TextLine, TextRun, TextTable
from exeunt.facts.kinds import NOBODY
from exeunt.model.forces import GIVING, Lot
from exeunt.papers.closures.closing import ClosingSite, fates_of_lots
from exeunt.papers.dossier import Dossier

CLASSES = ("ammunition", "weapon", "hazardous", "sensitive", "armour")
"""Classes of kit of which a certificate says what is destroyed and what stays, item by item."""


@attrs.frozen(kw_only=True)
class Dangerous:
    """Units of a lot that would do harm in the wrong hands, by what becomes of them at a site."""

    lot: Lot
    destroyed: int
    passed: int
    left: int

    @property
    def stays(self) -> int:
        """Units that are still there, in whosever hands, after the site has closed."""
        return self.passed + self.left


def dangerous(dossier: Dossier, closing: ClosingSite) -> tuple[Dangerous, ...]:
    """Return the dangerous kit that is destroyed at a site or stays there, in the lots' order."""
    listed = []
    for lot, units in fates_of_lots(dossier, closing):
        # What would arm others is dangerous whatever its class is called.
        if lot.kit_class not in CLASSES and not lot.harm_if_captured:
            continue
        # What is given where nobody stands at the gate is left for whoever comes first.
        nobody = units.get(NOBODY, 0)
        passed = sum(units.get(way, 0) for way in (*GIVING, "transfer"))
        kit = Dangerous(
            lot=lot,
            destroyed=units.get("destroy", 0),
            passed=passed,
            # More may be gone than there was, in a draft: that is no kit that stays.
            left=units.get("abandon", 0) + max(0, units["rest"]) + nobody,
        )
        if kit.destroyed or kit.stays:
            listed.append(kit)
    return tuple(listed)


def dangerous_list(dossier: Dossier, closing: ClosingSite) -> list[Block]:
    """List the dangerous kit and the fuel, with a column for what is found on the day."""
    say, word = dossier.say, dossier.word
    blocks: list[Block] = []
    rows: list[tuple[TextLine, ...]] = [
        (
            kit.lot.item or kit.lot.lot,
            say(f"class.{kit.lot.kit_class}"),
            owner(dossier, kit.lot),
            say.number(kit.destroyed),
            say.number(kit.passed),
            say.number(kit.left),
            TextRun("", fill=True),
        )
        for kit in dangerous(dossier, closing)
    ]
    if rows:
        names = ("item", "class", "owner", "destroyed", "passed", "left", "actual")
        blocks.append(
            TextTable(
                head=tuple(word(f"dangerous.{name}") for name in names),
                rows=tuple(rows),
                widths=(3, 1.6, 1.8, 1, 1.1, 1, 1.2),
                right=(3, 4, 5),
            )
        )
    else:
        blocks.append(Paragraph(word("dangerous.none")))
    return [*blocks, Paragraph((f"{fuel(dossier, closing)} ", TextRun("", fill=True)))]


def owner(dossier: Dossier, lot: Lot) -> str:
    """Say whose a lot is: the mission's, or which contingent's."""
    name = dossier.say(f"owner.{lot.owner}")
    return f"{name}, {lot.provider}" if lot.provider else name


def fuel(dossier: Dossier, closing: ClosingSite) -> str:
    """Say how much fuel the plan leaves in the tanks of a site."""
    stocks = [
        stock
        for stock in dossier.facts.stocks
        if stock.row.site == closing.site and stock.row.supply == "fuel"
    ]
    # Of fuel that nobody counts, nobody can say that there is none.
    if not stocks:
        return dossier.word("dangerous.fuel_unknown")
    litres = sum(max(0.0, stock.at(stock.until)) for stock in stocks)
    if round(litres) == 0:
        return dossier.word("dangerous.fuel_none")
    return dossier.word("dangerous.fuel", n=dossier.say.number(litres))


def stays(dossier: Dossier, closing: ClosingSite) -> str:
    """Name the dangerous kit that stays at a site, as a list within a sentence; blank for none."""
    kit = [one for one in dangerous(dossier, closing) if one.stays]
    if not kit:
        return ""
    return dossier.say.listed(
        dossier.word(
            "certificate.left_kit",
            n=dossier.say.number(one.stays),
            item=one.lot.item or one.lot.lot,
            kind=dossier.say(f"class.{one.lot.kit_class}"),
        )
        for one in kit
    )
