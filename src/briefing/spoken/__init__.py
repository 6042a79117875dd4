"""What a newsreader says for what is written, where sentences end, and how names are said.

>>> spoken_form("The 8,500 troops").text
'The eight thousand five hundred troops'
"""

from __future__ import annotations

from briefing.spoken.lexicon import Entry, Lexicon, read_lexicon
from briefing.spoken.reading import spoken_form
from briefing.spoken.sentences import phrases, sentences
from briefing.spoken.words import one_line, word_starts

__all__ = ["Entry", "Lexicon", "one_line", "phrases", "read_lexicon", "sentences", "spoken_form", "word_starts"]
