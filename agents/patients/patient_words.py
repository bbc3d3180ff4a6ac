"""Claims made with the word `paciente`: `la paciente Ana Ruiz`, `paciente nº 456`, `Ana Ruiz, paciente de
30 años`.
"""

from typing import NamedTuple

from agents.patients.claims import (
    LIKELY,
    NO_NUMBER,
    UNSURE_NAME,
    Claim,
    Owner,
    awaited_claim_at,
    before_articles,
    claim_at,
    sure_claim_at,
)
from agents.patients.documents import label_at
from agents.patients.informants import is_object_of_another
from agents.patients.name_words import are_spelt_as_names, is_capitalised, is_given, is_known
from agents.patients.neighbours import more_after
from agents.patients.normal import PARTICLES
from agents.patients.slots import past_slot
from agents.patients.tokens import Kind, Message
from agents.patients.values import is_amount, is_year
from agents.patients.words.clinic import AGES, MEASURED, VERBS
from agents.patients.words.denying import NOT, RIGHT_ONE
from agents.patients.words.people import CHILDREN, OTHERS, PATIENT_WORDS, RELATIVES
from agents.patients.words.phrases import (
    ARTICLES,
    BE,
    DESCRIBING,
    IN_A_LIST,
    MY,
    NAMING,
    NUMBER_WORDS,
    OPENING,
    PATIENT_LINKS,
    RECORDS,
    TURNING,
)
from agents.patients.words.supposing import TELLING
from agents.patients.words.surnames import SURNAMES

_MOST_LINKS = 8
_NUMBERING = NUMBER_WORDS | {":", "#", "°", "="}
_CLAUSE = 8
_PLACES = frozenset("cama camilla habitacion cuarto sala box cubiculo leito".split())
_NO_CLAUSE = BE | OTHERS | (MEASURED - _PLACES) | NOT | TELLING | MY | {"que", "su", "cuyo", "cuya", "como"}
_SAYS_WHO = BE | NAMING | {":", "=", "("}
_FAMILY = (RELATIVES | CHILDREN) - NAMING
_IDENTIFIED = frozenset("identificado identificada".split())
_NUMBERED = frozenset("orden factura autorizacion boleta ticket".split())
_OF_WHOM = frozenset("la el del do da".split())
_PATIENCE = frozenset("ser sea sean seamos muy tan mas".split())  # `hay que ser paciente, Ana Ruiz ...`
_ANY = frozenset("algun alguna cualquier qualquer algum any".split())
_ONE = frozenset("nuestra nuestro una un esta este".split())


class Links(NamedTuple):
    """What stands between `paciente` and the value, from token `first` up to `last`, and what it says."""

    first: int
    last: int
    denied: bool
    naming: bool
    numbering: bool
    says_who: bool


def claims_at(message: Message, place: int) -> list[Claim]:
    """The claim that starts, or ends, with the `paciente` at a place."""
    links = _past_links(message, past_slot(message, _past_clause(message, place + 1)))
    if label_at(message, links.last) or message.low(place - 1) in _PATIENCE:
        return []
    if _is_corrected(message, place):
        return []
    claim = claim_at(message, place, links.last, 1, links.naming)
    if claim is None:
        claim = _described(message, place) or _named_before(message, place)
    elif claim.kind == "id":
        if _is_measure(message, place, claim, links) or message.low(links.last - 1) == ",":
            return []
        claim = claim._replace(doubt=_doubt_of_number(message, place, claim, links.numbering))
    elif _is_vouched_for(message, place, claim, links):
        claim = claim._replace(doubt="")
    if claim is None:
        return []
    if message.low(place - 1) in _ANY:  # `¿hay algún paciente llamado Ana Ruiz?`
        claim = claim._replace(doubt=claim.doubt or "question")
    return [claim._replace(denied=claim.denied or links.denied, owner=_owner(message, place, links))]


def _is_corrected(message: Message, place: int) -> bool:
    """`no es la del paciente, es la 456`, which `corrections` reads; not `no es la paciente, es Ana Ruiz`."""
    at = before_articles(message, place)
    denied = message.low(at) in BE and message.low(at - 1) in NOT
    turned = message.low(place + 1) == "," and message.low(place + 2) in BE
    return denied and turned and message[place + 4].kind is Kind.NUMBER


def _owner(message: Message, place: int, links: Links) -> Owner:
    """`la madre del paciente se llama Ana` names her; `el hijo de la paciente, Luis Soto`, who knows whom."""
    if is_object_of_another(message, place):
        return Owner.UNSURE
    if not _is_of_other(message, place):
        return Owner.PATIENT
    if links.says_who:
        return Owner.OTHER
    return Owner.UNSURE if message.low(links.last - 1) == "," else Owner.PATIENT


def claims_of_several(message: Message, place: int) -> list[Claim]:
    """`los pacientes 123 y 456`: two or more; one number alone counts them."""
    after = place + 1 + (message.low(place + 1) == ":")
    claim = claim_at(message, place, after, least=3)
    listed = [claim] if claim else []
    while listed and message.low(listed[-1].last) == "," and len(listed) < 4:
        found = claim_at(message, place, listed[-1].last + 1, least=3)
        if found is None:
            break
        listed.append(found)
    listed += more_after(message, listed[-1]) if listed else []
    return listed if len(listed) > 1 else []


def _past_links(message: Message, place: int) -> Links:
    start, denied, naming = place, False, False
    while place < start + _MOST_LINKS and _is_link(message, place, naming):
        low, after = message.low(place), message.low(place + 1)
        denied = denied or (low in NOT and after in BE | {"se"})
        naming = naming or low in NAMING or after in NAMING
        place += 1
    passed = {message.low(at) for at in range(start, place)}
    return Links(start, place, denied, naming, bool(passed & _NUMBERING), bool(passed & _SAYS_WHO))


def _past_clause(message: Message, place: int) -> int:
    """Up to the verb of `la paciente que ingresó anoche es la 4512`; not `que dice que su médico es ...`."""
    if message.low(place) != "que":
        return place
    verb = place + 1
    while verb < place + _CLAUSE and _is_in_clause(message, verb):
        verb += 1
    if message.low(verb) not in BE or verb < place + 2:
        return place
    return verb if message.low(verb + 1) in ARTICLES and len(message.low(verb + 2)) > 2 else place


def _is_in_clause(message: Message, place: int) -> bool:
    """Words that tell of nobody else; `en la cama 3`."""
    if message[place].kind is Kind.NUMBER:
        return message.low(place - 1) in _PLACES
    return message[place].kind is Kind.WORD and message.low(place) not in _NO_CLAUSE


def _is_link(message: Message, place: int, naming: bool) -> bool:
    low, before, after = message.low(place), message.low(place - 1), message.low(place + 1)
    if low == "de":
        return after in NAMING
    if low == "y":
        return naming
    if low in MY:  # `el paciente es mi abuelo, Juan Soto`
        return after in _FAMILY and before in BE | {":", ","}
    if low in _FAMILY:
        return before in MY
    if low in RIGHT_ONE:
        return before in PATIENT_WORDS and after in BE  # `o paciente certo é o 456`
    if low == "que":
        return before in _FAMILY and after in BE | {"se"}
    if low in ARTICLES and before == ",":  # `otra paciente, la 456`
        return message[place + 1].kind is Kind.NUMBER and len(after) > 2
    if low in ARTICLES:
        return before in BE and low not in ("del", "al") and (low != "a" or before == "e")
    if (low == "=" and before == "n") or (low == "como" and before in PATIENT_WORDS):
        return False  # `pacientes n=45`, `un paciente como Juan Soto`
    shortened = low == "." and not message[place].ends and before in NUMBER_WORDS | PATIENT_WORDS
    pause = (low == "\n" and before == ":") or shortened
    return low in PATIENT_LINKS | NAMING or pause


def _doubt_of_number(message: Message, place: int, claim: Claim, numbering: bool) -> str:
    """One or two digits may be an age, a bed, a place in a list."""
    digits = sum(map(str.isdigit, claim.text(message)))
    after = [message.low(at) for at in range(claim.last, claim.last + 4)]
    of_several = digits < 3 and after[0] == "de" and after[1].isdigit()  # `paciente número 3 de 5`
    if of_several or (digits < 4 and after[0] in ("de", "del", "en") and IN_A_LIST & set(after)):
        return "place-in-list"
    more = message[claim.last]
    alike = more.low.isdigit() and len(more.low) == digits > 2 and not is_year(more.low)
    if alike and not is_amount(message, claim.last, claim.last + 1):
        return "two-numbers"  # `paciente 4512 3398`: one typed in groups, or two
    if message.low(place - 1) in _OF_WHOM and message.low(before_articles(message, place)) in _NUMBERED:
        return "weak-label"  # `la orden de la paciente 4500`: hers, or the order's?
    if digits > 2:
        return ""
    before = message.low(place - 1)
    told = before in ARTICLES or before in TURNING or (before in BE and message.low(place - 2) == ",")
    return "" if numbering or told else "short-number"


def _is_vouched_for(message: Message, place: int, claim: Claim, links: Links) -> bool:
    """What makes a person of a likely name: `el paciente Rojas Mamani`, `Rojas Mamani, 45 años`."""
    if claim.doubt == UNSURE_NAME:
        return _is_introduced_in_prose(message, place, claim, links)
    if claim.doubt != LIKELY or (not is_capitalised(message, message[claim.first]) and not links.says_who):
        return False  # `el paciente moreno delgado tiene tos`
    if message[links.first - 1].kind is Kind.NUMBER and not is_capitalised(message, message[claim.first]):
        return False  # `el paciente de la cama 4 es moreno delgado`
    if links.says_who or message.low(place - 1) in ARTICLES | MY | _ONE or message.low(place) == "patient":
        return True
    after = claim.last + (message.low(claim.last) in {",", "(", "de"})
    aged = len(message.low(after)) <= 3 and message[after].kind in (Kind.NUMBER, Kind.CODE)
    aged = aged and (after > claim.last or message.low(after + 1) in AGES or message[after].kind is Kind.CODE)
    return aged or message.low(claim.last) in VERBS or label_at(message, after) is not None


def _is_introduced_in_prose(message: Message, place: int, claim: Claim, links: Links) -> bool:
    """`el paciente es Unai Etxebarria`, `notas de la paciente Yaritza Tzoc`; not `patient is Week Two`."""
    at = before_articles(message, place)
    if at == place - 1 or message.low(place) == "patient":
        return False
    told = links.says_who and message.low(claim.first - 1) in BE
    return (told or message.low(at) in RECORDS) and are_spelt_as_names(message, claim.first, claim.last)


def _is_measure(message: Message, place: int, claim: Claim, links: Links) -> bool:
    """`la glucosa del paciente: 240`; not `la glucosa del paciente 7788: 240`."""
    at = before_articles(message, place)
    of_patient = message.low(place - 1) in ("del", "do", "da") or message.low(place - 2) == "de"
    if message.low(at) not in MEASURED or not of_patient:
        return False
    long = sum(map(str.isdigit, claim.text(message))) > 3
    return links.says_who or not (long or message.low(claim.last) == ":")


def _is_of_other(message: Message, place: int) -> bool:
    """`la madre del paciente`, `responsable de la paciente`."""
    at = before_articles(message, place)
    return at < place - 1 and message.low(at) in OTHERS


def _described(message: Message, lead: int) -> Claim | None:
    """`paciente femenina de 45 años, María López`."""
    place = lead + 1 + (message.low(lead + 1) == "." and not message[lead + 1].ends)
    while place < lead + 10 and (_describes(message, place) or _is_age(message, place)):
        place += 1
    described = any(message.low(at) not in {"de", ",", ":"} for at in range(lead + 1, place))
    claim = awaited_claim_at(message, lead, place, least=4) if described else None
    if claim is None:
        return None
    known = is_known(message[claim.first]) if claim.kind == "name" else not is_year(claim.text(message))
    return claim if known else None


def _describes(message: Message, place: int) -> bool:
    """`de` only before an age: not `paciente conocida de Ana Ruiz`."""
    low, after = message.low(place), message.low(place + 1)
    if low in NAMING | {"como"}:
        return message.low(place - 1) in _IDENTIFIED or low in NAMING
    return low in DESCRIBING and (low != "de" or after in DESCRIBING or after.isdigit())


def _is_age(message: Message, place: int) -> bool:
    return message[place].kind is Kind.NUMBER and len(message.low(place)) <= 2


def _named_before(message: Message, place: int) -> Claim | None:
    """`María López, paciente de 45 años`; `456 no es mi paciente`."""
    at = place - 1
    if message[at].kind is Kind.NUMBER and message.low(at - 1) in ("el", "la"):
        return sure_claim_at(message, at, at, least=3)  # `la 456 paciente de cirugía`
    if message.low(at) == "," and message[at - 1].kind is Kind.NUMBER and message.low(at - 2) in ("el", "la"):
        return sure_claim_at(message, at - 1, at - 1, least=4)  # `la 45678, paciente de la doctora Ruiz`
    while message.low(at) in ARTICLES | MY | _ONE | {"tambien", "que"}:
        at -= 1
    if message.low(at) not in BE | {",", "(", "-"}:
        return None
    denied = message.low(at - 1) in NOT
    last = at - denied
    last -= message.low(at) in BE and message.low(last - 1) in ("que", "quien")
    last -= message.low(last - 1) == "," and message.low(at) in BE  # `mi abuelo, Abel Vega, es el paciente`
    first = _start_of_name(message, last)
    if message.low(at) in BE and message[last - 1].kind in (Kind.NUMBER, Kind.CODE):
        first = last - 1
    before = message[first - 1]
    of_mine = before.low in RELATIVES and message.low(first - 2) in MY | {"su"}  # `mi tía Rosa es paciente`
    if not (before.ends or before.low in OPENING | ARTICLES | CHILDREN - RELATIVES or of_mine):
        return None
    claim = awaited_claim_at(message, first, first, least=3 if first == last - 1 else NO_NUMBER)
    return claim._replace(denied=denied) if claim and claim.last == last else None


def _start_of_name(message: Message, last: int) -> int:
    first = last
    while first > last - 9 and _is_name_like(message, first - 1):
        first -= 1
    if message.low(first - 1) == "," and all(is_given(message[at]) for at in range(first, last)):
        surnames = first - 1  # `Quispe Mamani, Rosa`
        while surnames > first - 4 and message.low(surnames - 1) in SURNAMES:
            surnames -= 1
        first = surnames if surnames < first - 1 else first
    return first


def _is_name_like(message: Message, place: int) -> bool:
    token = message[place]
    capitalised = token.kind is Kind.WORD and is_capitalised(message, token) and token.low not in OPENING
    return is_known(token) or token.low in PARTICLES or capitalised
