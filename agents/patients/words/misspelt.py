"""Words that introduce a patient, as hurried people type them: one letter wrong, missing, doubled or
swapped.
"""

from agents.patients.words.clinic import NEVER_A_NAME
from agents.patients.words.given import GIVEN_NAMES
from agents.patients.words.people import OTHERS
from agents.patients.words.surnames import SURNAMES

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_OFTEN_MISSPELT = """
    paciente cedula historia expediente pasaporte prontuario identificacion documento clinica identidad
    """.split()
# Real words one letter away.
_OTHER_WORDS = frozenset(
    """
        celula medula histeria naciente pariente historial historias historico cedulo documenta documental
        documentos documentas expedientes pacientes patiente
        """.split()
)


def _one_letter_away(word: str) -> set[str]:
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    missing = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    wrong = {left + letter + right[1:] for left, right in cuts if right for letter in _LETTERS}
    doubled = {left + letter + right for left, right in cuts for letter in _LETTERS}
    return (missing | swapped | wrong | doubled) - {word}


MISSPELT = {
    variant: word
    for word in _OFTEN_MISSPELT
    for variant in _one_letter_away(word) - _OTHER_WORDS - OTHERS - NEVER_A_NAME - GIVEN_NAMES - SURNAMES
}
