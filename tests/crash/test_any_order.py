"""Turns, binds, switches, crashes, failures, take-overs and retries in any order: the promises hold."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from json import dumps
from string import ascii_lowercase

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from agents.config import Settings
from agents.contract import Reply
from agents.errors import AssistantError
from agents.sessions.documents import Document
from agents.sessions.layout import Layout
from tests.crash.faults import Killed, OneAtATime
from tests.crash.process import Clock, Process, process
from tests.crash.promises import assert_sound, assert_stock_reads, places, times_kept
from tests.fakes import Step
from tests.faulty import DurableMemory
from tests.talk import IS_A, IS_B, SESSION, UNKNOWN, A, age, document, folder, record

STARTS = ("", f"{IS_A} ", f"{IS_B} ", f"Perdón, es el paciente {A}. ", "Sigue igual. ")
TOOL: Step = ("patient_info", {})
STEPS = ("write record", "write message", "write alias", "write *.json", "delete *", "read *")


@dataclass(frozen=True)
class Said:
    message_id: str
    text: str
    word: str


@dataclass(frozen=True)
class Trouble:
    kind: str
    step: str
    at: int
    after: bool


which, starts, places_in = st.integers(0, 1), st.sampled_from(STARTS), st.integers(1, 6)
troubles = st.builds(
    Trouble, st.sampled_from(("kill", "fail")), st.sampled_from(STEPS), places_in, st.booleans()
)


class AnyOrder(RuleBasedStateMachine):
    """Two processes in one session. What is not `answered` is `open`: its caller may try again."""

    make_settings: Callable[..., Settings]

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.store = DurableMemory()
        self.workers: list[OneAtATime] = []
        self.clock = Clock()
        self.processes = [self.new(), self.new()]
        self.open: list[Said] = []
        self.answered: dict[Said, Reply] = {}

    def new(self, order: str = "save") -> Process:
        self.workers.append(OneAtATime(order))
        chosen = self.make_settings(audit_trail="none")
        return process(chosen, self.store, workers=self.workers[-1], clock=self.clock)

    @rule(which=which, order=st.sampled_from(("save", "write")))
    def restart(self, which: int, order: str) -> None:
        self.processes[which] = self.new(order)

    @rule()
    def leases_end(self) -> None:
        self.clock.advance()

    @rule(which=which, start=starts, tool=st.booleans(), trouble=st.none() | troubles)
    def say(self, which: int, start: str, tool: bool, trouble: Trouble | None) -> None:
        self.do(which, self.thought_of(start), tool, trouble)

    @rule(
        which=which, start=starts, other=starts, step=st.sampled_from(STEPS), at=places_in, late=st.booleans()
    )
    def say_while_the_other_does(
        self, which: int, start: str, other: str, step: str, at: int, late: bool
    ) -> None:
        """All of the other's turn between two requests of this one's; `late`: which stood still so long."""
        said, meant = self.thought_of(start), self.thought_of(other)

        async def act() -> None:
            if late:
                self.clock.advance()
            await self.take(1 - which, meant)

        self.processes[which].store.meanwhile(step, act, at=at)
        self.do(which, said, False, None)

    @rule(which=which, pick=st.integers(0, 99), trouble=st.none() | troubles)
    def retry(self, which: int, pick: int, trouble: Trouble | None) -> None:
        if self.open:
            self.do(which, self.open[pick % len(self.open)], False, trouble)

    @rule()
    def time_passes(self) -> None:
        if self.store.read(f"registry/sessions/{SESSION}.json") is not None:
            try:
                age(self.store, timedelta(hours=2))
            except ValueError:
                return  # no turn was begun yet

    def thought_of(self, start: str) -> Said:
        number = len(self.open) + len(self.answered)
        word = "z" + ascii_lowercase[number // 26 % 26] + ascii_lowercase[number % 26] + "x"
        said = Said(f"m{number}", f"{start}Anota {word}.", word)
        self.open.append(said)
        return said

    def do(self, which: int, said: Said, tool: bool, trouble: Trouble | None) -> None:
        acting = self.processes[which]
        acting.model.steps = [TOOL, "Listo."] if tool else []
        if trouble is not None:
            act = acting.store.kill if trouble.kind == "kill" else acting.store.fail
            act(trouble.step, at=trouble.at, after=trouble.after)
        self.loop.run(self.take(which, said))
        acting.store.faults.clear()
        for at, each in enumerate(self.processes):
            if each.store.dead:
                self.processes[at] = self.new()

    async def take(self, which: int, said: Said) -> None:
        try:
            reply = await self.processes[which].say(said.text, message_id=said.message_id)
        except (AssistantError, Killed):
            return
        known = self.answered.setdefault(said, reply)
        assert known.message == reply.message, "a second answer"
        self.open.remove(said) if said in self.open else None

    @invariant()
    def what_was_answered_stands_with_its_patient(self) -> None:
        if self.answered:
            kept, left = self.standing()
            for said, reply in self.answered.items():
                if reply.session_info.notes_saved:
                    assert any(said.word in text for text in kept.values()), f"{said} is lost"
                    patient = reply.patient_context.patient_id
                    here = Layout().notes(patient) if patient else ""
                    where = [place for place, text in kept.items() if said.word in text]
                    assert all(place.startswith(here) for place in where), f"{said} in {where}"
            assert all("turn" in message for message in left), "not counted, and no turn's"

    def standing(self) -> tuple[dict[str, str], list[Document]]:
        """By folder, what the record counts; and what stands beyond: a process died before it took it back,
        or before it removed what had moved."""
        known, kept, left = record(self.store), defaultdict[str, str](str), []
        counted = {
            folder(each.patient_id or UNKNOWN, known.name(each.number)): each.messages
            for each in known.segments
        }
        for place in places(self.store):
            for key in self.store.list(f"{place}agents/agent_healthcare/messages/"):
                message = document(self.store, key)
                if message["message_id"] < counted.get(place, 0):
                    kept[place] += dumps(message, ensure_ascii=False)
                else:
                    left.append(message)
        return kept, left

    def teardown(self) -> None:
        try:
            self.loop.run(self.settled())
        finally:
            self.loop.close()
            for workers in self.workers:
                workers.close()

    async def settled(self) -> None:
        self.clock.advance()
        for said in list(self.open):
            self.processes[0] = self.new()
            await self.take(0, said)
            assert said in self.answered, f"{said} has no answer"
        for said in self.answered:
            await self.take(0, said)
        for start in ("Sigue igual.", IS_B, IS_A, "Sigue igual."):
            await self.new().say(start)
        for said, reply in self.answered.items():
            kept = times_kept(self.store, said.word, left=True)
            assert kept == 1 if reply.session_info.notes_saved else kept <= 1, f"{said} kept {kept} times"
        assert_sound(self.store, left=True)
        assert_stock_reads(self.store)


PACE = settings(
    max_examples=25,
    stateful_step_count=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def settings_of(settings: Callable[..., Settings]) -> Callable[..., Settings]:
    """Under a name that hypothesis does not use."""
    return settings


def test_the_promises_hold_in_any_order(settings_of: Callable[..., Settings]) -> None:
    class Here(AnyOrder):
        make_settings = staticmethod(settings_of)

    run_state_machine_as_test(Here, settings=PACE)
