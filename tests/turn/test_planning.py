"""From a decision to a plan: what is written, what is said around the model's words, what waits."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from agents.identity import ALL_PATIENTS, Caller, Role
from agents.patients import Identifier, Mention, Reading
from agents.sessions import changes
from agents.sessions.records import Aside, Question, SessionRecord
from agents.turn import replies
from agents.turn.decision import Bind, Stay, Switch, Target
from agents.turn.planning import (
    Plan,
    offering_only_visible,
    plan_of,
    saying_what_was_unheard,
    with_question,
)

OWNER = Caller("dra-lopez", Role.CLINICIAN, frozenset({ALL_PATIENTS}))
COLLEAGUE = Caller("dr-mora", Role.CLINICIAN, frozenset({"A", "B"}))
NEW = changes.new_session("s-1", OWNER.id, datetime(2026, 1, 31, tzinfo=UTC))
ABOUT_A = changes.bound(NEW, "A", "name:-:a")
A, B = Target("A", "name:-:a"), Target("B", "name:-:b")
NOBODY = Mention(Reading.NOBODY, (), "test")
NAMED = Mention(Reading.NAMED, (Identifier("id", None, "456", 0, 3, 0.9),), "test")
WHICH = Question(kind="which", text="Tiene fiebre.")
SAME = Question(
    kind="same", candidates=("A",), alias="hc:-:a", value="A", number_kind="hc", text="Tiene tos."
)
OFFER = Question(kind="resume", candidates=("A",))
TOLD = Aside(segment=1, notice="Antes.", changed=True, offer=OFFER)


def with_messages(record: SessionRecord, count: int) -> SessionRecord:
    return record.with_segment(record.segment.model_copy(update={"messages": count}))


def test_a_bind_moves_what_was_said_before_it_and_is_no_change_of_patient() -> None:
    plan = plan_of(with_messages(NEW, 4), Bind(A))
    assert (plan.record.patient_id, plan.moves, plan.changed, plan.notice) == ("A", True, False, "")
    assert plan_of(NEW, Bind(A)).moves is False


def test_a_switch_says_so() -> None:
    plan = plan_of(ABOUT_A, Switch(B, disputed=False))
    assert (plan.record.patient_id, plan.moves, plan.changed) == ("B", False, True)
    assert plan.notice == replies.changed("B")


def test_to_stay_alters_nothing() -> None:
    assert plan_of(ABOUT_A, Stay()).alters(ABOUT_A) is False


@pytest.mark.parametrize(
    ("mention", "asked", "offer", "texts", "notice", "question"),
    [
        (NOBODY, None, None, ("Hola.",), "", None),
        (NAMED, WHICH, None, ("Tiene fiebre.", "Hola."), "", None),
        (NOBODY, WHICH, None, ("Hola.",), "", WHICH),
        (NOBODY, SAME, None, ("Hola.",), replies.NOT_KEPT, None),
        (NOBODY, None, OFFER, ("Hola.",), "", OFFER),
        (NOBODY, WHICH, OFFER, ("Hola.",), replies.NOT_KEPT, OFFER),
        (NOBODY, None, Question(kind="resume"), ("Hola.",), replies.ENDED, None),
    ],
)
def test_what_becomes_of_a_question(
    mention: Mention,
    asked: Question | None,
    offer: Question | None,
    texts: tuple[str, ...],
    notice: str,
    question: Question | None,
) -> None:
    plan = with_question(Plan(NEW, ()), "Hola.", mention, asked, offer)
    assert (plan.texts, plan.notice, plan.question) == (texts, notice, question)


def test_an_offer_waits_only_once_its_reply_is_stored() -> None:
    assert Plan(NEW, (), question=OFFER).waiting is None
    assert Plan(NEW, (), question=WHICH).waiting == WHICH


def test_what_a_turn_tells_is_what_its_plan_says() -> None:
    plan = Plan(NEW, (), notice="Antes.", changed=True, question=OFFER)
    assert plan.aside == TOLD
    assert Plan(NEW, (), question=WHICH).aside is None


def test_the_owner_is_told_what_was_unheard() -> None:
    before = NEW.model_copy(update={"unheard": TOLD})
    plan = saying_what_was_unheard(OWNER, Plan(before, (), notice="Ahora."), TOLD)
    assert (plan.notice, plan.changed, plan.question) == ("Antes.\n\nAhora.", True, OFFER)
    assert plan.record.unheard is None


def test_a_colleague_is_told_nothing_and_it_goes_on_waiting() -> None:
    plan = saying_what_was_unheard(COLLEAGUE, Plan(NEW, ()), TOLD)
    assert (plan.notice, plan.changed, plan.question, plan.record.unheard) == ("", False, None, TOLD)


def test_what_was_unheard_of_another_segment_is_not_told() -> None:
    plan = saying_what_was_unheard(OWNER, Plan(NEW, ()), TOLD.model_copy(update={"segment": 2}))
    assert (plan.notice, plan.changed, plan.question) == ("", False, None)


def test_an_offer_is_not_made_once_somebody_is_named() -> None:
    assert saying_what_was_unheard(OWNER, Plan(ABOUT_A, ()), TOLD).question is None


def test_nobody_is_offered_whom_the_caller_may_not_see() -> None:
    limited = Caller("dr-mora", Role.CLINICIAN, frozenset({"B"}))
    plan = offering_only_visible(limited, Plan(NEW, (), notice="Antes.", question=OFFER))
    assert (plan.question, plan.notice) == (None, f"{replies.ENDED}\n\nAntes.")
    same = Plan(NEW, (), question=OFFER)
    assert offering_only_visible(COLLEAGUE, same) == same
    assert offering_only_visible(limited, replace(same, question=WHICH)).question == WHICH
