"""Claims beside another one: `123 y 456`, `el 123 o el paciente 456`, `del paciente 123 al 456`."""

from agents.patients.claims import Claim, before_articles, claim_at, sure_claim_at
from agents.patients.tokens import Kind, Message
from agents.patients.words.people import TITLES
from agents.patients.words.phrases import ARTICLES, OR

_MOST = 3


def more_after(message: Message, claim: Claim, denied: bool = False) -> list[Claim]:
    """The other patients of `123 y 456`, `Juan Pérez o Ana Ruiz`: who is named in the same breath.

    Behind a denial a comma joins nobody: `no la 900, la 901` corrects.
    """
    joining = OR - {",", "/"} if denied else OR
    if any(message.low(at) == "tanto" for at in range(claim.lead - _MOST, claim.lead)):
        joining |= {"como", "cuanto"}
    claims: list[Claim] = []
    last = claim
    while len(claims) < _MOST and message.low(last.last) in joining:
        place = last.last + 1
        while message.low(place) in ARTICLES | TITLES | {"para", "con", "por"} and place < last.last + 5:
            place += 1
        found = sure_claim_at(message, claim.lead, place, least=min(3, _digits(message, claim)))
        if found is None or not _continues(message, last, found):
            break
        if claim.kind != "name":
            found = found._replace(kind=claim.kind, country=claim.country)
        found = found._replace(joined=True, owner=claim.owner, denied=claim.denied)
        claims.append(found)
        last = found
    return claims


def _digits(message: Message, claim: Claim) -> int:
    return sum(map(str.isdigit, claim.text(message))) or 3


def _continues(message: Message, claim: Claim, found: Claim) -> bool:
    """Whether a value goes on a list of patients; behind a comma only if it looks like the one before."""
    if (found.kind == "name") != (claim.kind == "name"):
        return False
    if found.kind == "name" or message.low(claim.last) not in (",", "/"):
        return True
    alike = len(found.text(message)) == len(claim.text(message))
    return alike and message[found.last].kind is Kind.MARK


def one_before(message: Message, claim: Claim) -> list[Claim]:
    """The number in `¿es el 123 o el paciente 456?`."""
    place = before_articles(message, claim.lead)
    number = place - 1
    joined = message.low(place) in ("o", "y", "ou") and message.low(number - 1) in ARTICLES
    if not joined or message[number].kind is not Kind.NUMBER:
        return []
    found = claim_at(message, number, number, least=3)
    return [found] if found else []


def instead_after(message: Message, claim: Claim) -> list[Claim]:
    """The number in `cambia del paciente 123 al 456`."""
    place = claim.last
    if message.low(place) not in ("al", "a", "por", "para", "ao"):
        return []
    while message.low(place) in ARTICLES | {"por", "para"}:
        place += 1
    found = sure_claim_at(message, claim.last, place, least=3)
    return [found] if found else []
