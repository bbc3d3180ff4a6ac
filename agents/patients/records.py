"""Claims made by asking for what one has about a patient, or turning to one: `notas de ...`, `pasemos a la
...`.
"""

from agents.patients.belonging import is_profession_after
from agents.patients.claims import NO_NUMBER, Claim, Owner, before_articles, sentence_of, sure_claim_at
from agents.patients.owners import is_handed_to, owner_before
from agents.patients.tokens import Kind, Message
from agents.patients.values import is_year
from agents.patients.words.clinic import MEASURED
from agents.patients.words.given import GIVEN_NAMES
from agents.patients.words.people import PROFESSIONALS, SIGNERS
from agents.patients.words.phrases import (
    ARTICLES,
    BE,
    NUMBERED_RECORDS,
    ORGANS,
    RECORD_WORDS,
    RECORDS,
    TURNING,
)
from agents.patients.words.surnames import SURNAMES

_OF = frozenset("de del do da para of for".split())
_OPENING = frozenset("abre abrir abra open busca buscar".split())
_WISHING = frozenset("pide pidio quiere desea solicita exige pregunta".split())
_SIDES = frozenset("derecho derecha izquierdo izquierda direito direita esquerdo esquerda".split())
_ACCOUNTS = frozenset("usuario user usuaria login cuenta correo email mail @".split())
_OF_PATIENTS = frozenset("notas notes sesion session sessao historia expediente prontuario".split())
_COURTESIES = frozenset("favor por mejor ahora".split())


def claims_of_records(message: Message, place: int) -> list[Claim]:
    """`notas de la señora Ana Ruiz`, `sesión de la 456`, `notas Juan_Perez`."""
    after = place + 1
    while after < place + 5 and message.low(after) in RECORD_WORDS | RECORDS:
        if message.low(after) in PROFESSIONALS and message.low(after + 1) == ":":
            return []  # `Nota. Médico: Ana Ruiz`
        after += 1
    linked = False
    while after < place + 9 and (
        message.low(after) in _OF | ARTICLES | BE | {"nombre"} or _is_of_organ(message, after)
    ):
        linked = linked or message.low(after) in _OF
        after += 1
    numbered = linked and message.low(place) in NUMBERED_RECORDS
    claim = sure_claim_at(message, place, after, 3 if numbered else NO_NUMBER)
    if claim and claim.kind == "name" and is_profession_after(message, claim.last):
        claim = claim._replace(owner=Owner.OTHER)
    if claim and message.low(claim.first - 1) == ":" and _is_someones(message, place):
        claim = claim._replace(owner=Owner.OTHER)
    if claim and is_handed_to(message, claim.first - 1):
        claim = claim._replace(owner=Owner.UNSURE)
    if claim is None or is_year(claim.text(message)) or _is_file(message, place, claim):
        return []
    return [claim]


def _is_of_organ(message: Message, place: int) -> bool:
    """`radiografía de tórax de Ana Ruiz`, `biopsia de la mama derecha de Ana Ruiz`."""
    before = message.low(place - 1) in _OF | ARTICLES and message.low(place + 1) in _OF | _SIDES
    side = message.low(place) in _SIDES and message.low(place - 1) in ORGANS
    return (message.low(place) in ORGANS and before) or side


def _is_someones(message: Message, place: int) -> bool:
    """`retira los exámenes: Ana Ruiz`, `visita: Ana Ruiz`."""
    return message.low(place) == "visita" or message.low(before_articles(message, place)) in SIGNERS


def _is_file(message: Message, place: int, claim: Claim) -> bool:
    """`archivo informe_final_2`; not `archivo Juan_Perez`, `notas ax_77`."""
    first, _, rest = claim.text(message).lower().partition("_")
    return bool(rest) and message.low(place) not in _OF_PATIENTS and first not in GIVEN_NAMES | SURNAMES


def claims_of_turning(message: Message, place: int) -> list[Claim]:
    """`pasemos a la 456`, `ahora con Ana Ruiz`, `abre Juan_Perez`."""
    if message.low(place - 1) in _WISHING | {"ya"}:
        return []  # `la paciente pide ver a Ana Ruiz`, `ya atendí a Ana Ruiz`
    if message.low(place) == "muestra" and message.low(place - 1) in ARTICLES:
        return []  # `la muestra 88123`
    links = TURNING[message.low(place)]
    after = place + 1
    while after < place + 5 and message.low(after) in links | ARTICLES | _COURTESIES:
        after += 1
    # A claim that starts at its value: `no quiero abrir a Ana Ruiz` is then seen to deny it.
    claim = sure_claim_at(message, after, after, least=3)
    if claim is None or (claim.kind == "id" and not _stands_for_patient(message, place, claim)):
        return []
    return [claim]


def claim_of_folder(message: Message, place: int) -> Claim | None:
    """`Juan_Perez` needs no introduction: only a patient's folder is written so."""
    parts = message.low(place).split("_")
    if message.low(place - 1) in _ACCOUNTS:
        return None
    known = parts[0] in GIVEN_NAMES and any(part in SURNAMES | GIVEN_NAMES for part in parts[1:])
    claim = sure_claim_at(message, place, place, NO_NUMBER) if known else None
    return claim._replace(owner=owner_before(message, place)) if claim and len(parts) > 1 else None


def _stands_for_patient(message: Message, place: int, claim: Claim) -> bool:
    """A number after `pasemos a` with an article, or as the last word after `abre`; not amid measures."""
    first, last = sentence_of(message, claim)
    near = {message.low(at) for at in range(max(first, place - 8), min(last, claim.last + 6))}
    article = message.low(claim.first - 1) in ARTICLES - {"a", "de"}
    opened = message.low(place) in _OPENING and message[claim.last].kind is Kind.MARK
    return not near & MEASURED and (article or opened)
