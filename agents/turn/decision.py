"""Which patient a turn is about: the decision table. Pure; no I/O, no clock.

session's patient | message names         | decision
none              | nobody                | Stay (a patient caller: Bind to their own record)
none              | A                     | Bind
A                 | nobody, or A          | Stay
A                 | B                     | Switch
A                 | "no, it is B"         | Switch, A's segment disputed
A                 | "not A"               | Unbind
any               | two, or unclear       | Ask
any               | A by another number   | Ask whether it is the same person
any               | one they may not see  | Refuse
"""

from dataclasses import dataclass, replace

from agents.errors import NotFound
from agents.identity import Caller
from agents.patients import Identifier, Mention, Reading, affirms, find_answer, find_patient
from agents.sessions.records import Question, SessionRecord
from agents.sessions.registry import Alias, folder_alias

Claims = tuple[tuple[str, Alias], ...]


@dataclass(frozen=True, slots=True)
class Target:
    """The patient that was meant. `claims` are the aliases to write when the spelling, or they, are new."""

    patient_id: str
    alias: str
    claims: Claims = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A number that is known, but for another kind of document: maybe the same person, maybe not."""

    known_as: str
    identifier: Identifier


Meaning = Target | Doubt | None


@dataclass(frozen=True, slots=True)
class Stay:
    pass


@dataclass(frozen=True, slots=True)
class Bind:
    target: Target


@dataclass(frozen=True, slots=True)
class Switch:
    target: Target
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Unbind:
    pass


@dataclass(frozen=True, slots=True)
class Ask:
    question: Question


@dataclass(frozen=True, slots=True)
class Refuse:
    pass


Decision = Stay | Bind | Switch | Unbind | Ask | Refuse


def decide(current: str | None, mention: Mention, meaning: Meaning, caller: Caller, text: str) -> Decision:
    """The table above. `meaning` is what the alias index says of the one patient that was named, if any."""
    match mention.reading:
        case Reading.NOBODY:
            own = caller.own_record
            known = meaning if isinstance(meaning, Target) and caller.may_see(meaning.patient_id) else None
            return Bind(known or Target(own, folder_alias(own))) if own and current is None else Stay()
        case Reading.UNCLEAR:
            return Ask(_which(mention, text))
        case Reading.DENIED:
            denied = current is not None and (meaning is None or _patient(meaning) == current)
            return Unbind() if denied else Stay()
        case _:
            return _named(current, mention, meaning, caller, text)


def as_read_by(caller: Caller, mention: Mention) -> Mention:
    """A patient caller stays bound to their own record: denying somebody names nobody else."""
    denied = caller.own_record is not None and mention.reading is Reading.DENIED
    return replace(mention, reading=Reading.NOBODY) if denied else mention


def own_target(patient_id: str, folder: Alias | None) -> Target:
    """A patient caller's own record: the folder as it was first written, or theirs from now on."""
    alias = folder_alias(patient_id)
    if folder is not None:
        return Target(folder.patient_id, alias)
    return Target(patient_id, alias, ((alias, Alias(patient_id=patient_id, alias=alias)),))


def _named(current: str | None, mention: Mention, meaning: Meaning, caller: Caller, text: str) -> Decision:
    if meaning is None or not caller.may_see(_patient(meaning)):
        return Refuse()
    if _patient(meaning) == current and (isinstance(meaning, Target) or meaning.identifier.kind == "id"):
        return Stay()  # a bare "el paciente 123" inside 123's conversation means this patient
    if isinstance(meaning, Doubt):
        return Ask(_same(meaning, text))
    if current is None:
        return Bind(meaning)
    return Switch(meaning, disputed=mention.reading is Reading.CORRECTED)


def _patient(meaning: Target | Doubt) -> str:
    return meaning.patient_id if isinstance(meaning, Target) else meaning.known_as


def _which(mention: Mention, text: str) -> Question:
    """The message waits with the question, but not when it speaks of several patients: whoever is chosen,
    it would carry the others' data into that patient's notes."""
    candidates = tuple(identifier.value for identifier in mention.patients)
    return Question(kind="which", candidates=candidates, text=text if len(candidates) < 2 else None)


def _same(doubt: Doubt, text: str) -> Question:
    new = doubt.identifier
    return Question(
        kind="same",
        candidates=(doubt.known_as,),
        alias=new.alias,
        value=new.value,
        number_kind=new.kind,
        text=text,
    )


def read(text: str, question: Question | None) -> tuple[Mention, Target | None]:
    """What the message says, given the question that waits; a target where it answers yes or no."""
    if question is None or question.kind == "which":
        mention = find_answer(text, question.candidates) if question else find_patient(text)
        return mention, None
    mention = find_patient(text)
    answer = affirms(text) if mention.reading is Reading.NOBODY else None
    if answer is None or (answer is False and question.kind == "resume"):
        return mention, None
    target = _same_person(question) if answer else _another_person(question)
    return Mention(Reading.NAMED, (), "answered"), target


def carries(question: Question, mention: Mention) -> bool:
    """Whether the message that waits with the question belongs to the patient whom the answer names.

    It does not when it spoke of one patient and the answer names another: it would carry the one's data into
    the other's notes. A number for a name, or a name for a number, is taken for what it asked for.
    """
    if mention.reading not in (Reading.NAMED, Reading.CORRECTED):
        return False
    if question.kind != "which" or not mention.patients:
        return not mention.patients  # a yes or no; anybody named is somebody else
    answer = mention.patients[0].value
    return all(_may_be_one(candidate, answer) for candidate in question.candidates)


def _may_be_one(candidate: str, answer: str) -> bool:
    ours, theirs = set(candidate.casefold().split("_")), set(answer.casefold().split("_"))
    numbered = any(map(str.isdigit, candidate)), any(map(str.isdigit, answer))
    return ours <= theirs or theirs <= ours or numbered[0] != numbered[1]


def _same_person(question: Question) -> Target:
    """Yes: the new spelling leads to the known patient from now on. (Resuming claims nothing new.)"""
    known = question.candidates[0]
    if question.alias is None:
        return Target(known, folder_alias(known))
    return Target(
        known,
        question.alias,
        ((question.alias, Alias(patient_id=known, alias=question.alias, confirmed=True)),),
    )


def _another_person(question: Question) -> Target:
    """No: a folder of their own, named by number and kind."""
    patient_id = f"{question.value}_{(question.number_kind or 'otro').upper()}"
    return new_target(patient_id, question.alias or "", confirmed=True)


def new_target(patient_id: str, alias: str, *, confirmed: bool = False) -> Target:
    """A patient nobody has named before: the first-seen form names the folder and claims it."""
    claim = Alias(patient_id=patient_id, alias=alias, confirmed=confirmed)
    return Target(patient_id, alias, ((alias, claim), (folder_alias(patient_id), claim)))


def meaning_of(identifier: Identifier, alias: Alias | None, folder: Alias | None) -> Target | Doubt:
    """What the index says: `alias` stands under the spelling, `folder` claims the folder of its value.

    Where one of a new patient's two claims is missing, whoever made the other died: both are made again.
    """
    ours = alias is not None and folder_alias(alias.patient_id) == folder_alias(identifier.value)
    if alias is not None and ours and not alias.confirmed and folder is None:
        return new_target(alias.patient_id, identifier.alias)
    if alias is None and folder is not None and folder.alias == identifier.alias:
        return new_target(folder.patient_id, identifier.alias)
    if alias is not None and (alias.confirmed or folder is None or folder.alias == identifier.alias):
        return Target(alias.patient_id, identifier.alias)
    if folder is not None and identifier.kind == "name" and folder.alias == folder_alias(folder.patient_id):
        return Target(folder.patient_id, identifier.alias)  # the patient was here first: see `own_target`
    if folder is not None:
        return Doubt(folder.patient_id, identifier)
    return new_target(identifier.value, identifier.alias)


def kept_to_the_owner(
    caller: Caller, before: SessionRecord, record: SessionRecord, decision: Decision
) -> Decision:
    """A colleague's turn goes on with the patient or is refused. Raises NotFound where the conversation is
    over (`record` is then another one than `before`), and the share with it."""
    if record.owner == caller.id:
        return decision
    if record is not before:
        raise NotFound
    return decision if isinstance(decision, Stay) else Refuse()
