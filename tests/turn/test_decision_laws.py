"""Laws of the decision table, over any caller, any mention and any word of the index."""

from hypothesis import given
from hypothesis import strategies as st

from agents.identity import ALL_PATIENTS, Caller, Role
from agents.patients import Identifier, Mention, Reading
from agents.sessions.records import Question
from agents.turn.decision import Ask, Bind, Doubt, Meaning, Switch, Target, Unbind, decide, new_target, read

TEXT = "Tiene fiebre."
SAME = Question(kind="same", candidates=("A",), alias="hc:-:a", value="A", number_kind="hc", text=TEXT)
RESUME = Question(kind="resume", candidates=("A",))


def identifier(value: str, kind: str) -> Identifier:
    return Identifier(kind, None, value, 0, len(value), 0.9)


NAMES = st.sampled_from(["A", "B", "C", "a", "12345678", "12345678_HC"])
CALLERS = st.builds(
    Caller,
    st.just("alguien"),
    st.sampled_from(list(Role)),
    st.frozensets(st.one_of(NAMES, st.just(ALL_PATIENTS)), max_size=3),
)
IDENTIFIERS = st.builds(identifier, NAMES, st.sampled_from(["name", "id", "hc", "cedula"]))
MENTIONS = st.builds(
    Mention, st.sampled_from(list(Reading)), st.lists(IDENTIFIERS, max_size=3).map(tuple), st.just("law")
)
MEANINGS = st.one_of(
    st.none(), st.builds(new_target, NAMES, st.just("x")), st.builds(Doubt, NAMES, IDENTIFIERS)
)


@given(current=st.none() | NAMES, said=MENTIONS, meaning=MEANINGS, caller=CALLERS)
def test_no_decision_is_about_a_patient_whom_the_caller_may_not_see(
    current: str | None, said: Mention, meaning: Meaning, caller: Caller
) -> None:
    decision = decide(current, said, meaning, caller, TEXT)
    if isinstance(decision, Bind | Switch):
        assert caller.may_see(decision.target.patient_id)
        assert decision.target.patient_id != current
    if isinstance(decision, Ask) and decision.question.kind == "same":
        assert caller.may_see(decision.question.candidates[0])


@given(current=st.none() | NAMES, said=MENTIONS, meaning=MEANINGS, caller=CALLERS)
def test_only_somebody_named_changes_the_patient(
    current: str | None, said: Mention, meaning: Meaning, caller: Caller
) -> None:
    decision = decide(current, said, meaning, caller, TEXT)
    if isinstance(decision, Switch) or (isinstance(decision, Bind) and caller.own_record is None):
        assert said.reading in (Reading.NAMED, Reading.CORRECTED)
    if isinstance(decision, Bind):
        assert current is None
    if isinstance(decision, Switch | Unbind):
        assert current is not None


@given(said=MENTIONS, known=NAMES, other=NAMES, caller=CALLERS)
def test_a_refusal_does_not_tell_who_exists(said: Mention, known: str, other: str, caller: Caller) -> None:
    """What is known of a patient out of reach decides nothing: the answers are the same."""
    if caller.may_see(known) or caller.may_see(other) or said.reading is Reading.DENIED:
        return
    meanings: list[Meaning] = [
        Target(known, "x"),
        new_target(other, "y"),
        Doubt(known, identifier(known, "hc")),
    ]
    assert len({repr(decide(None, said, meaning, caller, TEXT)) for meaning in meanings}) == 1


@given(text=st.text(max_size=60), question=st.sampled_from([None, SAME, RESUME, Question(kind="which")]))
def test_reading_is_total(text: str, question: Question | None) -> None:
    said, target = read(text, question)
    assert isinstance(said, Mention)
    assert target is None or question in (SAME, RESUME)
