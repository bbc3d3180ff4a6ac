"""Finding the patient a message is about: its claims collected, judged, joined into people, and read."""

from collections.abc import Sequence

from agents.patients.claims import Owner
from agents.patients.collecting import collect
from agents.patients.context import Verdict
from agents.patients.denials import denies_this_one
from agents.patients.doubts import is_asked
from agents.patients.joining import Judged, best_of, judged, people_of, standing
from agents.patients.mention import Mention, Reading
from agents.patients.tokens import Message, read

MOST_CANDIDATES = 5
_TOO_MUCH = Mention(Reading.UNCLEAR, (), "too-much-to-read")
_REASONS = {Verdict.SUPPOSED: "hypothetical", Verdict.COMPARED: "comparison", Verdict.OTHER: "other-person"}


def find_patient(text: str) -> Mention:
    """Which patient a message out of the blue is about."""
    message = read(text)
    claims = None if message is None else collect(message)
    if message is None or claims is None:
        return _TOO_MUCH
    found = judged(message, claims)
    people = people_of(standing(found))
    if len(people) > 1:
        return _mention(Reading.UNCLEAR, [best_of(person) for person in people], "two-patients")
    return _about_one(message, people[0], found) if people else _about_nobody(message, found)


def _about_one(message: Message, person: Sequence[Judged], found: Sequence[Judged]) -> Mention:
    best = best_of(person)
    sure = [each for each in person if each.verdict is not Verdict.DOUBTFUL]
    denied = [each for each in found if each.verdict is Verdict.DENIED]
    if any(each.identifier.alias == best.identifier.alias for each in denied):
        return _mention(Reading.UNCLEAR, [best], "named-and-denied")
    if not sure:
        return _mention(Reading.UNCLEAR, [best], _doubt_of(person[0]))
    if all(is_asked(message, each.claim) for each in sure):
        return _mention(Reading.UNCLEAR, [best], "question")
    if denied or any(each.verdict is Verdict.CORRECTED for each in sure):
        return _mention(Reading.CORRECTED, [best], "corrected")
    return _mention(Reading.NAMED, [best], "named")


def _doubt_of(unsure: Judged) -> str:
    return unsure.claim.doubt or ("relative" if unsure.claim.owner is Owner.UNSURE else "context")


def _about_nobody(message: Message, found: Sequence[Judged]) -> Mention:
    denied = [each for each in found if each.verdict is Verdict.DENIED]
    if denied or denies_this_one(message):
        return _mention(Reading.DENIED, denied, "denied")
    verdicts = {each.verdict for each in found}
    reason = next((code for verdict, code in _REASONS.items() if verdict in verdicts), "no-value")
    return Mention(Reading.NOBODY, (), reason)


def _mention(reading: Reading, found: Sequence[Judged], reason: str) -> Mention:
    unique = {each.identifier.alias: each.identifier for each in found}
    return Mention(reading, tuple(unique.values())[:MOST_CANDIDATES], reason)
