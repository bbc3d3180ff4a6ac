"""The decision table (design, section 2), complete: pure functions over values, no store and no model."""

import pytest

from agents.identity import ALL_PATIENTS, Caller, Role
from agents.patients import Identifier, Mention, Reading
from agents.sessions.records import Question
from agents.sessions.registry import Alias, folder_alias
from agents.turn.decision import (
    Ask,
    Bind,
    Decision,
    Doubt,
    Meaning,
    Refuse,
    Stay,
    Switch,
    Target,
    Unbind,
    as_read_by,
    carries,
    decide,
    meaning_of,
    new_target,
    own_target,
    read,
)

TEXT = "Tiene fiebre."
ALL = Caller("dra-lopez", Role.CLINICIAN, frozenset({ALL_PATIENTS}))
ONLY_A = Caller("dr-mora", Role.CLINICIAN, frozenset({"A"}))
NONE = Caller("dr-nuevo", Role.CLINICIAN)
OPERATOR = Caller("ops", Role.OPERATOR, frozenset({ALL_PATIENTS}))
PATIENT = Caller("ana", Role.PATIENT, frozenset({"A"}))
NO_RECORD = Caller("eva", Role.PATIENT)
TWO_RECORDS = Caller("leo", Role.PATIENT, frozenset({"A", "B"}))


def identifier(value: str = "A", kind: str = "name", country: str | None = None) -> Identifier:
    return Identifier(kind, country, value, 0, len(value), 0.9)


def mention(reading: Reading, *values: str, reason: str = "test") -> Mention:
    return Mention(reading, tuple(identifier(value) for value in values), reason)


A, B = Target("A", "name:-:a"), Target("B", "name:-:b")
DOUBT = Doubt("A", identifier("A", "hc"))
BARE = Doubt("A", identifier("A", "id"))
NOBODY = mention(Reading.NOBODY)
NAMED = mention(Reading.NAMED, "A")
CORRECTED = mention(Reading.CORRECTED, "B")
DENIED_A, DENIED = mention(Reading.DENIED, "A"), mention(Reading.DENIED)
SAME = Question(kind="same", candidates=("A",), alias="hc:-:a", value="A", number_kind="hc", text=TEXT)

TABLE: list[tuple[str, str | None, Mention, Meaning, Caller, Decision]] = [
    # what, the session's patient, the message, what the index says of it, who asks, what is decided
    ("nobody, nobody", None, NOBODY, None, ALL, Stay()),
    ("nobody, A", "A", NOBODY, None, ALL, Stay()),
    ("A, nobody yet", None, NAMED, A, ALL, Bind(A)),
    ("A again", "A", NAMED, A, ALL, Stay()),
    ("B after A", "A", mention(Reading.NAMED, "B"), B, ALL, Switch(B)),
    ("no, it is B", "A", CORRECTED, B, ALL, Switch(B, disputed=True)),
    ("no, it is A, in A", "A", mention(Reading.CORRECTED, "A"), A, ALL, Stay()),
    ("no, it is B, nobody yet", None, CORRECTED, B, ALL, Bind(B)),
    ("not A, in A", "A", DENIED_A, A, ALL, Unbind()),
    ("not this one, in A", "A", DENIED, None, ALL, Unbind()),
    ("not B, in A", "A", mention(Reading.DENIED, "B"), B, ALL, Stay()),
    ("not A by another number, in A", "A", DENIED_A, DOUBT, ALL, Unbind()),
    ("not A, nobody yet", None, DENIED_A, A, ALL, Stay()),
    ("not this one, nobody yet", None, DENIED, None, ALL, Stay()),
    ("A by another number", None, NAMED, DOUBT, ALL, Ask(SAME)),
    ("A by another number, in A", "A", NAMED, DOUBT, ALL, Ask(SAME)),
    ("A by another number, in B", "B", NAMED, DOUBT, ALL, Ask(SAME)),
    ("A by a bare number, in A", "A", NAMED, BARE, ALL, Stay()),
    # who may not see
    ("B, unseen", None, mention(Reading.NAMED, "B"), B, ONLY_A, Refuse()),
    ("B, unseen, in A", "A", mention(Reading.NAMED, "B"), B, ONLY_A, Refuse()),
    ("no, it is B, unseen", "A", CORRECTED, B, ONLY_A, Refuse()),
    ("A, seen", None, NAMED, A, ONLY_A, Bind(A)),
    ("A in doubt, unseen", None, NAMED, DOUBT, NONE, Refuse()),
    ("A, no rights at all", None, NAMED, A, NONE, Refuse()),
    ("A, an operator", None, NAMED, A, OPERATOR, Refuse()),
    ("named, and nothing known of it", None, NAMED, None, ALL, Refuse()),
    # patients who call
    ("nobody, a patient", None, NOBODY, None, PATIENT, Bind(Target("A", folder_alias("A")))),
    ("nobody, a patient with a folder", None, NOBODY, A, PATIENT, Bind(A)),
    ("nobody, a patient, another's folder", None, NOBODY, B, PATIENT, Bind(Target("A", folder_alias("A")))),
    ("nobody, a patient bound", "A", NOBODY, None, PATIENT, Stay()),
    ("themselves, a patient", None, NAMED, A, PATIENT, Bind(A)),
    ("somebody else, a patient", "A", mention(Reading.NAMED, "B"), B, PATIENT, Refuse()),
    ("nobody, a patient without a record", None, NOBODY, None, NO_RECORD, Stay()),
    ("nobody, a patient with two records", None, NOBODY, None, TWO_RECORDS, Stay()),
]


@pytest.mark.parametrize(
    ("current", "said", "meaning", "caller", "decision"),
    [row[1:] for row in TABLE],
    ids=[r[0] for r in TABLE],
)
def test_the_decision_table(
    current: str | None, said: Mention, meaning: Meaning, caller: Caller, decision: Decision
) -> None:
    assert decide(current, said, meaning, caller, TEXT) == decision


@pytest.mark.parametrize("current", [None, "A"])
@pytest.mark.parametrize("caller", [ALL, ONLY_A, NONE, PATIENT])
def test_who_is_meant_is_asked_for_and_the_message_waits(current: str | None, caller: Caller) -> None:
    for said, text in (
        (mention(Reading.UNCLEAR), TEXT),
        (mention(Reading.UNCLEAR, "A"), TEXT),
        (mention(Reading.UNCLEAR, "A", "B"), None),
    ):
        candidates = tuple(each.value for each in said.patients)
        question = Question(kind="which", candidates=candidates, text=text)
        assert decide(current, said, None, caller, TEXT) == Ask(question)


# ---------------------------------------------------------------- what the index says


KNOWN = Alias(patient_id="A", alias="cedula:-:a")
INDEX: list[tuple[str, Identifier, Alias | None, Alias | None, Target | Doubt]] = [
    ("nobody knows it", identifier("A", "hc"), None, None, new_target("A", "hc:-:a")),
    ("known", identifier("A", "cedula"), KNOWN, KNOWN, Target("A", "cedula:-:a")),
    ("another kind's folder", identifier("A", "hc"), None, KNOWN, Doubt("A", identifier("A", "hc"))),
    (
        "linked by a yes",
        identifier("A", "hc"),
        Alias(patient_id="A", alias="hc:-:a", confirmed=True),
        KNOWN,
        Target("A", "hc:-:a"),
    ),
    (
        "set apart by a no",
        identifier("A", "hc"),
        Alias(patient_id="A_HC", alias="hc:-:a", confirmed=True),
        KNOWN,
        Target("A_HC", "hc:-:a"),
    ),
    (
        "lost a race for the folder",
        identifier("A", "hc"),
        Alias(patient_id="A", alias="hc:-:a"),
        KNOWN,
        Doubt("A", identifier("A", "hc")),
    ),
    ("claimed, its folder not yet", identifier("A", "cedula"), KNOWN, None, new_target("A", "cedula:-:a")),
    (
        "its folder claimed, the spelling not yet",
        identifier("A", "cedula"),
        None,
        KNOWN,
        new_target("A", "cedula:-:a"),
    ),
]


@pytest.mark.parametrize(
    ("who", "alias", "folder", "meaning"), [row[1:] for row in INDEX], ids=[row[0] for row in INDEX]
)
def test_what_a_spelling_means(
    who: Identifier, alias: Alias | None, folder: Alias | None, meaning: Target | Doubt
) -> None:
    assert meaning_of(who, alias, folder) == meaning


def test_a_new_patient_claims_their_spelling_and_their_folder() -> None:
    claim = Alias(patient_id="Juan_Perez", alias="name:-:juan_perez")
    assert new_target("Juan_Perez", "name:-:juan_perez").claims == (
        ("name:-:juan_perez", claim),
        ("folder:juan_perez", claim),
    )


def test_a_patient_callers_folder_is_the_first_seen_form() -> None:
    assert own_target("rosa_quispe", None).patient_id == "rosa_quispe"
    first = Alias(patient_id="Rosa_Quispe", alias="name:-:rosa_quispe")
    assert own_target("rosa_quispe", first) == Target("Rosa_Quispe", "folder:rosa_quispe")


def test_a_patient_denying_somebody_names_nobody() -> None:
    assert as_read_by(PATIENT, DENIED).reading is Reading.NOBODY
    assert as_read_by(ALL, DENIED) is DENIED
    assert as_read_by(PATIENT, NAMED) is NAMED


# ---------------------------------------------------------------- answers to what was asked


RESUME = Question(kind="resume", candidates=("A",))
LINKED = Alias(patient_id="A", alias="hc:-:a", confirmed=True)
APART = Alias(patient_id="A_HC", alias="hc:-:a", confirmed=True)


@pytest.mark.parametrize("text", ["sí", "Sí.", "si", "SÍ, es la misma", "sí, por favor"])
def test_a_yes_means_the_patient_that_was_offered(text: str) -> None:
    said, target = read(text, SAME)
    assert (said.reading, said.patients) == (Reading.NAMED, ())
    assert target == Target("A", "hc:-:a", (("hc:-:a", LINKED),))
    assert read(text, RESUME)[1] == Target("A", folder_alias("A"))


@pytest.mark.parametrize("text", ["no", "No.", "no, es otra"])
def test_a_no_means_a_patient_of_their_own_or_nobody(text: str) -> None:
    said, target = read(text, SAME)
    assert said.reading is Reading.NAMED
    assert target == Target("A_HC", "hc:-:a", (("hc:-:a", APART), ("folder:a_hc", APART)))
    said, target = read(text, RESUME)
    assert (said.reading, target) == (Reading.NOBODY, None)


@pytest.mark.parametrize("question", [SAME, RESUME])
@pytest.mark.parametrize("text", ["Tiene fiebre.", "¿Qué hora es?", "no tiene fiebre hoy ni tos", ""])
def test_neither_yes_nor_no_answers_nothing(question: Question, text: str) -> None:
    said, target = read(text, question)
    assert (said.reading, target) == (Reading.NOBODY, None)


@pytest.mark.parametrize("question", [SAME, RESUME])
def test_naming_somebody_is_no_yes(question: Question) -> None:
    said, target = read("Esta sesión es del paciente Juan_Perez_123.", question)
    assert said.reading is Reading.NAMED
    assert said.patients[0].value == "Juan_Perez_123"
    assert target is None


@pytest.mark.parametrize(
    ("candidates", "text", "value"),
    [
        ((), "456", "456"),
        ((), "Maria_Garcia", "Maria_Garcia"),
        (("Juan_Perez_123", "Maria_Garcia"), "la segunda", "Maria_Garcia"),
        (("Juan_Perez_123", "Maria_Garcia"), "Juan", "Juan_Perez_123"),
    ],
)
def test_which_patient_is_answered_by_a_bare_name_or_number(
    candidates: tuple[str, ...], text: str, value: str
) -> None:
    said, target = read(text, Question(kind="which", candidates=candidates))
    assert (said.reading, said.patients[0].value, target) == (Reading.NAMED, value, None)


@pytest.mark.parametrize(
    ("question", "said", "carried"),
    [
        (Question(kind="which"), mention(Reading.NAMED, "456"), True),
        (Question(kind="which", candidates=("Pedro",)), mention(Reading.NAMED, "456"), True),
        (Question(kind="which", candidates=("Pedro",)), mention(Reading.NAMED, "Pedro_Gil"), True),
        (Question(kind="which", candidates=("123",)), mention(Reading.CORRECTED, "Pedro_Gil"), True),
        (Question(kind="which", candidates=("Pedro",)), mention(Reading.NAMED, "Maria_Garcia"), False),
        (Question(kind="which", candidates=("123",)), mention(Reading.NAMED, "456"), False),
        (Question(kind="which"), mention(Reading.DENIED, "456"), False),
        (Question(kind="which"), NOBODY, False),
        (SAME, mention(Reading.NAMED), True),
        (SAME, mention(Reading.NAMED, "B"), False),
        (SAME, NOBODY, False),
    ],
)
def test_a_message_that_waits_goes_to_nobody_it_did_not_speak_of(
    question: Question, said: Mention, carried: bool
) -> None:
    assert carries(question, said) is carried
