"""Claims beside another one: `123 y 456`, `el 123 o el paciente 456`, `del paciente 123 al 456`."""

import re
from collections.abc import Sequence

from agents.patients.claims import Claim, Owner, before_articles, claim_at, sure_claim_at
from agents.patients.documents import label_at
from agents.patients.tokens import Kind, Message
from agents.patients.values import is_amount, is_year, read_code
from agents.patients.words.clinic import MEASURED
from agents.patients.words.people import PERSONS, TITLES
from agents.patients.words.phrases import ARTICLES, BE, NUMBER_WORDS, OR, PRONOUNS
from agents.patients.words.supposing import REPLACING_ONE

_MOST = 3
_INSTEAD = frozenset("al a por para ao con \u2192".split())
_MOST_TO_THING = 7
_BUT = frozenset("y pero cuando ,".split())
_AGAINST = frozenset("con contra frente vs versus".split())
_THE = frozenset("el la los las al".split())
# Panama's `8-745-1203` and `4-712-88` are as long as each other's books and pages.
_SHORTER = 2
_NUMBERING = NUMBER_WORDS | {":", "#", "°", "."}
_BEFORE_NUMBERS = frozenset("el la al o u ou or".split())
# Not nine digits, nor ten of a mobile phone.
_DOCUMENT = re.compile(r"\d{1,3}(?:\.\d{3}){2,3}\Z|\d{7,8}\Z|(?:0[0-8]\d|1\d\d)\d{7}\Z")


def more_after(message: Message, claim: Claim, denied: bool = False) -> list[Claim]:
    """The other patients of `123 y 456`, `Juan Pérez o Ana Ruiz`: who is named in the same breath.

    Behind a denial a comma joins nobody: `no la 900, la 901` corrects.
    """
    joining = OR - {",", "/"} if denied else OR
    if any(message.low(at) == "tanto" for at in range(claim.lead - _MOST, claim.lead)):
        joining |= {"como", "cuanto"}
    claims = [*number_of(message, claim), *_set_against(message, claim)]
    last = claims[-1] if claims else claim
    while len(claims) < _MOST and (
        message.low(last.last) in joining or _joins_behind_comma(message, last.last)
    ):
        found = _one_more(message, claim, last)
        if found is None:
            break
        claims += [found, *number_of(message, found)]
        last = claims[-1]
    return claims


def _one_more(message: Message, head: Claim, last: Claim) -> Claim | None:
    """The claim behind a conjunction, if it goes on a list of patients."""
    place = last.last + 1 + _joins_behind_comma(message, last.last)
    while message.low(place) in ARTICLES | TITLES | {"para", "con", "por"} and place < last.last + 5:
        place += 1
    found = sure_claim_at(message, head.lead, place, least=min(3, _digits(message, head)))
    if found is None or not _continues(message, head, last, found):
        return None
    alike = head.kind != "name" and found.kind != "name"
    kind, country = (head.kind, head.country) if alike else (found.kind, found.country)
    return found._replace(kind=kind, country=country, joined=True, owner=head.owner, denied=head.denied)


def _set_against(message: Message, head: Claim) -> list[Claim]:
    """The other one of `el tórax de la cédula 8-745-1203 con el de 4-712-88`; not `... con el de 2022`."""
    place = head.last
    if message.low(place) not in _AGAINST:
        return []
    while message.low(place + 1) in ARTICLES and place < head.last + _MOST_TO_THING:
        place += 1
    passed = [message.low(at) for at in range(head.last + 1, place + 1)]
    if not (set(passed) & _THE and passed[-1] in ("de", "del", "la", "el") and {"de", "del"} & set(passed)):
        return []
    found = sure_claim_at(message, head.lead, place + 1, least=max(3, _digits(message, head) - _SHORTER))
    if found is None or is_year(found.text(message)):
        return []
    kind = found.kind if "name" in (head.kind, found.kind) else head.kind
    return [found._replace(kind=kind, country=head.country, joined=True, owner=head.owner)]


def _joins_behind_comma(message: Message, place: int) -> bool:
    """`paciente Ana Ruiz, y Luis Soto`, `¿la 123? ¿o 456?`."""
    return message.low(place) in (",", "?") and message.low(place + 1) in ("y", "o", "u", "ou")


def _digits(message: Message, claim: Claim) -> int:
    return sum(map(str.isdigit, claim.text(message))) or 3


def _continues(message: Message, head: Claim, last: Claim, found: Claim) -> bool:
    """Behind a comma only what looks like the one before; a number never goes on a list of names."""
    by_comma = message.low(last.last) in (",", "/") and not _joins_behind_comma(message, last.last)
    if found.kind == "name":
        return head.kind == "name" or not by_comma
    if head.kind == "name":
        return False
    alike = len(found.text(message)) == len(last.text(message))
    listed = message[found.last].kind is Kind.MARK or message.low(found.last) in OR
    return not by_comma or (alike and listed)


def loose_numbers(message: Message, named: Sequence[Claim], claims: Sequence[Claim]) -> list[Claim]:
    """`primero la paciente 456, luego la 457`: numbers with an article that nobody claims, as long as those
    of who is `named`."""
    like = {len(each.text(message)): each for each in named if each.kind != "name" and not each.bare}
    taken = {at for each in claims for at in range(each.first, each.last)}
    return [
        like[len(message.low(place))]._replace(
            lead=place, first=place, last=place + 1, owner=Owner.PATIENT, doubt="", denied=False, joined=False
        )
        for place in range(len(message))
        if place not in taken and _is_loose(message, place) and len(message.low(place)) in like
    ]


def _is_loose(message: Message, place: int) -> bool:
    low = message.low(place)
    if message[place].kind is not Kind.NUMBER:
        return False
    # `el de mi hija es 456`
    own = message.low(place - 1) in BE and any(message.low(at) == "de" for at in range(place - 4, place))
    listed = len(low) < 9 and message.low(place - 1) in _BEFORE_NUMBERS
    if not (low.isdigit() and len(low) > 2 and (own or listed)):
        return False
    if message.low(place - 2) in ('"', "'"):
        return False
    near = {message.low(at) for at in range(place - 4, place + 2)}
    return not (is_year(low) or is_amount(message, place, place + 1) or near & MEASURED)


def one_before(message: Message, claim: Claim) -> list[Claim]:
    """The number in `¿es el 123 o el paciente 456?`, `une 123 con paciente 456`."""
    place = before_articles(message, claim.lead)
    number = place - 1
    alike = claim.kind != "name" and len(message.low(number)) == len(claim.text(message)) > 2
    joined = message.low(place) in ("o", "y", "ou", "con") and (alike or message.low(number - 1) in ARTICLES)
    if not joined or message[number].kind is not Kind.NUMBER or _is_introduced(message, number):
        return []
    found = claim_at(message, number, number, least=3)
    if found and alike and found.kind == "id":
        found = found._replace(kind=claim.kind, country=claim.country)  # `la 456 o la HC 457`
    return [found] if found else []


def _is_introduced(message: Message, place: int) -> bool:
    """`la orden es la 4500`, `el DNI 456`: the number of what is named before it."""
    at = place - 1
    while at > place - _MOST_TO_THING and message.low(at) in ARTICLES | BE | _NUMBERING:
        at -= 1
    told = message.low(at - 1) in ARTICLES and any(message.low(each) in BE for each in range(at + 1, place))
    of_thing = told and message[at].kind is Kind.WORD and message.low(at) not in PERSONS | PRONOUNS
    return of_thing or message.low(at) in MEASURED or label_at(message, at) is not None


def number_of(message: Message, claim: Claim) -> list[Claim]:
    """The document number in `paciente Juan Pérez, 45.678.912`: by its length, when nothing names it."""
    if claim.kind != "name" or claim.doubt:
        return []
    place = claim.last + (message.low(claim.last) in (",", "(", "-", ":"))
    number = message[place]
    if number.kind is not Kind.NUMBER or not _DOCUMENT.match(number.low):
        return []
    found = read_code(message, place, least=6)
    if found is None or found.last != place + 1:
        return []
    return [claim._replace(kind="id", first=place, last=found.last)]


def past_replacing(message: Message, place: int) -> int:
    """Past the verb of `el DNI 123 cámbialo por 456`, `..., corrígelo a 456`."""
    verb = place + (message.low(place) == ",")
    replaced = message.low(verb)[-2:] in ("lo", "la", "le") and message.low(verb)[:-2] in REPLACING_ONE
    return verb + 1 if replaced else place


def instead_after(message: Message, claim: Claim) -> list[Claim]:
    """The number in `cambia del paciente 123 al 456`, `dije paciente 123 y es la 456`."""
    place = past_replacing(message, claim.last)
    put_right = message.low(place) in _BUT and message.low(place + 1) in BE
    if message.low(place) not in _INSTEAD and not put_right:
        return []
    place += 2 * put_right
    while message.low(place) in ARTICLES | _INSTEAD:
        place += 1
    found = sure_claim_at(message, claim.last, place, least=3)
    return [found] if found else []
