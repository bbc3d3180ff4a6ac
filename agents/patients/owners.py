"""Whose identifier it is: the patient's, or that of a relative, a doctor, somebody who signs."""

from agents.patients.addressing import is_addressed
from agents.patients.belonging import belongs_elsewhere, owner_after
from agents.patients.claims import Owner
from agents.patients.informants import is_object_of_another, may_be_informant, speaks_for_relative
from agents.patients.kin import is_ill_relative
from agents.patients.name_words import is_capitalised, is_known
from agents.patients.normal import PARTICLES
from agents.patients.people import (
    helps,
    is_ill,
    is_just_a_woman,
    is_of_relative,
    is_predicated,
    is_professional,
    is_relative_the_patient,
    is_relative_told_of,
    is_said_ill,
    is_the_patient,
    speaks_for_another,
)
from agents.patients.tokens import Kind, Message
from agents.patients.words.documents import LICENCES
from agents.patients.words.people import (
    BILLS,
    CHILDREN,
    DOCTOR_TITLES,
    HANDED,
    HANDING,
    HANDS,
    LISTED,
    OCCUPATIONAL,
    ORGANISATIONS,
    OTHERS,
    PATIENT_WORDS,
    PROFESSIONALS,
    RELATIVES,
    SIGNERS,
    TITLES,
)
from agents.patients.words.phrases import ARTICLES, BE, GREETING, HIS, MY, SELF

_REACH = 14
_LIST = 30
# Between a person and that person's document: `la madre, María García, identificada con DNI`.
_BETWEEN = (
    ARTICLES
    | PARTICLES
    | TITLES
    | frozenset(
        """
        , ( : - . con su sus identificado identificada portador portadora numero no tratante cargo turno
        guardia legal social quien poliza cuenta tiene tem has forense legista general internista familiar
        consentimiento informado formula receta resultados medicamento medicamentos
        """.split()
    )
    | BE
)
_GRANTING = frozenset("autorizo autorizamos autorizan otorgo otorgado autoriza".split())
_ACCOUNTS = frozenset("usuario usuaria cuenta".split())
_SYSTEMS = frozenset("sistema plataforma app aplicacion portal".split())
_BRINGING = frozenset("trae trajo acompana".split())
_DONE = (
    "ado",
    "ada",
    "ados",
    "adas",
    "ido",
    "ida",
    "idos",
    "idas",
    "izo",
    "aron",
    "ieron",
    "crito",
    "crita",
    "echo",
    "echa",
)
_SIGNED = BE | ARTICLES | TITLES | DOCTOR_TITLES | {":", "de", "por", "con"}
# Only patients have one of these: not `legajo`, `ficha`, `expediente`, `registro`.
_CLINICAL = frozenset("hc hce hcl hcu nhc historia mrn prontuario chart".split())
_WRITING = SELF | frozenset("habla escribe saluda is aqui".split())
_RESIDENTS = ARTICLES | SELF | PROFESSIONALS


def owner_of(message: Message, first: int, last: int, kind: str) -> Owner:
    """Whose identifier stands from token `first` up to `last`: said before it, else after it."""
    owner = _owner_of(message, first, last, kind)
    if owner is Owner.UNSURE and is_ill_relative(message, first, last):
        return Owner.PATIENT
    return owner


def _owner_of(message: Message, first: int, last: int, kind: str) -> Owner:
    before = None if belongs_elsewhere(message, last) else _owner_before(message, first)
    hers = _is_patient_named(message, first) or is_handed_to(message, first - 1)
    if before is Owner.OTHER and message.low(first) in _CLINICAL and _writes_as_professional(message, first):
        return Owner.PATIENT  # `soy la enfermera, HC 4512`
    if before is Owner.UNSURE and kind == "hc" and hers:
        return Owner.PATIENT  # `esposo de la paciente Ana Ruiz, HC 4512`: only she has a record
    if before is None and kind != "hc":
        if _is_listed(message, first):
            return Owner.OTHER
        if _is_possessed(message, first - 1):
            return Owner.OTHER
        if is_relative_told_of(message, first, last):
            return Owner.UNSURE
    return before or owner_after(message, last, kind) or Owner.PATIENT


def owner_before(message: Message, place: int) -> Owner:
    """The same, by what stands before it only."""
    return _owner_before(message, place) or Owner.PATIENT


def _is_patient_named(message: Message, first: int) -> bool:
    return any(message.low(at) in PATIENT_WORDS for at in range(first - _REACH, first))


def _owner_before(message: Message, place: int) -> Owner | None:
    """The person's named last before it in the sentence, if nothing comes between."""
    at = place - 1
    if message.low(at) in MY:
        mine = not (
            speaks_for_another(message, place)
            or speaks_for_relative(message, place)
            or is_relative_the_patient(message, place)
        )
        return Owner.PATIENT if mine else Owner.OTHER
    if is_handed_to(message, at):
        return Owner.UNSURE
    if message.low(at) in HIS and _relative_before(message, at):
        return Owner.UNSURE
    crossed = described = False
    while at > place - _REACH and (not message[at].ends or message.low(at) in (".", "\n")):
        owner = _person_at(message, at, place)
        crossed = crossed or message[at].ends
        if owner is not None:
            # A signature goes on in the next sentence (`Dra. Ana Ruiz. Cédula 123`), nobody else does.
            who = at - 2 * (message.low(at - 1) in ("de", "del") and message.low(at) not in OTHERS)
            other = owner is Owner.OTHER and message.low(who) not in RELATIVES | ORGANISATIONS
            signed = other and (not crossed or _signs(message, at))
            if described and not _opens_clause(message, at):
                return None
            return owner if signed or not crossed else None
        if not _may_stand_between(message, at, crossed):
            if not _describes(message, at):
                break
            described = True
        at -= 1
    return None


def is_handed_to(message: Message, at: int) -> bool:
    """`entrega resultados a Ana Ruiz, DNI 456`: who takes papers along need not be the patient."""
    first = at - _REACH
    while at > first and (is_known(message[at]) or message.low(at) in _BETWEEN - {"a", "al"}):
        at -= 1
    if message.low(at) not in ("a", "al"):
        return False
    while at > first and (is_known(message[at]) or message.low(at) in ARTICLES | PARTICLES | HANDED | MY):
        at -= 1
    return bool(HANDING.match(message.low(at))) and message.low(at + 1) in HANDED | ARTICLES


def _is_listed(message: Message, first: int) -> bool:
    """`testigos: Ana Ruiz CC 456, Luis Soto CC 457`."""
    for at in range(first - 1, max(-1, first - _LIST), -1):
        if message[at].ends or message.low(at) in PATIENT_WORDS:
            return False
        if message.low(at) in LISTED and message.low(at + 1) == ":":
            return True
    return False


def _is_possessed(message: Message, at: int) -> bool:
    """`her husband's SSN`, `the interpreter's ID`; not `my son's passport`."""
    low, possessive, _ = message.low(at).partition("'s")
    return bool(possessive) and low in OTHERS - CHILDREN and not is_known(message[at])


def _writes_as_professional(message: Message, first: int) -> bool:
    """`soy la enfermera`, `habla el camillero`, `this is the pharmacist`."""
    for at in range(first - _REACH, first):
        if message.low(at) in _WRITING:
            role = at + 1
            while message.low(role) in ARTICLES | BE:
                role += 1
            if is_professional(message.low(role)) or is_professional(message.low(role + 1)):
                return True
    return False


def _signs(message: Message, at: int) -> bool:
    """`Dra. Ana Ruiz. Cédula 123`; not `Hola, doctora. Cédula 123`, `Soy la Dra. Ana Ruiz. Cédula 123`."""
    after = at + 1 + (message.low(at + 1) == "." and not message[at + 1].ends)
    if not (is_known(message[after]) or is_capitalised(message, message[after])):
        return False
    first = at
    while first > at - _REACH and not message[first - 1].ends:
        first -= 1
    return not any(message.low(each) in SELF | GREETING for each in range(first, at))


def _describes(message: Message, at: int) -> bool:
    """`conductor de la ambulancia`, `responsable económico:`: more about who was named before."""
    if message[at].kind is not Kind.WORD:
        return False
    return message.low(at + 1) == ":" or message.low(at - 1) in ("de", "del", "la", "da", "do")


def _opens_clause(message: Message, at: int) -> bool:
    while message.low(at - 1) in ARTICLES:
        at -= 1
    return message[at - 1].kind is Kind.MARK


def _may_stand_between(message: Message, at: int, crossed: bool) -> bool:
    token = message[at]
    if token.kind is Kind.NUMBER:
        return message.low(at - 1) in LICENCES
    return (
        token.low in LICENCES
        or token.low in _BETWEEN | {"\n"}
        or is_known(token)
        or (not crossed and token.plain.istitle())
        or (message.shouted and token.kind is Kind.WORD and is_known(message[at - 1]))
    )


def _person_at(message: Message, at: int, place: int) -> Owner | None:
    """Whose a document is that follows the word at a place; None if the word is no person."""
    low, before = message.low(at), message.low(at - 1)
    if _only_sounds_like_a_person(message, at, place):
        return None
    if may_be_informant(message, at, place) or (low in PATIENT_WORDS and is_object_of_another(message, at)):
        return Owner.UNSURE
    if low in PATIENT_WORDS or (low in CHILDREN and is_of_relative(message, at)):
        return Owner.UNSURE if is_of_relative(message, at) else Owner.PATIENT
    if low in CHILDREN and (low not in RELATIVES or before in MY):
        return Owner.PATIENT
    if low in RELATIVES:
        named = message.low(at - 2 - (message.low(at - 2) == ":")) in SIGNERS  # `contacto: mi esposa, CC 456`
        ill = is_ill(message, place) and not named
        unsure = Owner.PATIENT if is_the_patient(message, at) or ill else Owner.UNSURE
        return unsure if before in MY else Owner.OTHER
    of_specialty = before in ("de", "del") and low not in ARTICLES and is_professional(message.low(at - 2))
    if is_predicated(message, at - 2 if of_specialty else at):
        return Owner.PATIENT
    other = of_specialty or (is_professional(low) and not is_known(message[at]))
    return Owner.OTHER if other or _acts_for_a_patient(message, at, place) else None


def _only_sounds_like_a_person(message: Message, at: int, place: int) -> bool:
    low = message.low(at)
    if is_known(message[at]) and (is_capitalised(message, message[at]) or is_known(message[at + 1])):
        return True  # Irma is a name, `irmã` a sister.
    if low == "titular":
        return all(message.low(each) in ARTICLES for each in range(at + 1, place))  # `titular de la cédula`
    if low in ("trabajador", "trabajadora") and message.low(at + 1) not in ("social", "de", "del"):
        return any(message.low(each) in OCCUPATIONAL for each in range(at - _REACH, place + _REACH))
    if is_just_a_woman(message, at):
        return True
    if low == "residente":
        named = is_known(message[at + 1 + (message.low(at + 1) == ":")])
        titled = message[at - 1].kind is Kind.MARK and named
        return not titled and message.low(at - 1) not in _RESIDENTS  # who lives somewhere
    vocative = low in DOCTOR_TITLES or (low == "mae" and not message.is_accented(at))
    return vocative and is_addressed(message, at)


def _acts_for_a_patient(message: Message, at: int, place: int) -> bool:
    """`factura`, `atendido por Ana Ruiz`, `firma: Ana Ruiz`; not `trajo a Ana Ruiz`, `trae la HC 4512`."""
    low, after = message.low(at), message.low(at + 1)
    of_system = {message.low(at + 1), message.low(at + 2)} & _SYSTEMS
    if (low in HANDS and after == ":") or (low in _ACCOUNTS and of_system):
        return True
    if low in BILLS and message.low(place) in _CLINICAL | {"expediente", "exp"}:
        return False  # `la cuenta del expediente 456`: nobody else has one
    if low in BILLS or (low == "por" and message.low(at - 1).endswith(_DONE)):
        return True
    if low.startswith("firm") and message.low(at - 1) in ("que", "quien", "yo") and after == ",":
        return True
    if low not in SIGNERS or (low in _BRINGING and after in ("a", "al")):
        return False
    if low in _GRANTING and after == "a":
        return True
    return (after in _SIGNED or is_known(message[at + 1])) and (at + 2 < place or after in (":", "con"))


def _relative_before(message: Message, place: int) -> bool:
    """`la madre dice que su DNI es ...`: hers, or the patient's."""
    first, end = place - _REACH, place
    while place > first and not message[place].ends:
        if message.low(place) in PATIENT_WORDS and not is_of_relative(message, place):
            return False
        if message.low(place) in CHILDREN - RELATIVES and message.low(place - 1) in MY:
            return False  # `mi bebé no para de llorar, su historia es ...`
        person = message.low(place) in RELATIVES | PROFESSIONALS and not is_addressed(message, place)
        if person and not is_predicated(message, place):
            own = message.low(place - 1) in MY and message.low(place) in CHILDREN
            own = own and not helps(message, place)
            return not (own or is_the_patient(message, place) or is_said_ill(message, place, end))
        place -= 1
    return False
