"""Apple's categories, spelled exactly as directories want them (Apple Podcasts for Creators, 2019 list)."""

from __future__ import annotations

import difflib

from briefing.errors import PublishError
from briefing.model import FEED

__all__ = ["find_category"]

CATEGORIES: dict[str, tuple[str, ...]] = {
    "Arts": ("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),
    "Business": ("Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "Health & Fitness": ("Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"),
    "History": (),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": (
        "Animation & Manga",
        "Automotive",
        "Aviation",
        "Crafts",
        "Games",
        "Hobbies",
        "Home & Garden",
        "Video Games",
    ),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": (
        "Business News",
        "Daily News",
        "Entertainment News",
        "News Commentary",
        "Politics",
        "Sports News",
        "Tech News",
    ),
    "Religion & Spirituality": ("Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality"),
    "Science": (
        "Astronomy",
        "Chemistry",
        "Earth Sciences",
        "Life Sciences",
        "Mathematics",
        "Natural Sciences",
        "Nature",
        "Physics",
        "Social Sciences",
    ),
    "Society & Culture": ("Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"),
    "Sports": (
        "Baseball",
        "Basketball",
        "Cricket",
        "Fantasy Sports",
        "Football",
        "Golf",
        "Hockey",
        "Rugby",
        "Running",
        "Soccer",
        "Swimming",
        "Tennis",
        "Volleyball",
        "Wilderness",
        "Wrestling",
    ),
    "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
    "Technology": (),
    "True Crime": (),
}

_PATHS = (*CATEGORIES, *(f"{top}/{sub}" for top, subs in CATEGORIES.items() for sub in subs))
_BY_FOLDED = {path.casefold(): path for path in _PATHS}


def find_category(written: str) -> dict[str, str]:
    """The category that `News` or `news / daily news` means, as feedgen takes it.

    Raises:
        PublishError: Apple has no such category; the hint names the nearest.
    """
    folded = "/".join(part.strip() for part in written.split("/")).casefold()
    path = _BY_FOLDED.get(folded)
    if path is None:
        nearest = difflib.get_close_matches(folded[:100], _BY_FOLDED, n=1, cutoff=0.0)[0]
        raise PublishError(FEED, f"no such category: {written!r}", hint=f"Nearest is {_BY_FOLDED[nearest]!r}.")
    top, _, sub = path.partition("/")
    return {"cat": top, "sub": sub} if sub else {"cat": top}
