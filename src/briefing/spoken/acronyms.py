"""Initials that are said letter by letter, written with stops where a voice would make a word of them.

`NATO` and `FBI` are left as they are, since every voice reads them; `IMF` becomes `I.M.F.`, or it is read as a word.
"""

# ruff: noqa: SIM905  a list of words reads better as a line of them
from __future__ import annotations

import re

from briefing.spoken.written import Said, Written

__all__ = ["at_letter"]

SPELT = frozenset(
    "ABC ACLU ADHD AFL AFP AIG AMA ANC AP ATF ATM BBC BJP CBO CBP CBS CDC CDU CEO CFO CIA CIO CNN COO CPI CSU CTO "
    "DEA DEI DHS DIY DMV DMZ DNA DNC DOD DOE DOJ DRC DUI DUP DVD ECB EEOC EIA EMS EPA ER ESG ESPN ETA ETF EU EV "
    "FAA FBI FCC FDA FDIC FEC FTC GDP GE GM GMO GOP GPS HBO HHS HIV HR IAEA IBM ICC ICJ ICU ID IDF IED IMF IOC "
    "IOM IPCC IPO IRA IRGC IRS IVF JFK KGB LAPD LGBT LGBTQ LLC MLB MMA MP MPAA MRI MSNBC MVP NBA NBC NFL "
    "NGO NHL NHS NIH NLRB NPR NRA NSA NSC NTSB NYPD NYU OAS OECD OMB OPM OSCE PBS PC PCE PCR PLO PM PMQ POW PR "
    "PTA PTSD RAF RNC RPG RSV SEC SEIU SNP SUV TNT TSA TV UAE UAV UAW UCLA UFC UFO UK UN UNHCR UPI UPS US USA "
    "USDA USMCA USPS USSR VA VIP VP WTO YMCA IT AI PE IQ AFT NEA AARP CBC NDP PMO RCMP ISI EPP SPD FDP AFD ESA "
    "ISS AQI HOA IUD UTI OBGYN".split()
)
"""Said letter by letter."""

MISREAD = frozenset(
    "ACLU AFL AFP AMA ANC AP ATF CBO COO DEA DEI DOD DOE DUI DUP EEOC EIA EMS EPA ETA ETF ESG FAA FEC GOP IAEA "
    "ICC ICJ ICU IDF IED IMF IOC IOM IPO IRA IVF NIH OAS OMB OPM OSCE PLO RAF SEC SEIU TSA UAE UAV UAW UFC UPI "
    "UPS USMCA VA YMCA AARP NEA ISI ESA AQI HOA IUD UTI EPP POW".split()
)
"""Those of them that espeak-ng, and engines that lean on it, take for words: checked through its phonemes."""

MISREAD_AS_WORDS = {"USAID": "U.S. Aid", "NCAA": "N.C. double A"}
DOTTED = re.compile(r"(?:[A-Z]\.){2,6}(?![A-Za-z])")
ENDED = re.compile(r"(?P<initials>[A-Z]{2,6})(?P<ending>['’]s|s['’]?|['’])\Z")
VOWEL = re.compile(r"[AEIOUY]")


def at_letter(written: Written, at: int, end: int, word: str) -> Said | None:
    """Say initials that a voice would get wrong, and the plurals and possessives of all that are spelt."""
    if not word[0].isupper() or len(word) < 2 or not word[1].isupper():  # noqa: PLR2004
        return None
    if word in MISREAD_AS_WORDS:
        return Said(end, MISREAD_AS_WORDS[word])
    if word == "WHO" and written.word_before(at).casefold() in {"the", "at", "by", "from"}:
        return _spelt(written, word, end)
    beside = "&" in {written.char(at - 1), written.char(end)}
    if word in MISREAD or (beside and len(word) == 2 and word.isupper()):  # noqa: PLR2004
        return _spelt(written, word, end)
    if (found := ENDED.fullmatch(word)) and _is_spelt(found["initials"]):
        return Said(end, f"{_dotted(found['initials'])}{_ending(found['ending'])}")
    return None


def _is_spelt(initials: str) -> bool:
    return initials in SPELT or (len(initials) < 5 and not VOWEL.search(initials))  # noqa: PLR2004


def _dotted(initials: str) -> str:
    return "".join(f"{letter}." for letter in initials)


def _spelt(written: Written, word: str, end: int) -> Said:
    stop = end + 1 if written.char(end) == "." and not written.char(end + 1).isalnum() else end
    return Said(stop, _dotted(word))


def _ending(printed: str) -> str:
    """Write every ending as `'s`: voices run a bare `s` into the letters, or lose it."""
    return "'s" if "s" in printed else "'"
