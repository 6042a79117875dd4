"""Small words that tell where a name starts, where a noun phrase ends, and what a name belongs to."""

from __future__ import annotations

__all__ = [
    "ADVERBS",
    "ARTICLES",
    "ASIDES",
    "BEFORE_NAMES",
    "BODIES",
    "CLAUSE_STARTS",
    "DETERMINERS",
    "NOT_NAMES",
    "OWNERS",
    "PLACES",
    "PREPOSITIONS",
    "PRONOUNS",
    "ROLES",
    "TIMES",
    "TITLES",
    "listed",
]


def listed(text: str) -> frozenset[str]:
    """A list of words, as written."""
    return frozenset(text.split())


TITLES = {
    "mr.": "male", "mr": "male", "sir": "male", "lord": "male", "mrs.": "female", "mrs": "female", "ms.": "female",
    "ms": "female", "miss": "female", "lady": "female", "dame": "female", "mme": "female", "mme.": "female",
} | dict.fromkeys(listed("""
    dr. dr sen. sens. rep. reps. gov. govs. lt. gen. col. capt. maj. sgt. cpl. adm. prof. rev. hon. atty. supt.
    det. st. pres. amb. cmdr. pte. pvt. spc. insp. const. cllr. msgr. fr. brig. asst. ald.
    gen lt col capt sgt cpl prof rev supt det cmdr pte insp cllr fr brig pc dci
    senator representative congressman congresswoman governor president secretary
    mayor judge justice chairman chairwoman chair speaker minister ambassador general admiral colonel captain
    lieutenant sergeant major officer detective sheriff chief professor doctor father brother sister bishop
    archbishop cardinal pope rabbi imam king queen prince princess chancellor premier councilman councilwoman
    councilmember councillor councilor alderman alderwoman assemblyman assemblywoman assemblymember
    commissioner inspector superintendent headteacher pastor director
    """),
    "",
)  # fmt: skip
"""Form of address or office → the gender that it tells, or an empty string."""
ROLES = listed("""
    adviser advisor aide analyst attorney author candidate chairman chairwoman chair chairperson chief co-chair
    co-founder coach columnist commissioner congressman congresswoman consultant coordinator counsel deputy
    director economist editor executive executives ceo cfo founder governor head host house journalist judge
    lawyer leader lieutenant manager mayor member minister moderator mogul narrator nominee officer official
    operative organizer owner pollster president producer professor representative reporter secretary senator
    speaker spokesman spokesperson spokeswoman strategist superintendent supporter surrogate treasurer vice whip
    actor actress singer magnate veteran democrat republican conservative liberal libertarian senate majority
    minority campaign communications press national policy state attorney general anchor correspondent
    contributor billionaire businessman
    """) | listed("""
    teacher farmer nurse student pupil driver engineer scientist researcher historian shopkeeper resident
    electrician plumber carpenter firefighter paramedic pharmacist dentist surgeon physician psychologist
    psychiatrist economist biologist geologist ecologist archaeologist meteorologist astronomer physicist chemist
    librarian architect accountant novelist playwright poet painter composer violinist pianist filmmaker
    photographer fisherman fisherwoman sailor businesswoman entrepreneur activist campaigner volunteer homeowner
    tenant landlord landlady shopper commuter passenger motorist cyclist hiker neighbor neighbour eyewitness
    survivor veterinarian midwife counselor counsellor therapist technician mechanic welder miner restaurateur
    retiree pensioner trucker prosecutor defender investigator criminologist sociologist epidemiologist virologist
    """)
"""What people are called by their office or work."""
BEFORE_NAMES = ROLES | TITLES.keys()
"""What may stand right before a name and belong to it."""
DETERMINERS = listed("""
    the a an another one his her their its our my your this that these those some many several most two three
    four five both other such each every no any all few more
    """)
"""Words that begin a description: `a spokesman`."""
OWNERS = listed("his her their its my our")
"""Words that say whose somebody is."""
ARTICLES = listed("the a an his her their its")
"""The shortest of them."""
PRONOUNS = listed("he she they it i we you who one")
"""Who may speak without being named."""
PREPOSITIONS = listed("""
    of for at in from with to on by about against into during after before under over among between near outside
    inside behind through since until without within like toward towards upon across amid despite via per than
    as
    """)
"""After which a name is not the one who acts."""
CLAUSE_STARTS = listed("""
    that when while because if where whether although though since until unless after before as which who whose
    what how why but and or nor so yet than
    """)
"""Where another clause begins."""
ASIDES = listed("when while as after before if because although though since until once whenever")
"""At the head of a sentence, before a clause that it is not about."""
ADVERBS = listed("""
    also later then once first again often always never even just still already recently previously earlier
    repeatedly now soon simply further only since not n't ever too himself herself themselves both all back
    out
    """)
"""May stand between a speaker and the verb."""
TIMES = listed("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan. feb. mar. apr. aug. sept. sep. oct. nov. dec. today yesterday
    tomorrow tonight morning afternoon evening night week month year late early last next this earlier later
    recently ago mon. tue. wed. thu. fri. sat. sun.
    """)
"""Days, months and parts of the day, which are no speakers."""
NOT_NAMES = listed("""
    the a an in on at but and he she they it i we you this that these those there here if when while as for from
    with by to of or so not no yes what who why how where which after before since during monday tuesday
    wednesday thursday friday saturday sunday january february march april june july august september october
    november december republican republicans democrat democrats democratic american americans christian
    christians muslim muslims jewish jews catholic catholics latino latinos hispanic hispanics european russian
    chinese mexican british french german iranian israeli african african-american african-americans english
    spanish asian arab arabs evangelical evangelicals conservative conservatives liberal liberals gop god his
    her their its my our your one two three four five another other others some many most all both each every
    more such even just still then now later also however meanwhile instead perhaps maybe according asked
    speaking although though because unless until about among under over like once well oh ok okay thank thanks
    please mr. mrs. ms. mr mrs ms dr. sen. rep. gov. ceo cfo coo twitter facebook u.s. editor note related read watch
    updated breaking abstract photo video getty image images caption
    """)
"""Large at the head of a sentence, and still no name."""
PLACES = listed("""
    alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho
    illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi
    missouri montana nebraska nevada hampshire jersey mexico york carolina dakota ohio oklahoma oregon
    pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming america china russia iran
    iraq syria israel libya germany france britain england ireland scotland wales canada japan india pakistan
    afghanistan ukraine turkey egypt korea cuba africa europe asia london paris moscow beijing berlin chicago
    boston philadelphia cleveland detroit houston dallas miami atlanta denver seattle angeles francisco vegas
    orleans benghazi brussels jerusalem kingdom states islands fla calif mass conn pa. va. ariz ala ark colo ga.
    ill ind kan ky. la. md. mich minn mo. mont neb nev okla ore tenn tex vt. wash wis wyo d.c.
    """)
"""Large, and not a person."""
BODIES = listed("""
    house senate congress committee council court department university college institute school foundation
    center centre association union party bureau agency administration commission board bank company corporation
    corp corp. inc inc. co. group fund club church team network news times post journal press magazine radio tv
    television broadcasting service services office ministry army navy force forces guard police pac campaign
    project society coalition alliance league federation organization nations convention caucus conference act
    amendment bill street avenue road hall tower building county city state states district island river lake
    mountain valley park airport hotel fox cnn msnbc nbc abc cbs npr fbi cia nsa doj irs epa nato eu un u.n.
    isis isil dnc rnc aclu nra naacp afl-cio award awards prize show world war day pentagon kremlin capitol
    supreme constitution medicare medicaid obamacare america americans google apple microsoft amazon twitter
    facebook youtube instagram reuters politico breitbart bloomberg associated health security international
    democrats republicans voters citizens journal review tribune gazette herald globe chronicle daily today
    tonight monitor garden square yorkers angelenos bridge library museum hospital clinic weekly morning live
    crimes intelligence defense treasury energy education labor justice
    """)
"""Bodies, which may speak but are no person."""
