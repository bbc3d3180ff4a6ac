"""Claims made by saying who someone is: `soy Ana Ruiz`, `la niña se llama ...`, `a nombre de ...`, `mi hijo
...`.
"""

from collections.abc import Sequence
from itertools import pairwise, product

from agents.patients.claims import NO_NUMBER, Claim, Owner, claim_at, sure_claim_at
from agents.patients.name_words import is_known
from agents.patients.names import Trust, read_name
from agents.patients.owners import owner_before
from agents.patients.people import is_of_relative, is_role_after
from agents.patients.tokens import Kind, Message
from agents.patients.words.clinic import AGES, ATTENDING
from agents.patients.words.denying import NOT
from agents.patients.words.documents import DOCUMENTS
from agents.patients.words.namesakes import PLACE_OPENINGS
from agents.patients.words.people import BILLS, CHILDREN, OTHERS, PATIENT_WORDS, PERSONS, RELATIVES
from agents.patients.words.phrases import (
    ARTICLES,
    BE,
    ILLNESS,
    MY,
    NAMING,
    OWN_SIGNS,
    RECORDS,
    SELF,
    SELF_SIGNS,
)
from agents.patients.words.supposing import TELLING

_REACH = 40
_OF = frozenset("de del do da".split())
_CALLED = frozenset("llama chama llamarse chama-se".split())
_FIELDS = frozenset("nombre nombres nome name apellidos".split())
# Of a patient: not `mi cel`, whose name is in the same table.
_OWN_THINGS = (RECORDS | ILLNESS | {"cita", "turno", "control", "operacion", "cirugia"}) | frozenset(
    first for first, names in DOCUMENTS.items() if all(document.kind != "other" for _, document in names)
)
_ANIMALS = frozenset("perro perra perrito perrita gato gata gatito mascota cachorro loro conejo".split())
_GUESSING = frozenset("creo parece supongo imagino pienso acho".split())
_REGISTERED = frozenset(
    """
    figura aparece consta registrado registrada inscrito inscrita anotado anotada identificado identificada
    """.split()
)
_SOMEONES = frozenset("su seu sua una uma um vuestro vuestra tambien".split())
_CARED_FOR = frozenset(product(("me",), "atiendo atienden atiende controlo controlan trato tratan".split()))
_HAVING = frozenset("tengo siento padezco sufro tuve".split())
_MATTERS = frozenset("duda pregunta consulta cita problema urgencia familiar caso orden receta".split())
_IN_FIELD = (
    BE
    | ARTICLES
    | NAMING
    | PATIENT_WORDS
    | frozenset(": = y completo completa real verdadero legal - \" ' nino nina".split())
)


def claims_of_naming(message: Message, place: int) -> list[Claim]:
    """`se llama Ana Ruiz`, `nombre del paciente: Ana Ruiz`, `a nombre de Ana Ruiz`."""
    low, before = message.low(place), message.low(place - 1)
    if low == "como":
        return _registered(message, place) if before in _REGISTERED else []
    if low in _CALLED:
        return _called(message, place) if before == "se" or low in ("llamarse", "chama-se") else []
    if low in _FIELDS and before in MY:
        return claims_of_self(message, place + 1) if message.low(place + 1) in BE else []
    return _of_field(message, place) if low in _FIELDS else []


def claims_of_self(message: Message, place: int) -> list[Claim]:
    """`soy Rosa Quispe y me duele el pecho`; `soy la mamá de Mateo Rojas`; not `soy la doctora Pérez`."""
    start = place + 1
    if message.low(start) in ARTICLES | RELATIVES:
        return _of_relative(message, start + (message.low(start) in ARTICLES))
    name = read_name(message, start)
    if name is None or name.trust is not Trust.FULL or is_role_after(message, name.last):
        return []
    speaks = _is_own_patient(message, place, name.last) or _speaks_as_patient(message, name.last)
    doubt = "" if speaks and not _is_reported(message, place) else "self-unsure"
    said = place - (message.low(place - 1) == "me")  # `no me llamo Ana Ruiz`
    denied = message.low(said - 1) in NOT
    return [Claim("name", None, place, name.first, name.last, doubt=doubt, denied=denied)]


def _is_reported(message: Message, place: int) -> bool:
    """`la doctora me dijo: soy Ana Ruiz`: someone else's words."""
    at = place - 1
    while at > place - 4 and message.low(at) in (":", '"', "'", ",", "me", "que"):
        at -= 1
    return at < place - 1 and message.low(at) in TELLING


def claims_of_title(message: Message, place: int) -> list[Claim]:
    """`doña Carmen Rojas, 80 años`, `don Julio Paredes refiere tos`: only with what one says of patients."""
    claim = sure_claim_at(message, place, place, NO_NUMBER)
    if claim is None or not _is_told_as_patient(message, claim.last):
        return []
    owner = owner_before(message, place)
    return [claim._replace(owner=owner)] if owner is Owner.PATIENT else []


def _is_told_as_patient(message: Message, place: int) -> bool:
    """`, 80 años` or `refiere`, and no relative or doctor that the sentence goes on to tell of."""
    low, age = message.low(place), message.low(place + 1)
    aged = low == "," and age.isdigit() and len(age) < 4 and message.low(place + 2) in AGES
    near = {message.low(at) for at in range(place, place + _REACH // 2)}
    return (aged or low in ATTENDING) and not near & (OTHERS | PATIENT_WORDS)


def claims_of_child(message: Message, place: int) -> list[Claim]:
    """`mi hija Lucía Torres`, `el niño Mateo Rojas`."""
    before = message.low(place - 1)
    if before not in MY and not (before in ARTICLES and message.low(place) not in RELATIVES):
        return []
    after = place + 1 + (message.low(place + 1) in (",", ":", "menor"))
    claim = sure_claim_at(message, place, after, NO_NUMBER)
    if claim is None:
        return []
    # `la madre del niño, Ana Ruiz`: she is named; `la madre del niño Luis Soto`: he is.
    of_other = after > place + 1 and is_of_relative(message, place)
    return [claim._replace(owner=Owner.OTHER)] if of_other else [claim]


def _registered(message: Message, place: int) -> list[Claim]:
    """`figura como Ana Ruiz`, `registrada como Ana Ruiz`; not `identificado como Staphylococcus`."""
    claim = sure_claim_at(message, place, place + 1, NO_NUMBER)
    return [claim._replace(owner=owner_before(message, place))] if claim else []


def _is_thing_called(message: Message, place: int) -> bool:
    """`el medicamento se llama ...`, `mi gato se llama ...`; not `la señora de la cama 3 se llama ...`."""
    noun = place - 2
    if message[noun].kind is not Kind.WORD or message.low(noun - 1) not in ARTICLES | MY:
        return False
    if message.low(noun - 2) in _OF | {"en"}:
        return False
    named = is_known(message[noun]) and message.low(noun) not in PLACE_OPENINGS
    return message.low(noun) not in PERSONS and not named


def _called(message: Message, place: int) -> list[Claim]:
    if _is_thing_called(message, place):
        return []
    claim = claim_at(message, place, place + 1, NO_NUMBER, introduced=True)
    if claim is None or (message.low(claim.last) in MY and message.low(claim.last + 1) in _ANIMALS):
        return []  # `se llama Luna Ruiz mi gata`
    denied = message.low(place - 2) in NOT
    owner = owner_before(message, place - 1 - denied)
    # `me duele; mi mamá se llama Juana`
    of_mine = claim.doubt and any(message.low(at) in MY for at in range(place - 4, place))
    told = message.low(place - 2) == "que" and any(
        message.low(at) in OTHERS for at in range(place - 6, place)
    )
    doubt = "relative" if owner is Owner.UNSURE or of_mine or told else claim.doubt
    doubt = doubt or ("question" if is_guessed(message, place - 2) else "")
    return [claim._replace(owner=owner, denied=denied, doubt=doubt)]


def is_guessed(message: Message, place: int) -> bool:
    """`creo que se llama ...`, `no sé si se llama ...`."""
    return message.low(place) == "si" or (message.low(place) == "que" and message.low(place - 1) in _GUESSING)


def _of_field(message: Message, place: int) -> list[Claim]:
    if any(message.low(at) in BILLS for at in range(place - 6, place)):
        return []
    after, linked = place + 1, message.low(place - 1) in ("a", "al")
    while after < place + 9 and message.low(after) in _IN_FIELD:
        linked = linked or message.low(after) in BE | {":", "="}
        after += 1
    claim = claim_at(message, place, after, NO_NUMBER, introduced=True) if linked else None
    return [claim] if claim else []


def _speaks_as_patient(message: Message, place: int) -> bool:
    """`tengo`, `me duele`, `mi cita`: and not about a relative, nor about a patient who is someone else."""
    near = [message.low(at) for at in range(place, min(len(message), place + _REACH))]
    of_relative = any(low in MY and after in RELATIVES for low, after in pairwise(near))
    # `mi hija me ayuda a escribir, me duele la cadera`
    of_relative = of_relative and not any(_is_own(near[at : at + 3]) for at in range(len(near) - 2))
    of_another = bool(PATIENT_WORDS & set(near[2:]))
    own = any(low in MY and after in _OWN_THINGS for low, after in pairwise(near))
    speaks = own or any(low in SELF_SIGNS | PATIENT_WORDS for low in near)
    return speaks and not of_relative and not of_another


def _is_own_patient(message: Message, place: int, last: int) -> bool:
    """`y soy paciente de ustedes`, `me atiendo con ustedes`, `Ana Ruiz, la paciente`; not `no soy ...`."""
    apposed = last + 1 + (message.low(last + 1) in ARTICLES)
    if message.low(last) == "," and message.low(apposed) in PATIENT_WORDS and message[apposed + 1].ends:
        return True
    around = (*range(place - _REACH // 2, place), *range(last, last + _REACH))
    return any(_says_to_be_patient(message, at) for at in around)


def _says_to_be_patient(message: Message, at: int) -> bool:
    if (message.low(at - 1), message.low(at)) in _CARED_FOR:
        return message.low(at - 2) not in NOT
    if message.low(at) not in PATIENT_WORDS:
        return False
    at -= 1
    while message.low(at) in ARTICLES | _SOMEONES:
        at -= 1
    return message.low(at) in SELF and message.low(at - 1) not in NOT


def _is_own(words: Sequence[str]) -> bool:
    """`me duele`, `tengo un bulto`; not `tengo una pregunta`."""
    if words[0] == "me":
        return words[1] in OWN_SIGNS
    has = words[0] in _HAVING and (
        words[1] in ILLNESS or words[1] in ("un", "una", "mucho", "mucha") or words[1].isdigit()
    )
    return has and words[2] not in OTHERS | PATIENT_WORDS | _MATTERS


def _of_relative(message: Message, place: int) -> list[Claim]:
    """`soy la mamá de Mateo Rojas`: the caller speaks for the one named."""
    if message.low(place) not in RELATIVES or message.low(place + 1) not in _OF:
        return []
    after = place + 2
    while after < place + 6 and message.low(after) in ARTICLES | CHILDREN | MY:
        after += 1
    claim = sure_claim_at(message, place, after, NO_NUMBER)
    return [claim] if claim and message.low(claim.first) not in OTHERS else []
