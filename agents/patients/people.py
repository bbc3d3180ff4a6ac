"""Other people in a message: who somebody is to the patient, and who is speaking."""

from agents.patients.name_words import is_known
from agents.patients.tokens import Kind, Message
from agents.patients.words.denying import NOT
from agents.patients.words.people import (
    ACTING_FOR_ANOTHER,
    CARRYING,
    CHILDREN,
    DOCTOR_TITLES,
    LAYMEN,
    OCCUPATIONS,
    ORGANISATIONS,
    PATIENT_WORDS,
    PROFESSIONALS,
    RELATIVES,
    ROLES,
)
from agents.patients.words.phrases import ARTICLES, BE, GREETING, HIS, ILLNESS, MY, SELF, THEIRS

_REACH = 14
_SENTENCE, _CLAUSE = 30, 10
_PAUSES = frozenset(", : (".split())
_DOES_SO = frozenset("si tambien tampoco".split())
_CONJUNCTIONS = frozenset("y e pero mas entonces \u00bf \u00a1".split())
_BEFORE_SUBJECT = ARTICLES | MY | HIS | _CONJUNCTIONS | GREETING | frozenset("dias tardes noches".split())
_DOING = {("que", "la"), ("que", "lo")}  # not `que le dio dengue`
_SPECIALIST_ENDINGS = ("ologo", "ologa", "iatra", "ologista")
_ACCOMPANYING = frozenset("acompana acompano cuida cuidaba trajo llevo acompanha llamo".split())
_SUFFERING = frozenset("esta tiene se anda sigue amanecio con tem".split())
_OF_ONESELF = frozenset("yo me tengo estoy siento eu tenho estou".split())
_PREDICATE = 6
_AS = frozenset("un una uma um an a de como :".split())
_WORKING = frozenset("trabaja trabajaba labora trabalha works worked".split())
_PREDICATING = BE | OCCUPATIONS | PATIENT_WORDS | _WORKING
_NO_PREDICATE = _CONJUNCTIONS | frozenset("con por que su , . ; ( )".split()) | {"\n"}
_APPOSED = ARTICLES | BE | frozenset("que quien , ( se llama y ella".split())


def is_professional(low: str) -> bool:
    """A doctor, nurse, ..., or an organisation."""
    return low in PROFESSIONALS | ORGANISATIONS or low.endswith(_SPECIALIST_ENDINGS)


def speaks_for_another(message: Message, place: int) -> bool:
    """Whether the caller says to be somebody else than the patient: `soy la doctora Pérez`."""
    return any(
        message.low(at) in SELF and is_role_after(message, at + 1)
        for at in range(max(0, place - 40), min(len(message), place + 40))
    )


def is_role_after(message: Message, place: int) -> bool:
    """`soy ...`: a doctor, a relative, someone from admissions; not `soy Ana, mi médico es ...`."""
    for at in range(place, min(place + 9, len(message))):
        low = message.low(at)
        if (message[at].ends and low != ".") or low in PATIENT_WORDS:
            return False
        if message[at].ends and message.low(at + 1) not in PROFESSIONALS:
            return False  # `soy Ana Ruiz. Tengo turno con el médico`; not `soy Ana Ruiz. Médica`
        if (
            low in ROLES - {"de", "del", "quien"}
            and message.low(at - 1) not in MY
            and not is_known(message[at])
        ):
            return True
        if message[at].kind is Kind.NUMBER:
            return False
    return False


def is_of_relative(message: Message, place: int) -> bool:
    """`la madre del paciente`: what follows may be hers."""
    at = place - 1
    while message.low(at) in ARTICLES:
        at -= 1
    return at < place - 1 and message.low(at) in RELATIVES | PROFESSIONALS


def is_the_patient(message: Message, place: int) -> bool:
    """Whether a relative is said to be the patient: `la paciente es mi mamá`, `mi papá, el paciente`."""
    at = place - 1
    while at > place - 4 and message.low(at) in MY | BE | {":", ",", "("}:
        at -= 1
    if at < place - 2 and message.low(at) in PATIENT_WORDS:
        return True
    after = place + 1
    while after < place + _REACH and (message.low(after) in _APPOSED or is_known(message[after])):
        after += 1
    of_patient = {"de", "del"} & {message.low(after - 1), message.low(after - 2)}
    return message.low(after) in PATIENT_WORDS and message.low(after - 1) in ARTICLES | BE and not of_patient


def is_relative_the_patient(message: Message, place: int) -> bool:
    """`mi esposa es la paciente, mi cédula es 456`: the caller is not the patient."""
    return any(
        message.low(at) in MY and message.low(at + 1) in RELATIVES and is_the_patient(message, at + 1)
        for at in range(max(0, place - 40), place)
    )


def is_relative_told_of(message: Message, first: int, last: int) -> bool:
    """Whether the document from token `first` to `last` is told of a relative: `mi suegra me cuida. Su DNI
    es 456`, `el DNI de ella es 456`, `su acompañante sí, DNI 456`.
    """
    start = _start_of_sentence(message, first)
    referring = message.low(start) in HIS or is_pronoun(message, start)
    referring = referring or any(
        message.low(at) in THEIRS or is_pronoun(message, at) for at in range(first, last)
    )
    if referring and (_tells_of_relative(message, start) or _is_of_other_gender(message, first, last)):
        return True
    end = first
    while message.low(end - 1) in ARTICLES | _PAUSES:
        end -= 1
    if end < first and _is_clause_of_relative(message, end):
        return True
    carried = _carried_from(message, first)
    return carried is not None and _is_clause_of_relative(message, carried, carries=True)


def _is_of_other_gender(message: Message, first: int, last: int) -> bool:
    """`el paciente vino con su esposa; el DNI de ella es 456`."""
    pronoun = next((at for at in range(first, last) if is_pronoun(message, at)), None)
    if pronoun is None:
        return False
    his = ("la", "a") if message.low(pronoun) == "el" else ("el", "del", "al", "o")
    before = range(_start_of_sentence(message, _start_of_sentence(message, first) - 1), first)
    patients = [message.low(at - 1) for at in before if message.low(at) in PATIENT_WORDS]
    related = any(message.low(at) in RELATIVES for at in before)
    return related and bool(patients) and all(article in his for article in patients)


def _carried_from(message: Message, first: int) -> int | None:
    """The verb of `trae su DNI`, `vino con la cédula`, `se identifica con CC`: who does so is its owner."""
    at = first - 1
    while at > first - _CLAUSE and message.low(at) in ARTICLES | HIS | {"con", "propia", "propio", "with"}:
        at -= 1
    return at if message.low(at) in CARRYING else None


def is_pronoun(message: Message, at: int) -> bool:
    """`ella`, `él`; not `el`."""
    return message.low(at) == "ella" or (message.low(at) == "el" and message.is_accented(at))


def is_predicated(message: Message, at: int) -> bool:
    """`la paciente es enfermera`, `el paciente trabaja de chofer`, `paciente policía`: the patient."""
    titled = message.low(at) in DOCTOR_TITLES and is_known(message[at + 1])
    if titled or not is_professional(message.low(at)):
        return False
    if message.low(at - 1) == message.low(at + 1) == "," and message.low(at) in LAYMEN:
        return _is_patient_the_subject(message, at - 1)  # `la paciente Ana Ruiz, docente, DNI 456`
    verb = at - 1
    while verb > at - _PREDICATE and message.low(verb) not in _PREDICATING | _NO_PREDICATE:
        verb -= 1
    head = verb + 1 + (message.low(verb + 1) in _AS)
    if message.low(verb) in _WORKING and message.low(verb + 1) == "en":
        return _is_patient_the_subject(message, verb)
    if message.low(verb) not in _PREDICATING or message.low(head) not in PROFESSIONALS:
        return False
    if message.low(verb) in PATIENT_WORDS:
        return head == verb + 1 and message.low(head) in LAYMEN and not is_of_relative(message, verb)
    return message.low(verb) in OCCUPATIONS or _is_patient_the_subject(message, verb)


def _is_patient_the_subject(message: Message, verb: int) -> bool:
    """`la paciente es ...`, `la paciente Ana Ruiz, que es ...`."""
    at = verb - 1
    while at > verb - _CLAUSE and (message.low(at) in _APPOSED | NOT or is_known(message[at])):
        at -= 1
    object_of = (
        message.low(at - 1) == "al" or message.low(at - 2) == "a"
    )  # `quien atiende a la paciente es ...`
    return message.low(at) in PATIENT_WORDS and not object_of and not is_of_relative(message, at)


def _start_of_sentence(message: Message, place: int) -> int:
    first = place - _SENTENCE
    while place > max(0, first) and not message[place - 1].ends:
        place -= 1
    return place


def _tells_of_relative(message: Message, end: int) -> bool:
    """Whether the sentence before token `end` tells of a relative, and of no patient before."""
    start = _start_of_sentence(message, end - 1)
    subject = _subject_of(message, start)
    if _is_relative(message, subject):
        return not (is_the_patient(message, subject) or is_said_ill(message, subject, end))
    named = is_known(message[start]) and not is_pronoun(message, start)
    if named or any(_is_patient(message, at) for at in range(start, end)):
        return False
    return any(_is_relative(message, at) for at in range(start, end))


def _is_clause_of_relative(message: Message, end: int, carries: bool = False) -> bool:
    """`su hija viene mañana`, `el chofer sí`, `la tía trae` (a document); not `mi mamá tiene fiebre`."""
    start = end
    while start > max(0, end - _CLAUSE) and not (
        message[start - 1].ends or message.low(start - 1) in (",", ":")
    ):
        start -= 1
    subject = _subject_of(message, start)
    does = is_professional(message.low(subject)) and (carries or message.low(subject + 1) in _DOES_SO)
    if _is_someone_who_did(message, subject, start):
        return True
    if carries and (_is_companion(message, subject) or _is_pronoun_of_relative(message, start)):
        return True
    if not (does or _is_relative(message, subject)) or (subject == end - 1 and not carries):
        return False
    if carries and message.low(subject - 1) in MY and is_ill(message, end):
        return False
    if message.low(subject + 1) in ("y", "e"):
        return False  # `madre e hija en consulta: DNI 123 y DNI 456`
    return not any(
        message.low(at) in ILLNESS
        or (message.low(at) in PATIENT_WORDS | CHILDREN and not is_of_relative(message, at))
        for at in range(subject + 1, end)
    )


def _subject_of(message: Message, start: int) -> int:
    while message.low(start) in _BEFORE_SUBJECT:
        start += 1
    return start


def _is_relative(message: Message, at: int) -> bool:
    own_child = message.low(at) in CHILDREN and message.low(at - 1) in MY and not helps(message, at)
    own_child = own_child or is_just_a_woman(message, at)
    return message.low(at) in RELATIVES and not own_child and not is_known(message[at])


def is_just_a_woman(message: Message, at: int) -> bool:
    """`mujer de 30 años`; not `mi mujer`, `la mujer del paciente`."""
    if message.low(at) != "mujer" or message.low(at - 1) in MY | HIS:
        return False
    return message.low(at + 1) not in ("de", "del") or message[at + 2].kind is Kind.NUMBER


def _is_pronoun_of_relative(message: Message, start: int) -> bool:
    """`su esposa es la paciente, él trae CI 456`."""
    first = _start_of_sentence(message, start)
    return is_pronoun(message, start) and any(message.low(at) in RELATIVES for at in range(first, start))


def _is_companion(message: Message, at: int) -> bool:
    """`la señora que acompaña a la paciente`, `quien lo encontró`."""
    if message.low(at) == "quien":
        return message.low(at + 1) in ("lo", "la", "le") and message[at - 1].ends
    verb = at + 2 + (message.low(at + 2) in ("la", "lo"))
    return message.low(at + 1) == "que" and message.low(verb) in _ACCOMPANYING


def _is_someone_who_did(message: Message, at: int, start: int) -> bool:
    """`el cura que la ungió, DNI 456`; not `la paciente que lo pidió`, nor behind one."""
    verb = at + 3
    if (message.low(at + 1), message.low(at + 2)) not in _DOING or not message.low(verb).endswith("o"):
        return False
    if message.low(verb + 1) in (ARTICLES | PROFESSIONALS) - {"a", "al", "del", "de"}:
        return False  # `la señora que la trajo el vecino`
    someone = message.low(at - 1) in ARTICLES or is_professional(message.low(at))
    first = _start_of_sentence(message, start)
    return someone and not any(message.low(each) in PATIENT_WORDS | CHILDREN for each in range(first, at + 1))


def helps(message: Message, at: int) -> bool:
    """`mi hija me cuida`, `mi hija es la acompañante`; not `mi hija me vomitó`."""
    role = message.low(at + 1) in BE and message.low(at + 3) in RELATIVES | {"que"}
    if message.low(at + 1) != "me":
        return role
    return bool(ACTING_FOR_ANOTHER.match(message.low(at + 2))) or not is_ill(message, at)


def _is_patient(message: Message, at: int) -> bool:
    child = message.low(at) in CHILDREN and (message.low(at) not in RELATIVES or message.low(at - 1) in MY)
    return (child or message.low(at) in PATIENT_WORDS) and not is_of_relative(message, at)


def is_ill(message: Message, place: int) -> bool:
    """`mi abuelita, expediente 8812, se cayó`: the caller speaks for a relative who is ill."""
    return any(message.low(at) in ILLNESS for at in range(place, place + _REACH))


def is_said_ill(message: Message, place: int, end: int) -> bool:
    """`mi esposo está enfermo, su cédula es 456`: the caller's relative is the patient."""
    told = {message.low(at) for at in range(place + 1, min(end, place + _REACH))}
    said = message.low(place - 1) in MY and message.low(place + 1) in _SUFFERING | ILLNESS
    return said and bool(told & ILLNESS) and not told & _OF_ONESELF
