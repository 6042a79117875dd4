"""XML and HTML from strangers: no entity is resolved, nothing is fetched, and depth is bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["child_texts", "elements", "parse_xml", "refuse_crowded"]

_MAX_SIGNS = 400_000
"""Tags and entities of one document.  A book has fewer; Python takes half a minute for ten megabytes of them."""


def refuse_crowded(content: bytes, name: str) -> None:
    """Nothing, where a slow parser may be let loose on it.

    Raises:
        SourceError: it has more than 400,000 tags and entities.
    """
    if content.count(b"<") + content.count(b"&") > _MAX_SIGNS:
        raise SourceError(name, f"has more than {_MAX_SIGNS:,} tags")


def parse_xml(content: bytes, name: str) -> Any:  # noqa: ANN401  lxml ships no types
    """The root element; small faults are mended.

    Raises:
        SourceError: nothing of it is XML.
    """
    from lxml import etree  # noqa: PLC0415  heavy, and of no use for plain text

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError) as error:
        raise SourceError(name, f"is damaged XML ({error})") from error
    if root is None:
        raise SourceError(name, "is damaged XML")
    return root


def elements(root: Any, local_name: str) -> Iterator[Any]:  # noqa: ANN401
    """Every element of that name, in whatever namespace, in order."""
    yield from root.iter("{*}" + local_name)


def child_texts(element: Any) -> dict[str, str]:  # noqa: ANN401
    """Text of an element's children and grandchildren by local name, the first of each."""
    texts: dict[str, str] = {}
    for child in element.iterchildren("{*}*"):
        for each in (child, *child.iterchildren("{*}*")):
            if text := (each.text or "").strip():
                texts.setdefault(each.tag.rpartition("}")[2], text)
    return texts
