"""All the claims of a message, in the order of its text."""

from collections.abc import Sequence

from agents.patients import corrections, neighbours, patient_words, records, slots, speakers
from agents.patients.claims import Claim
from agents.patients.context import Verdict, judge
from agents.patients.documents import claim_before, claim_of_form, claims_of, label_at
from agents.patients.tokens import Kind, Message
from agents.patients.words.denying import CORRECTING, NOT, NOT_BE
from agents.patients.words.documents import DOCUMENTS
from agents.patients.words.people import CHILDREN, PATIENT_PLURALS, PATIENT_WORDS, TITLES
from agents.patients.words.phrases import ARTICLES, BE, NAMING, RECORDS, SELF, TURNING

MOST_CLAIMS = 200
# A denial this many tokens ago still makes `es 456` a correction.
_REMEMBERED = 14
_STARTING = (
    frozenset(DOCUMENTS)
    | PATIENT_WORDS
    | PATIENT_PLURALS
    | NAMING
    | SELF
    | CHILDREN
    | TITLES
    | RECORDS
    | TURNING.keys()
    | NOT
    | NOT_BE
    | BE
    | CORRECTING
    | ARTICLES
    | {"como", "llamo", "sino", "v", "e"}
)


def collect(message: Message) -> list[Claim] | None:
    """Every claim; None when there are too many to weigh."""
    claims: list[Claim] = []
    named: list[Claim] = []
    place, denied_at = 0, -_REMEMBERED
    while place < len(message):
        if not _may_start(message, place):
            place += 1
            continue
        said = len(claims[-1].text(message)) if claims and place - claims[-1].last < _REMEMBERED else 0
        recent = denied_at if place - denied_at < _REMEMBERED else -1
        found, after = _claims_at(message, place, recent, said)
        if corrections.denies_pronoun(message, place):
            denied_at = place
        for claim in _of_kind_before(found, claims):
            verdict = judge(message, claim)
            claims.extend(_with_neighbours(message, claim, verdict, claims[-1:]))
            denied_at = claim.last if verdict is Verdict.DENIED else denied_at
            named += [claim] if verdict is Verdict.NAMED else []
        if len(claims) > MOST_CLAIMS:
            return None
        place = max([place + 1, after, *(claim.last for claim in found)])
    loose = neighbours.loose_numbers(message, named, claims) if named else []
    return sorted([*claims, *loose], key=lambda each: each.first) if loose else claims


def _may_start(message: Message, place: int) -> bool:
    """Most words start nothing; numbers and codes may."""
    kind = message[place].kind
    return kind in (Kind.NUMBER, Kind.CODE) or (kind is Kind.WORD and message.low(place) in _STARTING)


def _of_kind_before(found: list[Claim], claims: list[Claim]) -> list[Claim]:
    """`cédula 12345678, perdón, 12345679`: a bare number is of the kind that it corrects."""
    if not claims or claims[-1].kind == "name":
        return found
    kind, country = claims[-1].kind, claims[-1].country
    return [
        each._replace(kind=kind, country=country) if each.bare and each.kind == "id" else each
        for each in found
    ]


def _with_neighbours(message: Message, claim: Claim, verdict: Verdict, last: Sequence[Claim]) -> list[Claim]:
    """The claim with those of its breath, but for a number before it that is the `last` one's already."""
    before = neighbours.one_before(message, claim)
    before = [each for each in before if not any(known.first <= each.first < known.last for known in last)]
    more = neighbours.more_after(message, claim, denied=verdict is Verdict.DENIED)
    instead = neighbours.instead_after(message, claim) if verdict is Verdict.LEFT else []
    return [*before, claim, *more, *instead]


def _claims_at(message: Message, place: int, denied_at: int, said: int) -> tuple[list[Claim], int]:
    """The claims of the phrase at a place, and the token to go on from."""
    if _is_in_address(message, place):
        return [], place + 1
    label = label_at(message, place)
    if label:
        found, after = claims_of(message, label)
        if found or (label.document.kind == "other" and after > label.last):
            return found, after
    found = _of_phrase(message, place) or corrections.claims_at(message, place, denied_at, said)
    if found:
        return found, place + 1
    alone = (
        claim_before(message, place)
        or claim_of_form(message, place)
        or records.claim_of_folder(message, place)
    )
    return [alone] if alone else [], place + 1


def _is_in_address(message: Message, place: int) -> bool:
    """`https://.../?id=456`."""
    return message.low(place - 1) in ("/", "?", "&", "@") and message.gap(place) == "" and place > 0


def _of_phrase(message: Message, place: int) -> list[Claim]:
    low = message.low(place)
    if low in PATIENT_WORDS:
        return patient_words.claims_at(message, place)
    if low in PATIENT_PLURALS:
        return patient_words.claims_of_several(message, place)
    if low in NAMING | {"como"}:
        return speakers.claims_of_naming(message, place)
    if low in SELF or (low == "llamo" and message.low(place - 1) == "me"):
        return speakers.claims_of_self(message, place)
    if low in CHILDREN:
        return speakers.claims_of_child(message, place)
    if low in ("la", "el", "a", "o"):
        return slots.claims_of_slot(message, place)
    claims = speakers.claims_of_title(message, place) if low in TITLES else []
    claims = claims or (records.claims_of_records(message, place) if low in RECORDS else [])
    return claims or (records.claims_of_turning(message, place) if low in TURNING else [])
