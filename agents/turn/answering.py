"""The acting half of a turn: open the notes, let the agent speak inside a fenced turn, keep, reply."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import cast

from strands import Agent
from strands.types.content import ContentBlock, Messages

from agents.assistant import Assistant, agent_state
from agents.context import SummarizingWindow
from agents.contract import Reply
from agents.errors import AssistantError, NotesInTheWay, StoreUnavailable
from agents.identity import Caller, Role
from agents.safety import RedFlag
from agents.sessions import changes
from agents.sessions.archive import Archive
from agents.sessions.documents import Document, closing, text_message, text_of
from agents.sessions.notebook import Notebook
from agents.sessions.records import SessionRecord
from agents.sessions.store import ABSENT
from agents.sessions.strands_manager import NotesSessionManager, manager_for
from agents.sessions.turns import FencedTurn
from agents.turn import replies
from agents.turn.message import Message
from agents.turn.opening import opening
from agents.turn.planning import Plan, offering_only_visible, saying_what_was_unheard
from agents.turn.speaking import Emit, Speaker

logger = logging.getLogger(__name__)


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
    role: Role | None = None  # whom the agent was made for: its prompt says so
    tidying: "asyncio.Task[None] | None" = None  # the next turn waits for it


@dataclass(frozen=True, slots=True)
class Answering:
    """`timeout`: seconds for the model and its tools. `consistent` reads documents and may block."""

    archive: Archive
    assistant: Assistant
    composer: replies.Composer
    lease: timedelta
    timeout: float
    consistent: Callable[[str], bool]

    async def answer(
        self, live: Live, plan: Plan, message: Message, emit: Emit, *, again: bool
    ) -> tuple[Reply, Live]:
        """Run the planned turn. `again`: an earlier try found notes where it meant to write."""
        started = time.perf_counter()
        if live.role is not message.caller.role:
            live = replace(live, manager=None, agent=None)
        plan, speaker, prompt = await self._begun(live, plan, message, emit, again=again)
        agent, manager, turn = speaker.agent, speaker.manager, speaker.turn
        looking = asyncio.create_task(self._consistency(live, plan.record, warm=agent is live.agent))
        emptying = asyncio.create_task(self._emptied(turn, plan.record))
        try:
            last = await speaker.speak(prompt, self.timeout)
            emptied, consistent = await emptying, await looking  # while the lease is still renewed
            record = changes.emptied(await turn.settle(), emptied)
            record = record.model_copy(update={"question": plan.question})
            reply = self.composer.reply(
                replies.joined(message.emergency, plan.notice, text_of(last), plan.offer),
                record,
                saved=True,
                capabilities=self.assistant.capabilities(record.patient_id, message.caller),
                changed=plan.changed,
                consistent=consistent,
                milliseconds=(time.perf_counter() - started) * 1000,
                usage=speaker.usage,
            )
            extra = {"reply": reply.model_dump()} if message.message_id else {}
            await turn.finish(_flagged(last, agent, message.flag), extra, record)
        except BaseException:
            looking.cancel()
            emptying.cancel()
            await turn.abandon()
            raise
        if plan.offer:
            await emit(("delta", {"text": "\n\n" + plan.offer}))
        return reply, Live(turn.record, turn.version, manager, agent, consistent, message.caller.role)

    async def _begun(
        self, live: Live, plan: Plan, message: Message, emit: Emit, *, again: bool
    ) -> tuple[Plan, Speaker, Messages | None]:
        """The turn's first wave is on its way; who will speak, and what they are asked (None: to go on).
        The plan changes where the answer before is counted but missing: what it said is said now."""
        notebook, source = await self._opened(live, plan, again=again)
        closers = closing(notebook.tail, replies.INTERRUPTED)
        prompt = [text_message("user", *plan.texts)]
        if plan.going_on:
            closers, prompt = closers[:-1], []  # results for its tools at most: the answer is still to come
        elif notebook.short and live.record.turn is not None:
            aside = live.record.turn.aside or plan.record.unheard
            plan = saying_what_was_unheard(message.caller, plan, aside)
        plan = offering_only_visible(message.caller, plan)
        now = self.archive.now
        turn = FencedTurn(self.archive.registry, notebook, live.record, live.version, self.lease, now)
        agent, manager = self._agent(live, turn, closers, plan.record, message.caller)
        speaker = Speaker(agent, manager, turn, emit, message.caller, plan.notice)
        messages = (*closers, *prompt)
        first = opening(plan, message, messages, live.record, notebook, source, now=now(), lease=self.lease)
        turn.begin(first)
        return plan, speaker, cast(Messages, prompt) or None

    async def tidy(self, live: Live) -> None:
        """Between turns: summarise what the window no longer holds, if it is time.

        If that fails the agent goes, since its own counting may be off; the notes have everything.
        """
        if live.agent is None or live.manager is None:
            return
        context = live.agent.conversation_manager
        if not isinstance(context, SummarizingWindow) or not context.due(live.agent.messages):
            return
        try:
            await asyncio.to_thread(context.reduce_context, live.agent)
            await live.manager.notebook.keep_context(context.get_state())
        except Exception as error:
            live.agent = live.manager = None
            logger.warning("no summary was made", exc_info=error)

    async def _opened(self, live: Live, plan: Plan, *, again: bool) -> tuple[Notebook, Notebook | None]:
        """The notebook of the plan's segment, ready to be written; and the one whose messages move there."""
        segment, window = plan.record.segment, self.assistant.window
        if plan.going_on:
            return plan.going_on, None
        notebook = self.archive.notebook(plan.record, segment.number)
        if plan.moves:
            source = self.archive.notebook(live.record, segment.number)
            await source.open(segment.messages, window)
            self._demand_whole(source, live.record)
            if again and await notebook.holds_other_than(source):
                raise NotesInTheWay
            notebook.next, notebook.entries, notebook.agent = source.next, source.entries, source.agent
            return notebook, source
        if live.manager and live.manager.notebook.place == notebook.place:
            return live.manager.notebook, None
        notebook.registered = live.version != ABSENT
        if segment.messages:
            await notebook.open(segment.messages, window)
            self._demand_whole(notebook, live.record)
        elif again:  # something stood where a new segment's first message was to go
            await notebook.open_unregistered(window)
            notebook.forget_lost()
            if notebook.next and segment.patient_id is None:
                raise NotesInTheWay  # it may be anybody's
        return notebook, None

    def _demand_whole(self, notebook: Notebook, record: SessionRecord) -> None:
        """The last message may be under way, beside the record that counts it. It may also never come."""
        if notebook.short:
            self.archive.demand_idle(record.turn)

    def _agent(
        self, live: Live, turn: FencedTurn, closers: list[Document], record: SessionRecord, caller: Caller
    ) -> tuple[Agent, NotesSessionManager]:
        """The warm agent if it writes in the turn's notebook, else a new one that holds the window."""
        if live.agent and live.manager and live.manager.notebook is turn.notebook:
            live.manager.expect(turn)
            return live.agent, live.manager
        turn.notebook.entries += [{"message": closer} for closer in closers]
        state = agent_state(record.patient_id, record.session_id)
        manager = manager_for(turn.notebook, self.assistant.window, state)
        manager.expect(turn)  # before the agent: a manager that is nobody's turn opens its notes itself
        return self.assistant.agent(record.patient_id, caller.role, manager), manager

    async def _emptied(self, turn: FencedTurn, record: SessionRecord) -> list[int]:
        """Once the turn is fenced, and so a move committed: remove what moves left behind, while the model
        works. Answers the segments of which nothing is left; what fails now is done by a later turn."""
        left = [segment for segment in record.segments if segment.left_behind]
        try:
            await turn.fenced()
            for segment in left:
                name = record.name(segment.number)
                await self.archive.notebook_at(None, name, record.owner).remove_all(segment.messages)
        except AssistantError:
            return []
        return [segment.number for segment in left]

    async def _consistency(self, live: Live, record: SessionRecord, *, warm: bool) -> bool:
        """Looked at once for a warm session: it takes a listing, and documents seldom change in a talk."""
        if warm or record.patient_id is None:
            return live.consistent
        try:
            return await self.archive.workers.run(self.consistent, record.patient_id)
        except StoreUnavailable:
            return False  # not known to be consistent


def _flagged(last: Document, agent: Agent, flag: RedFlag | None) -> Document:
    """The last message as it is kept: what was answered first stands first, for the next turn's model too."""
    if flag is None:
        return last
    block: ContentBlock = {"text": flag.text}
    agent.messages[-1]["content"].insert(0, block)
    return {**last, "content": [block, *last["content"]]}
