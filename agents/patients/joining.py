"""Joining judged claims into people: a name with its own number is one, two numbers of a kind are two."""

from collections.abc import Sequence
from typing import NamedTuple

from agents.patients.checksums import country_and_confidence
from agents.patients.claims import Claim, before_articles
from agents.patients.context import Verdict, judge
from agents.patients.documents import label_at
from agents.patients.mention import Identifier
from agents.patients.normal import normal_form
from agents.patients.tokens import Message
from agents.patients.words.people import PATIENT_WORDS
from agents.patients.words.phrases import OR

# Doubts about people that someone named without doubt settles.
_SETTLED = frozenset({"self-unsure", "relative", "unsure-name"})


class Judged(NamedTuple):
    """A claim, its verdict, the identifier it would be; `fresh`: said to be someone else than before."""

    claim: Claim
    verdict: Verdict
    identifier: Identifier
    fresh: bool


def judged(message: Message, claims: Sequence[Claim]) -> list[Judged]:
    """The claims judged, without those of no safe form. Who is named in one breath shares a verdict."""
    found: list[Judged] = []
    for claim in claims:
        identifier = identifier_of(message, claim)
        if identifier:
            verdict = found[-1].verdict if claim.joined and found else judge(message, claim)
            found.append(Judged(claim, verdict, identifier, _is_fresh(message, claim)))
    return found


def identifier_of(message: Message, claim: Claim) -> Identifier | None:
    """What a claim's value is, in its normal form and in the caller's text."""
    written = claim.text(message)
    if claim.kind not in ("name", "id"):
        written = "".join(written.split())  # `CURP ZAGA 230511 HDFMRL A1`: groups of a number, no words
    value = normal_form(written)
    if value is None:
        return None
    start, end = message.folded.span(message[claim.first].start, message[claim.last - 1].end)
    country, confidence = country_and_confidence(claim, value)
    return Identifier(claim.kind, country, value, start, end, confidence)


def standing(found: Sequence[Judged]) -> list[Judged]:
    """What remains: not what a correction replaced, was left behind, or a doubt that sure ones settle."""
    firm = [each for each in found if each.verdict in (Verdict.NAMED, Verdict.CORRECTED)]
    corrections = [
        place
        for place, each in enumerate(firm)
        if each.verdict is Verdict.CORRECTED and not each.claim.joined
    ]
    firm = firm[corrections[-1] if corrections else 0 :] or [
        each for each in found if each.verdict is Verdict.LEFT
    ]
    doubtful = [each for each in found if each.verdict is Verdict.DOUBTFUL]
    if firm:
        doubtful = [each for each in doubtful if each.claim.doubt not in _SETTLED]
    return sorted([*firm, *doubtful], key=lambda each: each.claim.first)


def people_of(remaining: Sequence[Judged]) -> list[list[Judged]]:
    """The claims of each person."""
    people: list[list[Judged]] = []
    for each in remaining:
        person = next((person for person in people if _is_same(person, each)), None)
        if person is None:
            people.append([each])
        else:
            person.append(each)
    return people


def best_of(person: Sequence[Judged]) -> Judged:
    """The first number, else the longest name; among the sure ones if there are any."""
    sure = [each for each in person if each.verdict is not Verdict.DOUBTFUL] or person
    numbers = [each for each in sure if any(map(str.isdigit, each.identifier.value))]
    return numbers[0] if numbers else max(sure, key=lambda each: len(each.identifier.value))


def _is_fresh(message: Message, claim: Claim) -> bool:
    """`... y la paciente 456`, `123 y 456`."""
    if claim.joined:
        return True
    place = before_articles(message, claim.lead)
    articles = place < claim.lead - 1 and label_at(message, claim.lead) is None
    if message.low(place) == "e" and message.is_accented(place):
        return False  # `o prontuário 456 é da paciente Ana Ruiz`
    return message.low(place) in OR - {","} and (articles or message.low(claim.lead) in PATIENT_WORDS)


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


def _words(found: Judged) -> frozenset[str]:
    return frozenset(found.identifier.value.casefold().split("_"))
