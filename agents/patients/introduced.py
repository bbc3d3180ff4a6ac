"""Claims made by phrases: `la paciente Ana Ruiz`, `notas de Juan Pérez`, `pasemos a la 456`, `se llama ...`."""

from agents.patients.claims import Claim, Owner
from agents.patients.documents import label_at
from agents.patients.names import Trust, is_capitalised, is_given, is_known, read_name
from agents.patients.normal import PARTICLES
from agents.patients.people import is_role_after, owner_before
from agents.patients.tokens import Kind, Message
from agents.patients.values import Value, read_code
from agents.patients.words.clinic import MEASURED
from agents.patients.words.people import CHILDREN, OTHERS, PATIENT_PLURALS, PATIENT_WORDS, RELATIVES, TITLES
from agents.patients.words.phrases import (
    ARTICLES,
    BE,
    DESCRIBING,
    IN_A_LIST,
    MY,
    NAMING,
    NOT,
    NUMBER_WORDS,
    NUMBERED_RECORDS,
    OPENING,
    OR,
    PATIENT_LINKS,
    RECORD_WORDS,
    RECORDS,
    SELF,
    SELF_SIGNS,
    TURNING,
)

_OF = frozenset("de del do da para of for".split())
_NUMBER_MARKS = NUMBER_WORDS | {":", "#", "°", "="}
_MOST_LINKS = 8


def claims_at(message: Message, place: int) -> list[Claim]:
    """The claims of the phrase that starts at a place, if one does."""
    low = message.low(place)
    if low in PATIENT_WORDS:
        return _of_patient(message, place)
    if low in PATIENT_PLURALS:
        return _of_patients(message, place)
    if low in NAMING:
        return _of_naming(message, place)
    if low in SELF or (low == "llamo" and message.low(place - 1) == "me"):
        return _of_self(message, place)
    if low in CHILDREN:
        return _of_child(message, place)
    claims = _of_records(message, place) if low in RECORDS else []
    return claims or (_of_turning(message, place) if low in TURNING else [])


def more_after(message: Message, claim: Claim) -> list[Claim]:
    """The other patients of `123 y 456`, `Juan Pérez o Ana Ruiz`: who is named in the same breath."""
    claims: list[Claim] = []
    last = claim
    while len(claims) < 3 and message.low(last.last) in OR:
        place = last.last + 1
        while message.low(place) in ARTICLES | TITLES | {"con"} and place < last.last + 5:
            place += 1
        found = _value_claim(message, last.last, place, least=3)
        if found is None or found.doubt or (found.kind == "name") != (claim.kind == "name"):
            break
        if message.low(last.last) in (",", "/", "con") and found.kind != "name":
            break
        claims.append(found)
        last = found
    return claims


def one_before(message: Message, claim: Claim) -> list[Claim]:
    """The number in `¿es el 123 o el paciente 456?`."""
    place = claim.lead - 1
    while message.low(place) in ARTICLES:
        place -= 1
    at = place - 1
    if message.low(place) not in {"o", "y", "ou"} or message[at].kind is not Kind.NUMBER or message.low(at - 1) not in ARTICLES:
        return []
    return _firm(_value_claim(message, at, at, least=3))


def instead_after(message: Message, claim: Claim) -> list[Claim]:
    """The number in `cambia del paciente 123 al 456`."""
    place = claim.last
    if message.low(place) not in ("al", "a", "por", "para", "ao"):
        return []
    while message.low(place) in ARTICLES | {"por", "para"}:
        place += 1
    return _firm(_value_claim(message, claim.last, place, least=3))


def _value_claim(message: Message, lead: int, place: int, least: int, introduced: bool = False) -> Claim | None:
    """A code, number or name as a claim; None if neither stands there."""
    code = read_code(message, place, least)
    if code:
        return Claim("name" if code.named else "id", None, lead, code.first, code.last)
    name = read_name(message, place, introduced)
    if name is None:
        return None
    doubt = {Trust.FULL: "", Trust.ONE_WORD: "one-name", Trust.GUESS: "unsure-name"}[name.trust]
    return Claim("name", None, lead, name.first, name.last, doubt=doubt)


def _firm(claim: Claim | None) -> list[Claim]:
    return [claim] if claim and not claim.doubt else []


def _of_patient(message: Message, place: int) -> list[Claim]:
    after, denied, introduced, numbered = _past_links(message, place + 1)
    if label_at(message, after):
        return []
    claim = _value_claim(message, place, after, 1, introduced)
    if claim is None:
        claim = _described(message, place, place + 1) or _named_before(message, place)
        return [claim._replace(denied=claim.denied or denied)] if claim else []
    if claim.kind == "id":
        if _is_measured(message, place) or message.low(after - 1) == ",":
            return []
        claim = claim._replace(doubt=_doubt_of_number(message, place, claim, numbered))
    return [claim._replace(denied=denied)]


def _past_links(message: Message, place: int) -> tuple[int, bool, bool, bool]:
    """The token after `es`, `se llama`, `número`, ...; and whether they deny, name, or number."""
    start, denied, introduced = place, False, False
    while place < start + _MOST_LINKS:
        low = message.low(place)
        if low in NOT and message.low(place + 1) in BE | {"se"}:
            denied = True
        elif low in NAMING or (low == "de" and message.low(place + 1) in NAMING):
            introduced = True
        elif low == "y" and not introduced:
            break
        elif low in ARTICLES and message.low(place - 1) not in BE:
            break
        elif low not in PATIENT_LINKS | ARTICLES and not _is_pause(message, place):
            break
        elif low in ("de", "del", "a", "al"):
            break
        place += 1
    numbered = any(message.low(at) in _NUMBER_MARKS for at in range(start, place))
    return place, denied, introduced, numbered


def _is_pause(message: Message, place: int) -> bool:
    """`paciente:` and a new line, `paciente No.` and its stop."""
    low, before = message.low(place), message.low(place - 1)
    return (low == "\n" and before == ":") or (low == "." and before in NUMBER_WORDS)


def _doubt_of_number(message: Message, place: int, claim: Claim, numbered: bool) -> str:
    """One or two digits may be an age, a bed, a place in a list."""
    in_list = any(message.low(at) in IN_A_LIST for at in range(claim.last, claim.last + 4)) and message.low(claim.last) in (
        "de", "del", "en",
    )  # fmt: skip
    short = sum(map(str.isdigit, claim.text(message))) < 3
    if short and in_list:
        return "place-in-list"
    meant = numbered or message.low(place - 1) in ARTICLES or message.low(place - 1) in TURNING
    return "short-number" if short and not meant else ""


def _is_measured(message: Message, place: int) -> bool:
    """`la glucosa del paciente: 240`."""
    at = place - 1
    while message.low(at) in ARTICLES:
        at -= 1
    return at < place - 1 and message.low(at) in MEASURED


def _described(message: Message, lead: int, place: int) -> Claim | None:
    """`paciente femenina de 45 años, María López`."""
    start = place
    while place < start + 9 and (message.low(place) in DESCRIBING or _is_age(message, place)):
        place += 1
    if place == start:
        return None
    claim = _value_claim(message, lead, place, least=4)
    sure = claim and not claim.doubt and (claim.kind != "name" or is_known(message[claim.first]))
    return claim if sure else None


def _is_age(message: Message, place: int) -> bool:
    return message[place].kind is Kind.NUMBER and len(message.low(place)) <= 2


def _named_before(message: Message, place: int) -> Claim | None:
    """`María López, paciente de 45 años`; `456 no es mi paciente`."""
    at = place - 1
    while message.low(at) in ARTICLES | MY | {"nuestra", "nuestro", "una", "un", "esta", "este"}:
        at -= 1
    if message.low(at) not in BE | {",", "(", "-"}:
        return None
    denied = message.low(at - 1) in NOT
    last = first = at - denied
    while first > last - 9 and _is_name_like(message, first - 1):
        first -= 1
    before = message[first - 1]
    if not (before.ends or before.low in OPENING | ARTICLES):
        return None
    if message.low(at) in BE and message[last - 1].kind in (Kind.NUMBER, Kind.CODE):
        first = last - 1
    claim = _value_claim(message, first, first, least=3)
    return claim._replace(denied=denied) if claim and not claim.doubt and claim.last == last else None


def _is_name_like(message: Message, place: int) -> bool:
    token = message[place]
    return is_known(token) or token.low in PARTICLES or (token.kind is Kind.WORD and is_capitalised(message, token))


def _of_patients(message: Message, place: int) -> list[Claim]:
    """`los pacientes 123 y 456`: two or more; one number alone counts them."""
    after = place + 1 + (message.low(place + 1) == ":")
    claim = _value_claim(message, place, after, least=3)
    if claim is None:
        return []
    more = more_after(message, claim)
    listed = [claim]
    while message.low(listed[-1].last) == "," and not more and len(listed) < 4:
        found = _value_claim(message, place, listed[-1].last + 1, least=3)
        if found is None:
            break
        listed.append(found)
        more = more_after(message, found)
    return [*listed, *more] if len(listed) + len(more) > 1 else []


def _of_naming(message: Message, place: int) -> list[Claim]:
    """`se llama Ana Ruiz`, `nombre del paciente: Ana Ruiz`, `a nombre de Ana Ruiz`."""
    low = message.low(place)
    if low in ("llama", "chama"):
        return _of_called(message, place)
    if low not in ("nombre", "nombres", "nome", "name", "apellidos"):
        return []
    if message.low(place - 1) in MY:
        return _of_self(message, place + 1) if message.low(place + 1) in BE else []
    if any(message.low(at) in _BILLS for at in range(place - 6, place)):
        return []
    after, linked = place + 1, message.low(place - 1) == "a"
    while after < place + 9 and message.low(after) in _IN_NAME_FIELD:
        linked = linked or message.low(after) in {":", "="} | BE
        after += 1
    claim = _value_claim(message, place, after, least=99, introduced=True) if linked else None
    return [claim] if claim else []


_BILLS = frozenset("factura facturar recibo cheque poliza deposito transferencia cuenta boleta comprobante".split())
_IN_NAME_FIELD = BE | ARTICLES | NAMING | PATIENT_WORDS | frozenset(": = y completo completa - \" ' nino nina".split())


def _of_called(message: Message, place: int) -> list[Claim]:
    if message.low(place - 1) not in ("se", "me", "le"):
        return []
    claim = _value_claim(message, place, place + 1, least=99, introduced=True)
    if claim is None or message.low(place - 1) != "se":
        return []
    denied = message.low(place - 2) in NOT
    owner = owner_before(message, place - 1 - denied)
    return [claim._replace(owner=owner, denied=denied, doubt="relative" if owner is Owner.UNSURE else claim.doubt)]


def _of_self(message: Message, place: int) -> list[Claim]:
    """`soy Rosa Quispe y me duele el pecho`; `soy la mamá de Mateo Rojas`; not `soy la doctora Pérez`."""
    place = place + 1
    if message.low(place) in ARTICLES:
        return _of_relative(message, place + 1)
    name = read_name(message, place)
    if name is None:
        return _of_relative(message, place)
    if name.trust is not Trust.FULL or is_role_after(message, name.last) or message.low(place) in OTHERS:
        return []
    near = [message.low(at) for at in range(name.last, min(len(message), name.last + 40))]
    speaks_of_own = any(low in MY and after in RELATIVES for low, after in zip(near, near[1:], strict=False))
    sure = any(low in SELF_SIGNS for low in near) and not speaks_of_own and not PATIENT_WORDS & set(near)
    return [Claim("name", None, place - 1, name.first, name.last, doubt="" if sure else "self-unsure")]


def _of_relative(message: Message, place: int) -> list[Claim]:
    """`soy la mamá de Mateo Rojas`: the caller speaks for the one named."""
    if message.low(place) not in RELATIVES or message.low(place + 1) not in _OF:
        return []
    place += 2
    while message.low(place) in ARTICLES | CHILDREN | MY:
        place += 1
    name = read_name(message, place)
    full = name is not None and name.trust is Trust.FULL
    return [Claim("name", None, place - 1, name.first, name.last)] if name and full else []


def _of_child(message: Message, place: int) -> list[Claim]:
    """`mi hija Lucía Torres`, `el niño Mateo Rojas`."""
    before = message.low(place - 1)
    if before not in MY and not (before in ARTICLES and message.low(place) not in RELATIVES):
        return []
    after = place + 1 + (message.low(place + 1) in (",", "menor"))
    return _firm(_value_claim(message, place, after, least=99))


def _of_records(message: Message, place: int) -> list[Claim]:
    """`notas de la señora Ana Ruiz`, `sesión de la 456`, `notas Juan_Perez`."""
    after = place + 1
    while after < place + 5 and message.low(after) in RECORD_WORDS | RECORDS:
        after += 1
    linked = False
    while after < place + 9 and message.low(after) in _OF | ARTICLES | {"nombre"}:
        linked = linked or message.low(after) in _OF
        after += 1
    numbered = linked and message.low(place) in NUMBERED_RECORDS
    claim = _value_claim(message, place, after, least=3 if numbered else 99)
    if claim and not linked and claim.kind == "name" and claim.first == claim.last - 1 and "_" not in claim.text(message):
        return []
    return _firm(claim)


def _of_turning(message: Message, place: int) -> list[Claim]:
    """`pasemos a la 456`, `ahora con Ana Ruiz`, `abre Juan_Perez`."""
    links = TURNING[message.low(place)]
    after = place + 1
    while after < place + 5 and message.low(after) in links | ARTICLES | {"favor", "por", "mejor", "ahora"}:
        after += 1
    article = message.low(after - 1) in ARTICLES - {"a", "de"}
    claim = _value_claim(message, place, after, least=3)
    if claim is None or claim.doubt:
        return []
    if claim.kind == "id" and not _stands_for_patient(message, place, claim, article):
        return []
    return [claim]


def _stands_for_patient(message: Message, place: int, claim: Claim, article: bool) -> bool:
    """A number after `pasemos a`: with an article, or as the last word."""
    near = {message.low(at) for at in range(place - 8, claim.last + 6)}
    opens = message.low(place) in {"abre", "abrir", "abra", "open", "busca", "buscar"}
    return not near & MEASURED and (article or (opens and message[claim.last].kind is Kind.MARK))


def value_claim(message: Message, lead: int, place: int, least: int) -> Claim | None:
    """A value that only its context makes an identifier: sure names, codes and numbers."""
    found = _value_claim(message, lead, place, least)
    return found._replace(bare=True) if found and not found.doubt else None




