"""What docs/publishing.md says of servers and buckets holds."""

from __future__ import annotations

import json
import re
from pathlib import Path

from briefing.targets.headers import FOR_EVER, TYPES, headers_of

PAGE = (Path(__file__).parents[1] / "docs/publishing.md").read_text("utf-8")


def test_the_settings_of_a_bucket_can_be_given_to_it() -> None:
    """They are JSON, and ask for no more than reading."""
    policy, cors = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL))
    assert policy["Statement"][0]["Action"] == "s3:GetObject"
    assert cors["CORSRules"][0]["AllowedMethods"] == ["GET", "HEAD"]


def test_the_types_in_the_docs_are_those_that_are_served() -> None:
    """One table for buckets, one for us."""
    rows = re.findall(r"^\| (?:`|other `)(?:\*|feed)(\.[a-z.0-9]+)` \| `([^`]+)` \|", PAGE, re.MULTILINE)
    assert len(rows) == 9
    assert [(suffix, kind) for suffix, kind in rows if TYPES[suffix] != kind] == []


def test_nginx_keeps_for_good_what_we_do() -> None:
    """What is named by its content, and nothing of a show whose name begins as a picture's does."""
    patterns = re.findall(r'^ +"~(\S+)" +"public, max-age=31536000, immutable";', PAGE, re.MULTILINE)
    assert len(patterns) == 2
    inside = ("episodes/a-1f.mp3", "episodes/a-1f.vtt", "assets/page-1f.css", "cover-1f.png", "cover.png", "index.html")
    for name in (f"{show}{each}" for show in ("", "council/", "cover-story/") for each in (*inside, "feed.xml")):
        kept = any(re.search(pattern, f"/{name}") for pattern in patterns)
        assert (name, kept) == (name, headers_of(name).cache == FOR_EVER)
