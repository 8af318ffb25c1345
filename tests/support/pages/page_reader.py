"""Reads a report as a tree, with the standard library, and remembers which of its words have been looked at.

Whoever compares a part of the page takes its words from here; words with a figure in them that nobody took are ``unread``.
"""

import json
import re
from bisect import bisect_left
from collections import defaultdict
from html.parser import HTMLParser
from operator import attrgetter

VOID = {"meta", "br", "link", "img", "input", "hr"}
SPOKEN = ("aria-label",)
"""Attributes that say something to a reader."""


class Node:
    """An element: its tag, attributes, children (elements and words), and the element around it."""

    def __init__(self, tag, attributes, parent, order):
        """Make an element without children, the next of its page in reading order."""
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children = []
        self.order, self.begin = order, len(order.nodes)
        self.end = self.begin + 1
        order.nodes.append(self)
        order.tagged[tag].append(self)

    @property
    def classes(self):
        """Return the element's classes."""
        return (self.attributes.get("class") or "").split()

    def all(self, tag=None, **wanted):
        """Return the elements below with a tag and attributes (``data_table="sites"``); ``True`` is any value; ``class_`` one of the classes."""
        below = self.order.nodes[self.begin + 1 : self.end]
        if tag is not None:
            nodes = self.order.tagged.get(tag, [])
            first, last = (bisect_left(nodes, at, key=BEGIN) for at in (self.begin + 1, self.end))
            below = nodes[first:last]
        asked = [(key.rstrip("_").replace("_", "-"), value) for key, value in wanted.items()]
        return [node for node in below if node.fits(asked)]

    def fits(self, asked):
        """Say whether an element has attributes."""
        for name, value in asked:
            if name == "class":
                if value not in self.classes:
                    return False
            elif name not in self.attributes or value not in {True, self.attributes[name]}:
                return False
        return True

    def one(self, tag=None, **wanted):
        """Return the only such element."""
        found = self.all(tag, **wanted)
        assert len(found) == 1, f"{len(found)} of {tag} {wanted}"
        return found[0]

    def maybe(self, tag=None, **wanted):
        """Return the only such element, or None."""
        found = self.all(tag, **wanted)
        assert len(found) <= 1, f"{len(found)} of {tag} {wanted}"
        return found[0] if found else None

    def words(self):
        """Yield every piece of words below with the element that holds it."""
        for child in self.children:
            if isinstance(child, Node):
                yield from child.words()
            else:
                yield self, child


BEGIN = attrgetter("begin")


class Order:
    """All elements of a page in reading order, and those of each tag: what is below one stands together."""

    def __init__(self):
        """Begin without any."""
        self.nodes, self.tagged = [], defaultdict(list)


class Page(HTMLParser):
    """A report."""

    def __init__(self, text):
        """Read it."""
        super().__init__(convert_charrefs=True)
        self.order = Order()
        self.root = self.here = Node("", {}, None, self.order)
        self.taken = set()
        self.feed(text)
        self.close()
        self.root.end = len(self.order.nodes)

    def handle_starttag(self, tag, attrs):
        """Open an element."""
        node = Node(tag, dict(attrs), self.here, self.order)
        self.here.children.append(node)
        if tag not in VOID:
            self.here = node

    def handle_startendtag(self, tag, attrs):
        """Add an element without children."""
        self.here.children.append(Node(tag, dict(attrs), self.here, self.order))

    def handle_endtag(self, tag):
        """Close an element."""
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        self.here.end = len(self.order.nodes)
        self.here = self.here.parent

    def handle_data(self, data):
        """Add words."""
        self.here.children.append(data)

    def text(self, node):
        """Return the words of an element in one line and remember that they were looked at."""
        self.taken.add(node)
        return re.sub(r"[ \n]+", " ", "".join(words for _, words in node.words())).strip()

    def said(self, node, attribute):
        """Return an attribute's words and remember that they were looked at."""
        self.taken.add((node, attribute))
        return node.attributes[attribute]

    def cell(self, node):
        """Return a cell's words, its small print after a bar."""
        small = [self.text(s) for s in node.all("small")]
        self.taken.add(node)
        plain = "".join(words for holder, words in node.words() if not inside(holder, "small"))
        return " | ".join([re.sub(r"[ \n]+", " ", plain).strip(), *small])

    def table(self, node):
        """Return a table's caption, header, rows and foot, cell by cell."""
        caption, head = node.maybe("caption"), node.maybe("thead")
        rows = {
            part: [
                [self.cell(c) for c in tr.children if isinstance(c, Node)]
                for tr in part_node.all("tr")
            ]
            for part in ("tbody", "tfoot")
            for part_node in node.all(part)
        }
        return (
            self.cell(caption) if caption else "",
            [self.cell(c) for c in head.all("th")] if head else [],
            rows.get("tbody", []),
            rows.get("tfoot", []),
        )

    def meters(self, node):
        """Return the shares that the bars in an element show, in per cent."""
        return [float(r.attributes["width"]) for r in node.all("rect", class_="fill")]

    def data(self, identity):
        """Return the data that a script of the page is given; None where there are none."""
        node = self.root.maybe("script", id=identity)
        return None if node is None else json.loads("".join(node.children))

    def unread(self):
        """Return all words and spoken attributes with a figure in them that nobody has looked at, by where they stand."""
        found = []
        for node, words in self.root.words():
            if (
                node.tag not in {"script", "style"}
                and re.search(r"\d", words)
                and not any(a in self.taken for a in around(node))
            ):
                found.append((path(node), words.strip()))
        spoken = [
            (node, name)
            for node in self.root.all()
            for name in SPOKEN
            if re.search(r"\d", node.attributes.get(name, ""))
        ]
        return found + [
            (f"{path(node)} {name}", node.attributes[name])
            for node, name in spoken
            if (node, name) not in self.taken
        ]


def around(node):
    """Yield an element and all those around it."""
    while node is not None:
        yield node
        node = node.parent


def inside(node, tag):
    """Say whether an element is one of a tag or stands in one."""
    return any(a.tag == tag for a in around(node))


def path(node):
    """Return where an element stands, by tags, ids and classes."""
    parts = [
        f"{a.tag}{'#' + a.attributes['id'] if 'id' in a.attributes else ''}{''.join('.' + c for c in a.classes)}"
        for a in around(node)
        if a.tag
    ]
    return " > ".join(list(reversed(parts))[-4:])
