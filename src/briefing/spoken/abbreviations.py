"""Abbreviations of the news, and what each is short for.  Keys are in small letters, without the closing stop."""

# ruff: noqa: SIM905  a list of words reads better as a line of them
from __future__ import annotations

__all__ = [
    "AFTER_CLOCK",
    "AFTER_NAMES",
    "COMPANIES",
    "COUNTED",
    "LATIN",
    "MAY_BE_LAST",
    "MONTHS",
    "NEVER_LAST",
    "POSTAL",
    "STARTERS",
    "STATES",
    "STREETS",
    "STREET_NAMES",
    "TITLES",
    "WEEKDAYS",
]

TITLES = {
    "adm": "Admiral",
    "amb": "Ambassador",
    "asst": "Assistant",
    "atty": "Attorney",
    "brig": "Brigadier",
    "capt": "Captain",
    "cllr": "Councillor",
    "cmdr": "Commander",
    "col": "Colonel",
    "cpl": "Corporal",
    "cpt": "Captain",
    "ald": "Alderman",
    "del": "Delegate",
    "dep": "Deputy",
    "det": "Detective",
    "dr": "Doctor",
    "ens": "Ensign",
    "fr": "Father",
    "gen": "General",
    "gov": "Governor",
    "govs": "Governors",
    "gens": "Generals",
    "hon": "Honorable",
    "insp": "Inspector",
    "lt": "Lieutenant",
    "maj": "Major",
    "messrs": "Messieurs",
    "mr": "Mister",
    "mrs": "Missus",
    "ms": "Miz",
    "msgr": "Monsignor",
    "mx": "Mix",
    "ofc": "Officer",
    "pfc": "Private First Class",
    "pres": "President",
    "prof": "Professor",
    "pte": "Private",
    "profs": "Professors",
    "drs": "Doctors",
    "pvt": "Private",
    "rep": "Representative",
    "reps": "Representatives",
    "rev": "Reverend",
    "revs": "Reverends",
    "sec": "Secretary",
    "sen": "Senator",
    "sens": "Senators",
    "sgt": "Sergeant",
    "sgts": "Sergeants",
    "spc": "Specialist",
    "spec": "Specialist",
    "supt": "Superintendent",
    "treas": "Treasurer",
    "vice adm": "Vice Admiral",
}
"""Said before a name."""

AFTER_NAMES = {"jr": "Junior", "sr": "Senior", "esq": "Esquire"}
"""After a name."""

COMPANIES = {
    "assn": "Association",
    "assoc": "Associates",
    "bros": "Brothers",
    "co": "Company",
    "cos": "Companies",
    "corp": "Corporation",
    "dept": "Department",
    "dist": "District",
    "inc": "Incorporated",
    "inst": "Institute",
    "intl": "International",
    "ltd": "Limited",
    "mfg": "Manufacturing",
    "natl": "National",
    "univ": "University",
    "govt": "government",
}
"""At the end of a company's name."""

STREETS = {
    "ave": "Avenue",
    "blvd": "Boulevard",
    "bldg": "Building",
    "cir": "Circle",
    "ct": "Court",
    "expy": "Expressway",
    "fwy": "Freeway",
    "hwy": "Highway",
    "ln": "Lane",
    "pkwy": "Parkway",
    "pl": "Place",
    "plz": "Plaza",
    "rte": "Route",
    "rd": "Road",
    "sq": "Square",
    "ter": "Terrace",
    "tpke": "Turnpike",
    "apt": "Apartment",
    "ste": "Suite",
}
"""Beside a street's name or a number."""

STREET_NAMES = (
    "St|Street|Ave|Avenue|Blvd|Boulevard|Rd|Road|Dr|Drive|Ln|Lane|Way|Ct|Court|Cir|Circle|Pl|Place|Plz|Plaza|Sq|Square|"
    "Ter|Terrace|Pkwy|Parkway|Hwy|Highway|Fwy|Freeway|Expy|Expressway|Tpke|Turnpike|Pike|Broadway"
)
"""Pattern of the words with which the name of a street ends."""

COUNTED = {
    "c": "circa",
    "vol": "volume",
    "vols": "volumes",
    "p": "page",
    "pp": "pages",
    "ch": "chapter",
    "chap": "chapter",
    "fig": "figure",
    "figs": "figures",
    "sec": "section",
    "cat": "category",
    "art": "article",
    "mk": "mark",
    "para": "paragraph",
    "prop": "proposition",
    "ver": "version",
    "ex": "exhibit",
    "tel": "telephone",
    "ext": "extension",
}
"""Said before a number."""

LATIN = {
    "approx": "approximately",
    "a.k.a": "also known as",
    "ca": "circa",
    "cf": "compare",
    "dob": "date of birth",
    "e.g": "for example",
    "est": "established",
    "et al": "and others",
    "etc": "et cetera",
    "ext": "extension",
    "i.e": "that is",
    "incl": "including",
    "misc": "miscellaneous",
    "viz": "namely",
    "vs": "versus",
}
"""Anywhere; most are Latin."""

MONTHS = {
    "jan": "January",
    "feb": "February",
    "mar": "March",
    "apr": "April",
    "may": "May",
    "jun": "June",
    "jul": "July",
    "aug": "August",
    "sep": "September",
    "sept": "September",
    "oct": "October",
    "nov": "November",
    "dec": "December",
}
"""Beside a day or a year."""
WEEKDAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "tues": "Tuesday",
    "wed": "Wednesday",
    "weds": "Wednesday",
    "thu": "Thursday",
    "thur": "Thursday",
    "thurs": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
"""Days of the week."""

STATES = {
    "ala": "Alabama",
    "ariz": "Arizona",
    "ark": "Arkansas",
    "calif": "California",
    "colo": "Colorado",
    "conn": "Connecticut",
    "del": "Delaware",
    "fla": "Florida",
    "ga": "Georgia",
    "ill": "Illinois",
    "ind": "Indiana",
    "kan": "Kansas",
    "kans": "Kansas",
    "ky": "Kentucky",
    "la": "Louisiana",
    "md": "Maryland",
    "mass": "Massachusetts",
    "mich": "Michigan",
    "minn": "Minnesota",
    "miss": "Mississippi",
    "mo": "Missouri",
    "mont": "Montana",
    "n.c": "North Carolina",
    "n.d": "North Dakota",
    "n.h": "New Hampshire",
    "n.j": "New Jersey",
    "n.m": "New Mexico",
    "n.y": "New York",
    "neb": "Nebraska",
    "nebr": "Nebraska",
    "nev": "Nevada",
    "okla": "Oklahoma",
    "ore": "Oregon",
    "pa": "Pennsylvania",
    "r.i": "Rhode Island",
    "s.c": "South Carolina",
    "s.d": "South Dakota",
    "tenn": "Tennessee",
    "tex": "Texas",
    "va": "Virginia",
    "vt": "Vermont",
    "w.va": "West Virginia",
    "wash": "Washington",
    "wis": "Wisconsin",
    "wisc": "Wisconsin",
    "penn": "Pennsylvania",
    "wyo": "Wyoming",
    "alta": "Alberta",
    "b.c": "British Columbia",
    "man": "Manitoba",
    "n.b": "New Brunswick",
    "n.s": "Nova Scotia",
    "ont": "Ontario",
    "que": "Quebec",
    "sask": "Saskatchewan",
}
"""As the Associated Press shortens them."""

POSTAL = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "FL": "Florida",
    "GA": "Georgia",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VT": "Vermont",
    "VA": "Virginia",
    "WA": "Washington",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
}
"""Beside a town, as the post writes them."""

NEVER_LAST = (frozenset(TITLES) - {"del", "spec", "det"}) | frozenset(
    "st mt ft vs v p pp vol ch fig approx e.g i.e cf viz ca dept n°".split()
)
"""A stop behind one of these never ends a sentence: a name or a number follows."""

MAY_BE_LAST = (
    frozenset({**AFTER_NAMES, **COMPANIES, **STREETS, **LATIN, **MONTHS, **WEEKDAYS})
    | frozenset("ph.d m.d b.a m.a b.s u.s u.n u.k e.u d.c lb lbs oz hr hrs min mins sec secs tel".split())
) - {"may", "mar", "pl", "sun", "sat", "wed"}
"""A stop behind one of these ends a sentence only where a word follows that opens sentences."""

AFTER_CLOCK = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday est edt et cst cdt ct mst mdt mt pst pdt pt gmt utc "
    "bst cet eastern central mountain pacific local moscow kyiv january february march april may june july august "
    "september october november december mon tue tues wed thu thurs fri sat sun".split()
)
"""Words that carry on a time of day."""

STARTERS = frozenset(
    "a about after all also although an and another any are as asked at because before both but by can could "
    "despite did do does during each earlier even every few for from had has have he her here his "
    "how however i if in instead is it it's its last later like many meanwhile more most my neither no nobody nor "
    "not nothing now of on once one only or other our over perhaps please previously "
    "she should since so some soon still such that that's the their then there there's these they this those "
    "though three through thus to today tomorrow two under unlike until up was we were what when where whether "
    "which while who why will with would yesterday yet you your he's she's they're we're you're i'm it’s he’s "
    "she’s that’s there’s we’re they’re i’m".split()
)
"""Words that open sentences more often than they go on from an abbreviation."""
