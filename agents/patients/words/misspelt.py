"""Words that introduce a patient, as hurried people type them (one letter wrong, missing, doubled or
swapped) and as they sound (`yama`, `istoria`, `espediente`); small words, as they are typed in a chat.
"""

from itertools import product

from agents.patients.words.clinic import NEVER_A_NAME
from agents.patients.words.given import GIVEN_NAMES
from agents.patients.words.people import OTHERS
from agents.patients.words.surnames import SURNAMES

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_OFTEN_MISSPELT = """
    paciente cedula historia expediente pasaporte prontuario identificacion documento clinica identidad
    pacientes
    """.split()
# Too short, or too near to other words, for one letter to be wrong; they are only spelt as they sound.
_SPELT_BY_EAR = [*_OFTEN_MISSPELT, *"llama llamo equivoque confundi registro carnet extranjeria".split()]
# Letters that sound alike in Latin America, longest first.
_SOUNDS = {
    "ll": ("ll", "y", "l"),
    "qu": ("qu", "k", "q"),
    "ce": ("ce", "se", "ze"),
    "ci": ("ci", "si", "zi"),
    "gi": ("gi", "ji"),
    "ge": ("ge", "je"),
    "je": ("je", "ge"),
    "x": ("x", "s", "cs"),
    "v": ("v", "b"),
    "h": ("h", ""),
}
# Real words one letter away.
_OTHER_WORDS = frozenset(
    """
        celula medula histeria naciente pariente historial historias historico cedulo documenta documental
        documentos documentas expedientes paciente pacientes patiente lama lamo
        """.split()
)


def _one_letter_away(word: str) -> set[str]:
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    missing = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    wrong = {left + letter + right[1:] for left, right in cuts if right for letter in _LETTERS}
    doubled = {left + letter + right for left, right in cuts for letter in _LETTERS}
    return (missing | swapped | wrong | doubled) - {word}


def _by_ear(word: str) -> set[str]:
    spellings: list[tuple[str, ...]] = []
    place = 0
    while place < len(word):
        sound = next((sound for sound in _SOUNDS if word.startswith(sound, place)), word[place])
        spellings.append(_SOUNDS.get(sound, (sound,)))
        place += len(sound)
    return {"".join(letters) for letters in product(*spellings)} - {word}


_REAL_WORDS = (_OTHER_WORDS | OTHERS | NEVER_A_NAME | GIVEN_NAMES | SURNAMES) - {"yama"}
MISSPELT = {
    variant: word
    for variants, words in ((_one_letter_away, _OFTEN_MISSPELT), (_by_ear, _SPELT_BY_EAR))
    for word in words
    for variant in variants(word) - _REAL_WORDS
}

# Between words only: `3 d`, `PA 120`, `mg/dl` and `vitamina K 10 mg` are amounts.
CHATTED = {"d": "de", "dl": "del", "q": "que", "k": "que", "ke": "que", "dla": "de", "pa": "para", "x": "por"}
