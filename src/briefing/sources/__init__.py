"""Where stories come from: files, folders, standard input, pages, feeds, sitemaps, lists of feeds, newsletters.

What comes out is raw (`Story`); `briefing.clean` makes articles of it.
"""

from __future__ import annotations

from briefing.sources.reading import one_story, read_source, sources_of

__all__ = ["one_story", "read_source", "sources_of"]
