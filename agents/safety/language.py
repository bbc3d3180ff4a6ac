"""The one lexicon of the screen: the vocabulary's concepts, and every plain word its phrases name."""

from agents.safety import contexts
from agents.safety.alarms import ALARMS
from agents.safety.patterns import Phrases, words_in
from agents.safety.reading import Lexicon
from agents.safety.vocabulary import CONCEPTS, GLUED, MISTYPED, PHRASES, REAL_WORDS


def _named_words() -> set[str]:
    phrases = [phrase for phrases in ALARMS.values() for phrase in phrases]
    phrases += [phrase for value in vars(contexts).values() if isinstance(value, tuple) for phrase in value]
    return words_in([*phrases, *PHRASES, *PHRASES.values()])


LEXICON = Lexicon(
    {**CONCEPTS, **{word: frozenset({word}) for word in _named_words()}},
    mistyped=MISTYPED,
    real_words=REAL_WORDS,
    phrases=PHRASES,
    glued=GLUED,
)
LANGUAGE = Phrases(LEXICON)
