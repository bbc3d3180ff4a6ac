"""Patients who are only supposed: `si fuera el paciente 123`, `por ejemplo`, `escribe: paciente 123`."""

from agents.patients.claims import Claim, sentence_of
from agents.patients.name_words import is_capitalised
from agents.patients.tokens import Kind, Message
from agents.patients.words.denying import CORRECTING
from agents.patients.words.documents import DOCUMENTS
from agents.patients.words.given import GIVEN_NAMES
from agents.patients.words.people import PATIENT_WORDS
from agents.patients.words.phrases import ARTICLES, BE, THIS
from agents.patients.words.supposing import (
    CITING,
    CONDITIONAL,
    COURSES,
    EXAMINED,
    EXAMINING,
    FICTION,
    HYPOTHETICAL,
    HYPOTHETICAL_AFTER,
    ILLUSTRATING,
    ORDERED,
    PRESCRIBED,
    PUTTING,
    QUOTING,
    RESEARCH,
    RESEARCHED,
    SHOULD,
    SUBJUNCTIVE_ENDINGS,
    SUPPOSING_TOGETHER,
    TEACHING,
    TESTING,
    USING,
)
from agents.patients.words.surnames import SURNAMES

_PORTUGUESE_IF = frozenset("o a os as um uma ele ela esse essa for fosse tiver tivesse vier houver".split())
_ALONE = TEACHING - {"examen", "exam", "clase"}
_TAUGHT = frozenset("de el la un una para del".split())
_WITHIN = frozenset("en segun del em no na in".split())
# `prueba de conexión`, `prueba de la HC 456`: no examination.
_TESTED = (
    ARTICLES
    | PATIENT_WORDS
    | DOCUMENTS.keys()
    | frozenset("carga conexion sistema envio funcionamiento integracion concepto software audio".split())
)
_FORMATS = frozenset("format formato".split())
_ASKING_IF = frozenset("pasa pasaria ocurre sucede hago haria harias".split())
# Words that end as a subjunctive does, and are none.
_NO_SUBJUNCTIVES = frozenset(
    "para cara clara rara camara mascara jara vara class base clase fase ase".split()
)
_NOT_KNOWING = frozenset("se sabe sabemos saber seguro segura recuerdo acuerdo confirmar verificar".split())


def is_supposed(message: Message, claim: Claim) -> bool:
    """Whether a claim's sentence, or the one before, says that there is no such patient here."""
    first, last = sentence_of(message, claim)
    if any(
        _supposes(message, place, claim.lead) or _is_condition(message, place, claim)
        for place in range(first, claim.lead)
    ):
        return True
    if any(
        message.low(place) in HYPOTHETICAL_AFTER or _is_test(message, place)
        for place in range(claim.last, last)
    ):
        return True
    return (
        _is_example(message, claim.last + 1) or _announces(message, first) or _is_told(message, first, claim)
    )


def _supposes(message: Message, place: int, lead: int) -> bool:
    """`supongamos`, `en caso de que`, `por ejemplo`; not `por supuesto`."""
    low = message.low(place)
    if low in HYPOTHETICAL:
        return (message.low(place - 1), low) != ("por", "supuesto")
    phrases = SUPPOSING_TOGETHER.get(low, ())
    if any(all(message.low(place + 1 + at) == word for at, word in enumerate(words)) for words in phrases):
        # `caso o paciente piore`, not `en este caso a la paciente`.
        return low != "caso" or message[place - 1].kind is Kind.MARK
    return _is_example(message, place) or _is_test(message, place) or _is_cited(message, place, lead)


def _is_cited(message: Message, place: int, lead: int) -> bool:
    """`escribe: paciente 123`, `basta con decir "paciente 123"`: how one would say it."""
    puts = message.low(place) in PUTTING and message.low(place - 1) in ("cuando", "si", "donde")
    if message.low(place) not in CITING and not puts:
        return False
    quoted = {message.low(at) for at in range(place + 1, lead)} <= QUOTING
    meant = any(message.low(at) in CORRECTING | SHOULD for at in range(place - 3, place))
    return quoted and not meant


def _is_example(message: Message, place: int) -> bool:
    """`por ejemplo`, `un ejemplo:`, `el formato es`; not `el formato de alta`."""
    if message.low(place) not in ILLUSTRATING:
        return False
    near = [message.low(place + at) for at in range(1, 5)]
    if message.low(place) in _FORMATS and near[0] in ("de", "del"):
        return bool(BE & set(near[1:]))  # `¿el formato de cédula es V-12345678?`
    shown = near[0] in BE | {",", "=", "."} or ":" in near
    return shown or message.low(place - 1) in ("por", "p", "for", "de", "como")


def _is_told(message: Message, first: int, claim: Claim) -> bool:
    """`viñeta: paciente 123`, `pregunta de examen: ...`, `en la película el paciente 123`."""
    taught = message.low(claim.lead - 1) == ":" and (
        bool(_ALONE & {message.low(at) for at in range(claim.lead - 4, claim.lead)})
        or any(
            message.low(at - 1) in _TAUGHT and message.low(at) in TEACHING for at in range(first, claim.lead)
        )
    )
    if taught or any(_is_research(message, at, claim) for at in range(first, claim.lead)):
        return True
    return any(
        message.low(at) in FICTION
        and {message.low(at - 1), message.low(at - 2)} & {"en", "segun", "del", "no", "na", "in"}
        for at in range(first, claim.lead)
    )


def _is_research(message: Message, at: int, claim: Claim) -> bool:
    """`en el estudio, paciente 103 ...`, `en el examen venía un paciente ...`; not `... del 456`."""
    place = at - 1
    while message.low(place) in ARTICLES | THIS:
        place -= 1
    if message.low(place) not in _WITHIN:
        return False
    if message.low(at) in TEACHING | COURSES and message.low(at + 1) in USING:
        return all(message.low(each) in ARTICLES for each in range(at + 2, claim.lead))
    if message.low(at) in TEACHING:
        some = message.low(claim.lead - 1) in ("un", "una", "um", "uma")
        return some and message.low(at + 1) in EXAMINED
    place = at + 1
    while message.low(place) in RESEARCHED | {"de", "casos"} and place < at + 5:
        place += 1
    return message.low(at) in RESEARCH and message.low(place) == "," and claim.kind == "id"


def _announces(message: Message, first: int) -> bool:
    """`Caso hipotético. Paciente 100 ...`: a short sentence before that only announces a supposition."""
    place = first - 1
    place -= message[place].ends and message[place - 1].ends  # a full stop and a new line
    end = place
    while place > first - 9 and (place == end or not message[place].ends) and place >= 0:
        if message.low(place) in HYPOTHETICAL:
            return True
        place -= 1
    return False


def _is_test(message: Message, place: int) -> bool:
    """`prueba: paciente 123`, `probando, HC 123`, `paciente de prueba`; not `la prueba del paciente 123`."""
    around = message.low(place - 1), message.low(place + 1)
    if message.low(place) not in TESTING:
        return False
    if _is_examination(message, place):
        return False
    first = message[place - 1].ends and around[1] in PATIENT_WORDS | {"con"}
    begins = message[place - 1].ends and message.low(place) == "probando" and around[1] == ","
    return first or begins or around[1] == ":" or around[0] in ("de", "una", "esto")


def _is_examination(message: Message, place: int) -> bool:
    """`prueba de esfuerzo`, `test de Denver`, `prueba rápida`; not `prueba de la paciente 456`."""
    of = place + 1 + (message.low(place + 1) == "de")
    tested = message[of].kind is Kind.WORD and message.low(of) not in _TESTED
    return (
        (of > place + 1 and tested)
        or message.low(place + 1) in EXAMINING
        or message.low(place - 2) in (PRESCRIBED if message.low(place) == "ejercicio" else ORDERED)
    )


def _is_condition(message: Message, place: int, claim: Claim) -> bool:
    """`si fuera`, not `sí, es`, and not `si es la paciente 456` as people type `sí, es`."""
    token = message[place]
    if token.low not in ("si", "se", "if") or (token.low == "si" and message.is_accented(place)):
        return False
    if token.low == "se" and message.low(place + 1) not in _PORTUGUESE_IF:
        return False  # `se llama`, `se cayó`
    before = message[place - 1]
    if before.low in _ASKING_IF or (before.low in ("y", "e") and message[place - 2].kind is Kind.MARK):
        return message.low(place + 1) != ","
    after = [message.low(at) for at in range(place + 1, min(claim.last + 3, place + 12))]
    if after[:1] in (["un"], ["una"], ["um"], ["uma"], ["a"]):
        return token.low != "if"
    if after[:1] == ["es"]:
        return before.low in _NOT_KNOWING or not message[claim.last].ends
    near = [*range(place + 1, min(claim.last + 3, place + 4)), *range(claim.last, claim.last + 3)]
    return any(message.low(at) in CONDITIONAL or _is_subjunctive(message, at) for at in near)


def _is_subjunctive(message: Message, place: int) -> bool:
    low = message.low(place)
    return (
        len(low) > 4
        and not is_capitalised(message, message[place])
        and low.endswith(SUBJUNCTIVE_ENDINGS)
        and low not in _NO_SUBJUNCTIVES | GIVEN_NAMES | SURNAMES
    )
