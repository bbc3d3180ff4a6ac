"""Somebody beside the patient who is named: kin, a contact, whoever has another's things, another's turn."""

from agents.patients.claims import FILLERS, Claim, sentence_of
from agents.patients.corrections import is_correcting
from agents.patients.name_words import is_known
from agents.patients.tokens import Kind, Message
from agents.patients.words.beside import (
    ACTING,
    BEFORE_ACTING,
    BESIDE,
    CLITICS,
    COMING_WITH,
    COPYING,
    DONE,
    FINISHING,
    GIVING,
    GOES_ON,
    HARMED,
    HARMS,
    HAVING,
    IS_SO,
    KIN,
    LATER,
    NEW_ONE,
    NEWBORN,
    NOT_YET,
    PASSING,
    PLANS,
    SAME,
    SAME_ONE,
    SEEING,
    SINCE,
    TALKING,
    THINGS,
    THIS_ONE,
    TO_ONE,
    TOGETHER,
    TOLD,
    VOIDED,
    WHEN,
)
from agents.patients.words.denying import NOT
from agents.patients.words.people import OTHERS, PATIENT_WORDS, PRESENTING
from agents.patients.words.phrases import ARTICLES, BE, HIS, MY, SELF
from agents.patients.words.supposing import LEAVING

_OF = frozenset("de del do da of".split())
_PLACES = frozenset("cuarto habitacion cama sala pieza estrecho directo".split())
_BETWEEN = (FILLERS | _PLACES) - {":"} | {"of"}
_BECOMING = BE | frozenset("se esta quedo".split())
_ONES = THIS_ONE | SAME_ONE | NEW_ONE
_LEFT = LEAVING | NOT | PASSING
_CLAUSE = 8
_ACTS = 5
_VOID = 3


def is_beside(message: Message, claim: Claim) -> bool:
    """`la esposa del paciente 456 tiene fiebre`, `comparte cuarto con la 456`, `luego vemos a la 456`."""
    place = claim.lead - 1
    while place > claim.lead - 6 and message.low(place) in _BETWEEN:
        place -= 1
    return (
        _is_kin_of(message, claim, place)
        or _is_with(message, place)
        or _does_harm(message, claim)
        or _has_of(message, claim, place)
        or _is_done_as(message, claim)
        or _is_later(message, claim, place)
        or _is_past(message, claim, place)
        or _is_this_another(message, claim)
    )


def _is_kin_of(message: Message, claim: Claim, place: int) -> bool:
    """`RN de la paciente 456`, `su hermano es el paciente 456`; not `soy la mamá de la 456`."""
    if message.low(place) in BE and message.low(place - 1) in KIN:
        return message.low(place - 2) in HIS
    if message.low(place + 1) not in _OF:
        return False
    while message.low(place) in NEWBORN:
        place -= 1  # `producto único vivo de la paciente 456`
    if message.low(place) not in KIN:
        return False
    first = place
    while message.low(first - 1) in ARTICLES | {"con"}:
        first -= 1
    before = message.low(first - 1)
    while is_known(message[first - 1]) or message.low(first - 1) == ",":
        first -= 1  # `soy Mateo, hijo de la paciente 456`
    if message.low(place) == "mama" and message.low(place - 1) == "de" and not message.is_accented(place):
        return False  # `cáncer de mama de la paciente 456`
    if {before, message.low(first - 1)} & (MY | SELF | PRESENTING) or TOLD.match(before):
        return False
    told = message.low(claim.last) in ("le", "les") and TOLD.match(message.low(claim.last + 1))
    return not (told or _acts(message, claim.last))


def _acts(message: Message, place: int) -> bool:
    """`... pregunta por el alta`, `..., Rosa, nos dice que ...`."""
    end = place + _ACTS
    while place < end and (message.low(place) in BEFORE_ACTING - ACTING or is_known(message[place])):
        place += 1
    return message.low(place) in ACTING


def _is_with(message: Message, place: int) -> bool:
    """`contacto de la 456`, `vive con la 456`, `golpeada por la 456`, `la mordió el paciente 456`."""
    low, after = message.low(place), message.low(place + 1)
    noun = place - 1 if low in BE else place  # `la cama de al lado es de la paciente 456`
    if message.low(noun) in BESIDE and message.low(noun - 1) not in MY:
        return True
    if low == "por":
        return bool(HARMED.match(message.low(place - 1)))
    if HARMS.match(low):
        return message.low(place - 1) in CLITICS and after not in ("a", "al")
    with_one = "con" in (after, message.low(place + 2))  # `compartió habitación con`, `jeringa con`
    return with_one and bool(TOGETHER.match(low) or TOGETHER.match(message.low(place - 1)))


def _does_harm(message: Message, claim: Claim) -> bool:
    """`el paciente 456 lo mordió`; not `a la 456 la mordió un perro`."""
    by_another = message.low(claim.last + 2) in ARTICLES | HIS or "a" in (
        message.low(claim.lead - 1),
        message.low(claim.lead - 2),
    )
    harms = message.low(claim.last) in CLITICS and HARMS.match(message.low(claim.last + 1))
    return bool(harms) and not by_another


def _has_of(message: Message, claim: Claim, place: int) -> bool:
    """`le dieron las pastillas de la 456`, `trae la receta de la 456`, `copia el plan de la 456`."""
    if message.low(place + 1) not in _OF:
        return False
    first, _ = sentence_of(message, claim)
    at, passed = place, set[str]()
    while at > max(first - 1, place - _CLAUSE) and message[at].kind is not Kind.MARK:
        low, before = message.low(at), message.low(at - 1)
        if low in ("error", "equivocacion", "confusion") and before == "por":
            return True
        given = GIVING.match(low) and before in ("le", "les")
        has = low in HAVING or (low in COMING_WITH and message.low(at + 1) == "con")
        if passed & THINGS and (given or low in SAME or (has and not _is_of_other(message, at))):
            return True
        if passed & PLANS and (low in SAME or COPYING.match(low)):
            return True
        passed.add(low)
        at -= 1
    return False


def _is_of_other(message: Message, verb: int) -> bool:
    """`la hija trae la receta de la 456`: for the patient."""
    near = range(verb - 5, verb)
    return any(message.low(at) in OTHERS | KIN or is_known(message[at]) for at in near)


def _is_done_as(message: Message, claim: Claim) -> bool:
    """`como hicimos con la 456`, `la misma dosis que usamos con la 456`; not `¿cómo la tratamos?`."""
    first, last = sentence_of(message, claim)
    at = claim.lead - 1
    while at > max(first - 1, claim.lead - _CLAUSE) and message[at].kind is not Kind.MARK:
        low, after = message.low(at), {message.low(at + 1), message.low(at + 2)}
        if low == "como" and message.low(last) != "?" and any(map(DONE.match, after)):
            return True
        if low in SAME and "que" in after:
            return True
        if low == "lo" and "que" in after and any(DONE.match(message.low(at + near)) for near in (2, 3)):
            return message.low(last) != "?"  # `dele lo que le dimos a la 456`
        at -= 1
    return False


def _is_later(message: Message, claim: Claim, place: int) -> bool:
    """`antes de pasar a la 456`, `luego vemos a la 456`, `el siguiente es el 456, pero aún no`."""
    low, before = message.low(place), message.low(place - 1)
    if SEEING.match(low) and (before in LATER or (message.low(place - 2), before) == ("antes", "de")):
        return True
    if SEEING.match(low) and any(_is_when_done(message, at) for at in range(place - _CLAUSE, place)):
        return True
    if _is_when_done(message, claim.last):
        return True
    if _is_put_off(message, claim):
        return True
    after = claim.last
    while after < claim.last + 2 and message.low(after) in (",", "pero"):
        after += 1
    words = {message.low(after), message.low(after + 1)}
    return bool(words & NOT_YET and words & NOT) and message[after + 2].kind is Kind.MARK


def _is_when_done(message: Message, at: int) -> bool:
    """`cuando termine`, `en cuanto acabe`, `al terminar`, `después de esta`; not `cuando terminé`."""
    if message.low(at) == "despues" and message.low(at + 1) == "de":
        return message.low(at + 2) in THIS_ONE
    after = at + 1 + (message.low(at + 1) in CLITICS)
    if not (message.low(at) in WHEN and FINISHING.match(message.low(after))):
        return False
    infinitive = message.low(after).endswith(("ar", "arme", "ir"))
    return (message.low(at) == "al") == infinitive and not message.is_accented(after)


def _is_put_off(message: Message, claim: Claim) -> bool:
    """`deja a la 456 para después`, `a la 456 la vemos más tarde`."""
    for at in range(claim.last + 1, claim.last + _CLAUSE):
        if message.low(at) in LATER - {"manana"} and message[at + 1].kind is Kind.MARK:
            before = message.low(at - 1 - (message.low(at - 1) == "mas"))
            return before == "para" or bool(SEEING.match(before))
    return False


def _is_past(message: Message, claim: Claim, place: int) -> bool:
    """`perdón, esa era la paciente 456`, `la HC 456 se anuló`."""
    if message.low(place) in ("era", "fue") and message.low(place - 1) in ("esa", "ese"):
        return True
    if message.low(claim.lead) in PATIENT_WORDS or message.low(claim.last) not in _BECOMING:
        return False
    return any(VOIDED.match(message.low(at)) for at in range(claim.last, claim.last + _VOID))


def _is_this_another(message: Message, claim: Claim) -> bool:
    """`..., sigo con esta`, `anota que este tiene fiebre`, `esta es otra`; not `dejo esta, paso a la 456`."""
    if claim.bare or is_correcting(message, claim.lead):
        return False
    first, last = sentence_of(message, claim)
    _, last = sentence_of(message, claim._replace(last=last + 1))
    ones = [at for at in range(first, last) if message.low(at) in _ONES]
    if any(_is_other_one(message, at) and not _is_near(message, at, _LEFT) for at in ones if at < claim.lead):
        return True
    return any(
        (_is_new_one(message, at) and not _is_near(message, at, NOT))
        or (_is_other_one(message, at) and not _is_near(message, at, NOT | LEAVING))
        for at in ones
        if at >= claim.last
    )


def _is_other_one(message: Message, at: int) -> bool:
    """`con este`, `que este tiene`, `este no`, `al mismo de antes`."""
    low, before, after = message.low(at), message.low(at - 1), message.low(at + 1)
    alone = message[at + 1].kind is Kind.MARK or after in GOES_ON
    if low in THIS_ONE:
        if message.low(at + 2) in BE:  # `este no es`
            return False
        answers = low == "este" and (message[at - 1].kind is Kind.WORD or after in ("no", "si", "tambien"))
        told = after in IS_SO or (low == "este" and after == "esta")
        return (alone and (before in TO_ONE or answers)) or (told and not message.is_accented(at))
    if low not in SAME_ONE or not (alone or (after == "de" and message.low(at + 2) in SINCE)):
        return False
    return before == "al" or (message.low(at - 2) in TO_ONE and before in ("el", "la"))


def _is_new_one(message: Message, at: int) -> bool:
    """`esta es otra`, `ahora otra`, `hablemos de otra`, `..., siguiente`; not `la paciente 456 es nueva`."""
    low, before = message.low(at), message.low(at - 1)
    if low not in NEW_ONE or not (
        message[at + 1].kind is Kind.MARK or message.low(at + 1) in GOES_ON | PATIENT_WORDS | {"persona"}
    ):
        return False
    if low == "siguiente":
        return before in ("el", "la", "al", ",", ".")
    talked = before in ("de", "por", "sobre") and bool(TALKING.match(message.low(at - 2)))
    other = low in ("otro", "otra") and (before in BE | {"ahora", "con", "a"} or talked)
    return other or (before in BE and message.low(at - 2) in THIS_ONE)


def _is_near(message: Message, at: int, words: frozenset[str]) -> bool:
    """`ya terminé con este, ahora ...`, `no con esta, con la 456`."""
    return any(message.low(near) in words for near in range(max(0, at - 4), at))
