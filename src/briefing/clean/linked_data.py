"""What a page declares about its article in JSON-LD, with the vocabulary of schema.org."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from typing import TYPE_CHECKING, Any

from briefing.clean.decode import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

__all__ = ["Node", "declared_nodes", "main_article", "named", "plain", "texts"]

Node = dict[str, Any]
"""An object of JSON-LD, as it was parsed."""

MOST_NODES = 5_000
"""Nodes of one page that are looked at."""
_ARTICLE_TYPES = re.compile(r"(?:\w*Article|(?:Live)?BlogPosting|Report|Review|SocialMediaPosting)")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.{0,40}?\*/)\s*|\s*(?:-->|(?://\s*)?\]\]>|;)\s*$")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_WORD = re.compile(r"\w+")


def declared_nodes(tree: _Element) -> list[Node]:
    """All objects of all JSON-LD scripts, outer before inner; scripts that are no JSON are passed over."""
    waiting = deque(filter(None, map(_loaded, _scripts(tree))))
    nodes: list[Node] = []
    while waiting and len(nodes) < MOST_NODES:
        value = waiting.popleft()
        if isinstance(value, dict):
            nodes.append(value)
            waiting.extend(inner for inner in value.values() if isinstance(inner, dict | list))
        elif isinstance(value, list):
            waiting.extend(inner for inner in value if isinstance(inner, dict | list))
    return nodes


def main_article(nodes: Iterable[Node], titles: Iterable[str]) -> Node:
    """The node of the article that the page is about; empty where none is declared.

    Of several, the one whose headline agrees best with `titles`, then the one that says most.
    """
    wanted = {word for title in titles for word in _WORD.findall(title.casefold())}

    def rating(node: Node) -> tuple[float, int]:
        words = set(_WORD.findall(plain(node.get("headline") or node.get("name")).casefold()))
        agreed = len(words & wanted) / len(words) if words else 0.0
        return agreed, sum(key in node for key in ("author", "datePublished", "articleBody", "publisher"))

    return max(filter(_is_article, nodes), key=rating, default={})


def texts(value: object) -> Iterator[str]:
    """The strings in a value that may be one, or a list of them; of objects, their name or address."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value[:50]:
            if not isinstance(inner, list):
                yield from texts(inner)
    elif isinstance(value, dict):
        for key in ("name", "url", "@value"):
            if isinstance(value.get(key), str):
                yield value[key]
                return


def named(value: object, nodes: Iterable[Node]) -> Iterator[tuple[str, bool]]:
    """Names of the people and bodies in `value`, and whether each is, or may be, a person.

    A mere reference (`{"@id": …}`) is looked up among `nodes`.
    """
    for one in (value if isinstance(value, list) else [value])[:50]:
        if isinstance(one, dict):
            node = _resolved(one, nodes)
            types = set(texts(node.get("@type")))
            human = not types or bool(types & {"Person", "Thing"})
            yield from ((plain(name), human) for name in texts(node.get("name")))
        elif isinstance(one, str):
            yield plain(one), True


def _resolved(node: Node, nodes: Iterable[Node]) -> Node:
    """The named node that a mere reference points to; any other node itself."""
    if "name" in node or "@id" not in node:
        return node
    return next((other for other in nodes if other.get("@id") == node["@id"] and "name" in other), node)


def plain(value: object) -> str:
    """A string without tags, entities resolved, printable, white space collapsed; empty for anything else.

    JSON and entities can write what the page's own text was rid of: half a character, an escape.
    """
    if not isinstance(value, str):
        return ""
    text = html.unescape(value) if "&" in value else value
    return " ".join(printable(_TAG.sub(" ", text) if "<" in text else text).split())


def _is_article(node: Node) -> bool:
    return any(_ARTICLE_TYPES.fullmatch(kind.rpartition("/")[2]) for kind in texts(node.get("@type")))


def _scripts(tree: _Element) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            yield script.text


def _loaded(script: str) -> object:
    for text in (script, _WRAPPING.sub("", _WRAPPING.sub("", script))):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None
