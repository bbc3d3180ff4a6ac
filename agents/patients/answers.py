"""Answers to the assistant's questions: `which patient?` and `do we go on with X?`."""

from collections.abc import Sequence

from agents.patients.claims import Claim
from agents.patients.finding import find_patient
from agents.patients.introduced import value_claim
from agents.patients.mention import Identifier, Mention, Reading
from agents.patients.names import read_name
from agents.patients.normal import normal_form
from agents.patients.tokens import Kind, Message, read
from agents.patients.words.people import PATIENT_WORDS, TITLES
from agents.patients.words.phrases import ARTICLES, BE, NO, NUMBER_WORDS, YES

_OPENERS = ARTICLES | BE | TITLES | PATIENT_WORDS | NUMBER_WORDS | frozenset(
    ", . : # ! ¡ si sip sigamos seguimos sigue con quiero ver abre abrir perdon disculpa ah eh mm ok dale claro opcion hablo hablamos me refiero sobre para paciente llamado llamada nombre llama se pues ese esa este esta id".split()
)
_CLOSERS = frozenset("por favor gracias doc doctor porfa porfavor please pls . ! , paciente".split())
_MOST_TOKENS = 16
_ORDINALS = {
    "primero": 0, "primera": 0, "primer": 0, "1": 0, "1ro": 0, "1ra": 0, "first": 0, "primeiro": 0, "primeira": 0,
    "segundo": 1, "segunda": 1, "2": 1, "2do": 1, "2da": 1, "second": 1, "tercero": 2, "tercera": 2, "3": 2, "third": 2, "terceiro": 2, "terceira": 2,
    "cuarto": 3, "cuarta": 3, "4": 3, "quinto": 4, "quinta": 4, "5": 4, "ultimo": -1, "ultima": -1, "last": -1,
}  # fmt: skip
_NEITHER = frozenset("ninguno ninguna neither none nenhum nenhuma ningun".split())


def find_answer(text: str, offered: tuple[str, ...] = ()) -> Mention:
    """Like `find_patient`, while the assistant waits to hear which patient of those offered (values) it is.

    A bare `456`, `la 456`, `Juan Pérez`, `el segundo`, or one word that only one offered value holds, answers it.
    A chosen patient's `value` is the offered one, unchanged; its kind is guessed from it, so look it up by value.
    """
    mention = find_patient(text)
    if mention.reading in (Reading.NAMED, Reading.CORRECTED, Reading.DENIED):
        return mention
    message = read(text)
    if message is None or not 0 < len(message) <= _MOST_TOKENS:
        return mention
    first, last = _core(message)
    if message.low(first) in _NEITHER:
        return Mention(Reading.DENIED, (), "none-offered")
    return _chosen(message, first, last, offered) or _bare(message, first, last) or mention


def affirms(text: str) -> bool | None:
    """Whether the answer to `do we go on with X?` is yes or no; None if it is neither."""
    message = read(text)
    if message is None:
        return None
    words = [token.low for token in message.tokens if token.kind is not Kind.MARK]
    return _affirms(message, words) if words else None


def _core(message: Message) -> tuple[int, int]:
    """The tokens of an answer without its courtesies."""
    first, last = 0, len(message)
    while first < last and (message.low(first) in _OPENERS or message[first].plain == ""):
        first += 1
    while last > first and (message.low(last - 1) in _CLOSERS or message[last - 1].plain == ""):
        last -= 1
    return first, last


def _chosen(message: Message, first: int, last: int, offered: Sequence[str]) -> Mention | None:
    """One of the offered, by its place or by a part of its name or number that no other one has."""
    if not offered or first == last:
        return None
    place = _ORDINALS.get(message.low(first)) if last - first == 1 else None
    if place is not None and place < len(offered):
        return _named(message, first, last, offered[place])
    written = normal_form(message.written(first, last))
    words = set(written.casefold().split("_")) if written else set()
    fitting = [value for value in offered if words and words <= set(value.casefold().split("_"))]
    return _named(message, first, last, fitting[0]) if len(fitting) == 1 else None


def _named(message: Message, first: int, last: int, value: str) -> Mention:
    start, end = message.folded.span(message[first].start, message[last - 1].end)
    kind = "name" if "_" in value or value.isalpha() else "id"
    return Mention(Reading.NAMED, (Identifier(kind, None, value, start, end, 0.9),), "chosen")


def _bare(message: Message, first: int, last: int) -> Mention | None:
    """A whole answer that is one number, code or full name."""
    claim: Claim | None = value_claim(message, first, first, least=1)
    if claim is None or claim.last != last:
        name = read_name(message, first)
        one = name is not None and name.last == last
        return None if not one else None
    value = normal_form(claim.text(message))
    if value is None:
        return None
    start, end = message.folded.span(message[claim.first].start, message[claim.last - 1].end)
    return Mention(Reading.NAMED, (Identifier(claim.kind, None, value, start, end, 0.8),), "answered")


def _affirms(message: Message, words: list[str]) -> bool | None:
    first = words[0]
    others = {"otro", "otra", "cambia", "cambiar", "cambiemos", "diferente", "distinto", "distinta", "outro", "outra"}
    if others & set(words[:4]):
        return False
    if first in NO:
        follows = message.low(1)
        return False if len(words) <= 3 or follows in (",", ".", "!") else None
    if first in YES:
        follows = message.low(1)
        rest_is_yes = all(word in YES | ARTICLES | TITLES | PATIENT_WORDS | {"por", "favor", "con", "ella", "es", "gracias", "asi", "de", "acuerdo"} for word in words[1:])
        return True if rest_is_yes or follows in (",", ".", "!") else None
    return True if words[:2] in (["asi", "es"], ["de", "acuerdo"], ["por", "supuesto"], ["con", "ella"]) else None
