"""Finding the patient a message is about: its claims collected, judged, joined into people, and read."""

from collections.abc import Sequence
from typing import NamedTuple

from agents.patients import corrections, introduced
from agents.patients.checksums import country_and_confidence
from agents.patients.claims import Claim
from agents.patients.context import Verdict, is_asked, judge
from agents.patients.documents import claim_before, claims_of, label_at
from agents.patients.mention import Identifier, Mention, Reading
from agents.patients.normal import normal_form
from agents.patients.tokens import Message, read
from agents.patients.words.people import PATIENT_WORDS
from agents.patients.words.phrases import ARTICLES, BE, NOT, OR

MOST_CLAIMS = 200
MOST_CANDIDATES = 5
_DROPPED_DOUBTS = frozenset({"self-unsure", "relative", "unsure-name"})


class Judged(NamedTuple):
    """A claim with its verdict and the identifier it would be."""

    claim: Claim
    verdict: Verdict
    identifier: Identifier
    fresh: bool


def find_patient(text: str) -> Mention:
    """Which patient a message out of the blue is about."""
    message = read(text)
    if message is None:
        return Mention(Reading.UNCLEAR, (), "too-much-to-read")
    return conclude(message, judged_claims(message))


def judged_claims(message: Message) -> list[Judged]:
    """Every claim of a message whose value has a safe form, in the order of the text."""
    found = []
    for claim in _collect(message):
        identifier = _identifier(message, claim)
        if identifier:
            found.append(Judged(claim, judge(message, claim), identifier, _is_fresh(message, claim)))
    return found


def conclude(message: Message, judged: Sequence[Judged]) -> Mention:
    """The reading of all claims together."""
    by_verdict = {verdict: [each for each in judged if each.verdict is verdict] for verdict in Verdict}
    denied = by_verdict[Verdict.DENIED]
    standing = _standing(judged)
    people = _people(standing)
    if len(people) > 1:
        return _mention(Reading.UNCLEAR, [_best(person) for person in people], "two-patients")
    if not people:
        return _without_standing(message, by_verdict)
    best = _best(people[0])
    sure = [each for each in people[0] if each.verdict is not Verdict.DOUBTFUL]
    if any(each.identifier.alias == best.identifier.alias for each in denied):
        return _mention(Reading.UNCLEAR, [best], "named-and-denied")
    if not sure:
        return _mention(Reading.UNCLEAR, [best], people[0][0].claim.doubt or "relative")
    if is_asked(message, sure[0].claim):
        return _mention(Reading.UNCLEAR, [best], "question")
    corrected = bool(denied) or any(each.verdict is Verdict.CORRECTED for each in sure)
    return _mention(Reading.CORRECTED if corrected else Reading.NAMED, [best], "corrected" if corrected else "named")


def _collect(message: Message) -> list[Claim]:
    claims: list[Claim] = []
    place, denied_at = 0, -100
    while place < len(message) and len(claims) < MOST_CLAIMS:
        found, after = _claims_at(message, place, place - denied_at < 14)
        if corrections.denies_pronoun(message, place):
            denied_at = place
        for claim in found:
            before, more = introduced.one_before(message, claim), introduced.more_after(message, claim)
            verdict = judge(message, claim)
            instead = introduced.instead_after(message, claim) if verdict is Verdict.LEFT else []
            claims.extend([*before, claim, *more, *instead])
            if verdict is Verdict.DENIED:
                denied_at = claim.last
        place = max([place + 1, after, *(claim.last for claim in found)])
    return claims


def _claims_at(message: Message, place: int, denied_before: bool) -> tuple[list[Claim], int]:
    label = label_at(message, place)
    after = place + 1
    if label:
        found, after = claims_of(message, label)
        if found or label.document.kind == "other":
            return found, after
        after = place + 1
    found = introduced.claims_at(message, place) or corrections.claims_at(message, place, denied_before)
    if not found and (claim := claim_before(message, place)):
        found = [claim]
    return found, after


def _identifier(message: Message, claim: Claim) -> Identifier | None:
    value = normal_form(claim.text(message))
    if value is None:
        return None
    start, end = message.folded.span(message[claim.first].start, message[claim.last - 1].end)
    country, confidence = country_and_confidence(claim, value)
    return Identifier(claim.kind, country, value, start, end, confidence)


def _is_fresh(message: Message, claim: Claim) -> bool:
    """`... y la paciente 456`: said to be someone else than the one before."""
    place = claim.lead - 1
    while message.low(place) in ARTICLES:
        place -= 1
    return message.low(place) in OR - {","} and (message.low(claim.lead) in PATIENT_WORDS or place < claim.lead - 1)


def _standing(judged: Sequence[Judged]) -> list[Judged]:
    """The claims that remain: not what a correction replaced, was left behind, or a doubt that sure ones settle."""
    firm = [each for each in judged if each.verdict in (Verdict.NAMED, Verdict.CORRECTED)]
    left = [each for each in judged if each.verdict is Verdict.LEFT]
    doubtful = [each for each in judged if each.verdict is Verdict.DOUBTFUL]
    last_correction = max((at for at, each in enumerate(firm) if each.verdict is Verdict.CORRECTED), default=0)
    firm = firm[last_correction:] or left
    if firm:
        doubtful = [each for each in doubtful if each.claim.doubt not in _DROPPED_DOUBTS]
    return sorted([*firm, *doubtful], key=lambda each: each.claim.first)


def _people(standing: Sequence[Judged]) -> list[list[Judged]]:
    """Claims joined into people: a name with its own number is one."""
    people: list[list[Judged]] = []
    for each in standing:
        person = next((person for person in people if _is_same(person, each)), None)
        if person is None:
            people.append([each])
        else:
            person.append(each)
    return people


def _is_same(person: Sequence[Judged], other: Judged) -> bool:
    if any(each.identifier.alias == other.identifier.alias for each in person):
        return True
    if other.fresh:
        return False
    same_kind = [each for each in person if each.identifier.kind == other.identifier.kind]
    if other.identifier.kind != "name":
        return not same_kind
    words = _words(other)
    return not same_kind or any(words <= _words(each) or _words(each) <= words for each in same_kind)


def _words(judged: Judged) -> frozenset[str]:
    return frozenset(judged.identifier.value.casefold().split("_"))


def _best(person: Sequence[Judged]) -> Judged:
    """The first number, else the longest name."""
    numbers = [each for each in person if any(map(str.isdigit, each.identifier.value))]
    if numbers:
        return next((each for each in numbers if each.verdict is not Verdict.DOUBTFUL), numbers[0])
    return max(person, key=lambda each: len(each.identifier.value))


def _without_standing(message: Message, by_verdict: dict[Verdict, list[Judged]]) -> Mention:
    if by_verdict[Verdict.DENIED]:
        return _mention(Reading.DENIED, by_verdict[Verdict.DENIED], "denied")
    if _denies_this_one(message):
        return Mention(Reading.DENIED, (), "denied")
    reasons = {Verdict.SUPPOSED: "hypothetical", Verdict.COMPARED: "comparison", Verdict.OTHER: "other-person"}
    reason = next((code for verdict, code in reasons.items() if by_verdict[verdict]), "no-value")
    return Mention(Reading.NOBODY, (), reason)


def _denies_this_one(message: Message) -> bool:
    """`ese no es el paciente`, `paciente equivocado`, `no es esta paciente`."""
    for place in range(len(message)):
        if message.low(place) not in PATIENT_WORDS:
            continue
        if message.low(place + 1) in ("equivocado", "equivocada", "incorrecto", "incorrecta", "errado", "errada"):
            return True
        at = place - 1
        while message.low(at) in ARTICLES | {"este", "ese", "esta", "esa", "mi", "otro", "otra", "correcto", "mismo"}:
            at -= 1
        if message.low(at) in BE and message.low(at - 1) in NOT and message[place + 1].ends and at < place - 1:
            return True
        wrong = {"equivoque", "confundi", "errei"} & {message.low(near) for near in range(place - 4, place)}
        if wrong or (message.low(place - 1) in ("otro", "otra") and message.low(place - 2) in BE and message[place + 1].ends):
            return True
    return False


def _mention(reading: Reading, judged: Sequence[Judged], reason: str) -> Mention:
    unique = {each.identifier.alias: each.identifier for each in judged}
    return Mention(reading, tuple(unique.values())[:MOST_CANDIDATES], reason)
