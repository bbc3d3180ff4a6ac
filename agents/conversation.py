"""One turn, start to end: gather (registry, aliases), decide (pure), act (notes, agent), reply.

A session's agent stays warm in this process; the conditional write that starts each turn proves that it is
still right. On any doubt it is dropped and the session is read again.
"""

import asyncio
import hashlib
import math
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from strands import Agent
from strands.types.content import ContentBlock, Messages

from agents import replies
from agents.assistant import Assistant, agent_state
from agents.contract import Reply
from agents.decision import (
    Ask,
    Bind,
    Claims,
    Decision,
    Meaning,
    Refuse,
    Switch,
    Unbind,
    decide,
    meaning_of,
    read,
)
from agents.errors import Conflict, MessageIdReused, NotesInTheWay, NotFound, StoreUnavailable
from agents.identity import Caller
from agents.patients import Identifier, Mention, Reading, find_patient
from agents.safety import RedFlag
from agents.sessions import changes
from agents.sessions.io import Workers
from agents.sessions.layout import Layout
from agents.sessions.notebook import Document, Notebook, closing, text_message, text_of
from agents.sessions.records import Question, SessionRecord, Turn
from agents.sessions.registry import Alias, Registry, folder_alias
from agents.sessions.store import ABSENT, Store, WriteConflict
from agents.sessions.strands_manager import NotesSessionManager, manager_for
from agents.sessions.turns import FencedTurn, LostFence, Opening, counted
from agents.shared.turn_log import Outcome
from agents.speaking import Emit, Speaker


@dataclass(frozen=True, slots=True)
class Message:
    """A validated message of a verified caller. `flag` is what the red-flag screen said of it."""

    session_id: str
    text: str
    caller: Caller
    message_id: str | None = None
    flag: RedFlag | None = None

    @property
    def key(self) -> str | None:
        return _hash(self.caller.id, self.session_id, self.message_id) if self.message_id else None

    @property
    def text_key(self) -> str:
        return _hash(self.text)


@dataclass(frozen=True, slots=True)
class Answer:
    reply: Reply
    outcome: Outcome


@dataclass(slots=True)
class Live:
    """A session as this process knows it; the rest once a turn has run here.

    `consistent`: the current patient's documents name nobody else, as far as they were looked at.
    """

    record: SessionRecord
    version: str
    manager: NotesSessionManager | None = None
    agent: Agent | None = None
    consistent: bool = True


@dataclass(slots=True)
class Plan:
    """What a decided turn will do, and what is said around the model's words.

    `texts` are the message's blocks: one that waited with a question comes before its answer. `going_on`
    is the open notebook of a stored message that this retry continues.
    """

    record: SessionRecord
    texts: tuple[str, ...]
    claims: Claims = ()
    moves: bool = False
    changed: bool = False
    offer: str | None = None
    going_on: Notebook | None = None

    @property
    def notice(self) -> str:
        return replies.changed(self.record.patient_id or "") if self.changed else ""


@dataclass(slots=True)
class Conversations:
    """The turns of this process. `timeout`: seconds that the model and its tools may take."""

    store: Store
    registry: Registry
    layout: Layout
    workers: Workers
    assistant: Assistant
    composer: replies.Composer
    lease: timedelta
    timeout: float
    most_live: int
    consistent: Callable[[str], bool]
    _live: OrderedDict[str, Live] = field(default_factory=OrderedDict)
    _busy: set[str] = field(default_factory=set)

    async def turn(self, message: Message, emit: Emit) -> Answer:
        """Answer one message. Raises an AssistantError: then the session is as it was, or the message is
        stored and waits for its retry."""
        if message.session_id in self._busy:
            raise Conflict
        self._busy.add(message.session_id)
        try:
            try:
                return await self._turn(message, emit, again=False)
            except LostFence:
                return await self._turn(message, emit, again=True)  # read anew; a second loss is the caller's
        finally:
            self._busy.discard(message.session_id)

    async def _turn(self, message: Message, emit: Emit, *, again: bool) -> Answer:
        mention = find_patient(message.text)
        live, index = await self._gather(message, mention)
        if live.record.owner != message.caller.id:
            raise NotFound
        live, earlier = await self._answered(live, message)
        if earlier is not None:
            return Answer(earlier, Outcome.REPEATED)
        live, notebook = await self._settled(live, message)
        if notebook is not None:
            plan = Plan(live.record, (message.text,), going_on=notebook)
            return Answer(await self._run(live, plan, message, emit, again=again), Outcome.ANSWERED)
        record, offer = self._current(live.record, message.caller)
        asked = record.question
        mention, answer = read(message.text, asked) if asked else (mention, None)
        meaning = answer or await self._meaning(mention, record, index)
        decision = decide(record.patient_id, mention, meaning, message.caller, message.text)
        if isinstance(decision, Ask | Unbind | Refuse):
            reply = await self._say(Live(record, live.version), decision, message, emit)
            return Answer(reply, Outcome.REFUSED if isinstance(decision, Refuse) else Outcome.ASKED)
        waited = asked.text if asked and mention.reading is not Reading.NOBODY else None
        texts = (waited, message.text) if waited else (message.text,)
        plan = self._plan(record, decision, texts, offer)
        return Answer(await self._run(live, plan, message, emit, again=again), Outcome.ANSWERED)

    # Gather

    async def _gather(self, message: Message, mention: Mention) -> tuple[Live, dict[str, Alias | None]]:
        """The session, and what the index says of the patient that the message names: one wave."""
        live = self._live.pop(message.session_id, None)
        named = mention.patients[0] if len(mention.patients) == 1 else None
        if named and live and named.alias in live.record.segment.aliases:
            named = None
        keys = (named.alias, folder_alias(named.value)) if named else ()
        loading = None if live else self.workers.run(self.registry.load, message.session_id)
        looking = [self.workers.run(self.registry.alias, key) for key in keys]
        found = await asyncio.gather(*looking)
        if loading is not None:
            loaded = await loading
            live = Live(*loaded) if loaded else self._new(message)
        return live or self._new(message), dict(zip(keys, found, strict=True))

    @staticmethod
    def _new(message: Message) -> Live:
        return Live(changes.new_session(message.session_id, message.caller.id, _now()), ABSENT)

    async def _meaning(
        self, mention: Mention, record: SessionRecord, index: dict[str, Alias | None]
    ) -> Meaning:
        if len(mention.patients) != 1 or mention.reading is Reading.UNCLEAR:
            return None
        named: Identifier = mention.patients[0]
        if record.patient_id and named.alias in record.segment.aliases:
            return meaning_of(
                named, Alias(patient_id=record.patient_id, alias=named.alias, confirmed=True), None
            )
        for key in (named.alias, folder_alias(named.value)):
            if key not in index:
                index[key] = await self.workers.run(self.registry.alias, key)
        return meaning_of(named, index[named.alias], index[folder_alias(named.value)])

    def _current(self, record: SessionRecord, caller: Caller) -> tuple[SessionRecord, str | None]:
        """The record to go on with, and the patient to offer when the conversation had ended."""
        now = _now()
        if not record.ended and now < self.composer.expires_at(record):
            return record, None
        last = record.patient_id
        offer = last if last and caller.may_see(last) else None
        return changes.reopened(record, now), offer

    # Retries and turns that broke off

    async def _answered(self, live: Live, message: Message) -> tuple[Live, Reply | None]:
        """The stored reply of a repeated messageId."""
        answer = live.record.answer_to(message.key) if message.key else None
        if answer is None:
            return live, None
        if answer.text_key != message.text_key:
            raise MessageIdReused
        if answer.reply is not None:
            return live, Reply.model_validate(answer.reply)
        entry = await self._notebook(live.record, answer.segment).entry(answer.message)
        if entry is None:  # its process died between the record and the message: the turn is unfinished
            return Live(changes.uncounted(live.record, answer), live.version), None
        self._keep(live)
        if "reply" in entry:
            return live, Reply.model_validate(entry["reply"])
        return live, self._compose(text_of(entry["message"]), live.record, saved=True)

    async def _settled(self, live: Live, message: Message) -> tuple[Live, Notebook | None]:
        """Deal with an unfinished turn: go on with it if this is its retry (its notebook is returned), else
        count what it left and close it with a message that says so."""
        turn = live.record.unfinished
        if turn is None:
            return live, None
        wait = (turn.lease_until - _now()).total_seconds()
        if wait > 0 and not turn.over:
            raise Conflict(retry_after=math.ceil(wait))
        same = message.key is not None and turn.message_key == message.key
        if same and turn.text_key != message.text_key:
            raise MessageIdReused
        notebook = self._notebook(live.record, turn.segment)
        await notebook.open(turn.first_message, self.assistant.window, turn.nonce)
        if turn.moving_to:
            await self._notebook_at(turn.moving_to, notebook.name).remove_copies(notebook, notebook.next)
        if notebook.next <= turn.first_message:  # nothing of it was stored: it never was
            return Live(live.record.model_copy(update={"turn": None}), live.version), None
        closers = closing(notebook.tail, replies.INTERRUPTED)
        if same and closers:
            return live, notebook
        return await self._close(live, notebook, closers, message)

    async def _close(
        self, live: Live, notebook: Notebook, closers: list[Document], message: Message
    ) -> tuple[Live, None]:
        """Write what the broken-off turn lacks and count it. It then is a turn like any other."""
        turn = live.record.last_turn
        try:
            for number, closer in enumerate(closers, notebook.next):
                await notebook.write(number, closer, turn.nonce, {})
            record = counted(live.record, notebook.next + len(closers) - 1)
            version = await self.workers.run(self.registry.save, record, live.version)
        except WriteConflict as conflict:
            raise LostFence from conflict
        if message.key is not None and turn.message_key == message.key:
            raise LostFence  # complete after all: read it as the answered message it is
        return Live(record, version), None

    # What is said without the model

    async def _say(self, live: Live, decision: Ask | Unbind | Refuse, message: Message, emit: Emit) -> Reply:
        record = live.record
        match decision:
            case Refuse():
                text = replies.REFUSED
            case Ask(question):
                text, record = replies.question(question), changes.asked(record, question, _now())
            case Unbind():
                text = replies.UNBOUND
                record = changes.asked(changes.unbound(record), Question(kind="which"), _now())
        reply = self._compose(_joined(_text(message.flag), text), record, saved=False)
        if record is not live.record:
            record = changes.remembered(record, message.key, message.text_key, reply.model_dump())
            try:
                version = await self.workers.run(self.registry.save, record, live.version)
            except WriteConflict as conflict:
                raise LostFence from conflict
            self._keep(Live(record, version))
        await emit(("delta", {"text": text}))
        return reply

    # What is said with it

    def _plan(
        self, record: SessionRecord, decision: Decision, texts: tuple[str, ...], offer: str | None
    ) -> Plan:
        match decision:
            case Bind(target):
                bound = changes.bound(record, target.patient_id, target.alias)
                return Plan(bound, texts, target.claims, moves=record.segment.messages > 0)
            case Switch(target, disputed):
                switched = changes.switched(record, target.patient_id, target.alias, disputed=disputed)
                return Plan(switched, texts, target.claims, changed=True)
            case _:
                return Plan(record, texts, offer=offer)

    async def _run(self, live: Live, plan: Plan, message: Message, emit: Emit, *, again: bool) -> Reply:
        started = time.perf_counter()
        notebook, source = await self._opened(live, plan, again=again)
        closers = closing(notebook.tail, replies.INTERRUPTED)
        if plan.going_on:
            closers, prompt = closers[:-1], None  # results for its tools at most: the answer is still to come
        else:
            prompt = [text_message("user", *plan.texts)]
        agent, manager = self._agent(live, notebook, closers, plan.record, message.caller)
        turn = FencedTurn(self.registry, notebook, live.record, live.version, self.lease)
        manager.expect(turn)
        speaker = Speaker(agent, manager, turn, emit, plan.notice)
        turn.begin(self._opening(plan, notebook, message, (*closers, *(prompt or ())), source))
        looking = asyncio.ensure_future(self._consistency(live, plan.record, warm=agent is live.agent))
        try:
            last = await speaker.speak(cast(Messages | None, prompt), self.timeout)
            emptied = await self._emptied(plan.record)
            record = await turn.settle()
            record = changes.emptied(record) if emptied else record
            milliseconds = (time.perf_counter() - started) * 1000
            text = _joined(plan.notice, text_of(last), self._offer(plan))
            reply = self._compose(
                _joined(_text(message.flag), text),
                record,
                saved=True,
                changed=plan.changed,
                consistent=await looking,
                milliseconds=milliseconds,
                usage=speaker.usage,
            )
            extra = {"reply": reply.model_dump()} if message.message_id else {}
            await turn.finish(_flagged(last, agent, message.flag), extra, record)
        except BaseException:
            await turn.abandon()
            raise
        if offer := self._offer(plan):
            await emit(("delta", {"text": "\n\n" + offer}))
        self._keep(Live(turn.record, turn.version, manager, agent, looking.result()))
        return reply

    async def _opened(self, live: Live, plan: Plan, *, again: bool) -> tuple[Notebook, Notebook | None]:
        """The notebook of the plan's segment, ready to be written; and the one whose messages move there."""
        segment = plan.record.segment
        if plan.going_on:
            return plan.going_on, None
        if plan.moves:
            source = self._notebook(live.record, segment.number)
            await source.open(segment.messages, self.assistant.window, None)
            moved = self._notebook(plan.record, segment.number)
            moved.next, moved.entries = source.next, source.entries
            return moved, source
        place = self._notebook(plan.record, segment.number)
        if live.manager and live.manager.notebook.place == place.place:
            return live.manager.notebook, None
        place.registered = live.version != ABSENT
        if segment.messages:
            await place.open(segment.messages, self.assistant.window, None)
        elif again:  # something stood where a new segment's first message was to go
            await place.open_unregistered(self.assistant.window)
            if place.next and segment.patient_id is None:
                raise NotesInTheWay  # it may be anybody's
        return place, None

    def _agent(
        self, live: Live, notebook: Notebook, closers: list[Document], record: SessionRecord, caller: Caller
    ) -> tuple[Agent, NotesSessionManager]:
        """The warm agent if it writes in this notebook, else a new one that holds the window."""
        if live.agent and live.manager and live.manager.notebook is notebook:
            return live.agent, live.manager
        patient_id = record.patient_id
        notebook.entries += [{"message": closer} for closer in closers]
        state = agent_state(patient_id, record.session_id)
        manager = manager_for(notebook, self.assistant.window, state)
        return self.assistant.agent(patient_id, caller.role, manager), manager

    def _opening(
        self,
        plan: Plan,
        notebook: Notebook,
        message: Message,
        messages: tuple[Document, ...],
        source: Notebook | None,
    ) -> Opening:
        record, now = plan.record, _now()
        before = record.last_turn if plan.going_on else None
        turn = Turn(
            nonce=before.nonce if before else secrets.token_hex(8),
            lease_until=now + self.lease,
            segment=record.current,
            first_message=before.first_message if before else notebook.next,
            message_key=message.key,
            text_key=message.text_key if message.key else None,
        )
        asked = Question(kind="resume", candidates=(plan.offer,)) if plan.offer else None
        if not plan.going_on:
            segment = record.segment.model_copy(update={"messages": notebook.next})
            record = record.with_segment(segment)
        state = agent_state(record.patient_id, record.session_id)
        return Opening(
            record=record.model_copy(update={"turn": turn, "question": asked, "active_at": now}),
            messages=messages,
            message_id=message.message_id,
            new_segment=state if notebook.next == 0 or source is not None else None,
            claims=plan.claims,
            moved_from=source,
        )

    async def _emptied(self, record: SessionRecord) -> bool:
        """After a move is committed: remove what it left behind. What fails now is done by a later turn."""
        segment = record.segment
        if not segment.left_behind:
            return False
        name = record.name(segment.number)
        try:
            await self._notebook_at(None, name).remove_all(segment.messages)
        except StoreUnavailable:
            return False
        return True

    async def _consistency(self, live: Live, record: SessionRecord, *, warm: bool) -> bool:
        """Looked at once for a warm session: it takes a listing, and documents seldom change in a talk."""
        if warm or record.patient_id is None:
            return live.consistent
        try:
            return await self.workers.run(self.consistent, record.patient_id)
        except StoreUnavailable:
            return False  # not known to be consistent

    @staticmethod
    def _offer(plan: Plan) -> str:
        return replies.question(Question(kind="resume", candidates=(plan.offer,))) if plan.offer else ""

    def _compose(self, text: str, record: SessionRecord, **about: Any) -> Reply:
        able = self.assistant.capabilities(record.patient_id)
        return self.composer.reply(text, record, capabilities=able, **about)

    def _notebook(self, record: SessionRecord, number: int) -> Notebook:
        return self._notebook_at(record.numbered(number).patient_id, record.name(number))

    def _notebook_at(self, patient_id: str | None, name: str) -> Notebook:
        return Notebook(self.store, self.workers, self.layout.segment(patient_id, name), name)

    def _keep(self, live: Live) -> None:
        """Stay warm; the session that was quiet longest goes when there are too many."""
        self._live[live.record.session_id] = live
        self._live.move_to_end(live.record.session_id)
        while len(self._live) > self.most_live:
            self._live.popitem(last=False)


def _flagged(last: Document, agent: Agent, flag: RedFlag | None) -> Document:
    """The last message as it is kept: what was answered first stands first, for the next turn's model too."""
    if flag is None:
        return last
    block: ContentBlock = {"text": flag.text}
    agent.messages[-1]["content"].insert(0, block)
    return {**last, "content": [block, *last["content"]]}


def _joined(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)


def _text(flag: RedFlag | None) -> str:
    return flag.text if flag else ""


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def _now() -> datetime:
    return datetime.now(UTC)
