"""One turn, start to end: gather (registry, aliases), decide (pure), then answer.

A session's agent stays warm in this process; the conditional write that starts each turn proves that it is
still right. On any doubt it is dropped and the session is read again.
"""

import asyncio
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from agents.audit.auditor import Account, Act, Auditor, unaudited
from agents.audit.turns import accounted, tell
from agents.contract import Reply
from agents.errors import Conflict, NotesUnreadable, NotFound, StoreUnavailable
from agents.identity import Caller
from agents.patients import Identifier, Mention, Reading, find_patient
from agents.redaction.turn_log import Outcome
from agents.sessions import changes
from agents.sessions.archive import Archive
from agents.sessions.documents import text_of
from agents.sessions.records import Question, SessionRecord
from agents.sessions.recovery import Found, Recovery
from agents.sessions.registry import Alias, folder_alias
from agents.sessions.store import ABSENT
from agents.sessions.turns import LostFence
from agents.turn import replies
from agents.turn.admission import admit
from agents.turn.answering import Answering, Live
from agents.turn.decision import (
    Ask,
    Meaning,
    Refuse,
    Unbind,
    as_read_by,
    decide,
    kept_to_the_owner,
    meaning_of,
    own_target,
    read,
)
from agents.turn.message import Message
from agents.turn.planning import (
    plan_of,
    plan_to_go_on,
    saying_what_was_unheard,
    was_waiting,
    with_question,
)
from agents.turn.speaking import Emit

_ONE_PATIENT = (Reading.NAMED, Reading.CORRECTED, Reading.DENIED)
Index = dict[str, Alias | None]


@dataclass(frozen=True, slots=True)
class Answer:
    reply: Reply
    outcome: Outcome


@dataclass(slots=True)
class Conversations:
    """The turns of this process. `most_live`: sessions that stay warm at once."""

    archive: Archive
    recovery: Recovery
    answering: Answering
    most_live: int
    auditor: Auditor = field(default_factory=unaudited)
    _live: OrderedDict[str, Live] = field(default_factory=OrderedDict)
    _busy: set[str] = field(default_factory=set)
    _forgotten: set[str] = field(default_factory=set)  # while busy

    async def turn(self, message: Message, emit: Emit) -> Answer:
        """Answer one message. Raises an AssistantError: then the session is as it was, or the message is
        stored and waits for its retry."""
        async with accounted(self.auditor, message) as account:
            await self._admit_early(message)
            self._busy.add(message.session_id)
            try:
                try:
                    answer = await self._turn(message, emit, account, again=False)
                except LostFence:  # read anew; a second loss is the caller's
                    answer = await self._turn(message, emit, account, again=True)
                except NotesUnreadable:  # perhaps they were just moved: the record says where, read anew
                    answer = await self._turn(message, emit, account, again=False)
            finally:
                self._busy.discard(message.session_id)
                self._forgotten.discard(message.session_id)
            account.outcome = str(answer.outcome)
            return answer

    async def sweep(self, most: int = 50) -> int:
        """End up to `most` warm sessions whose time is over, longest quiet first; says how many."""
        over = [live for live in self._live.values() if self._is_over(live.record)][:most]
        for live in over:
            self.forget(live.record.session_id)
            ended = changes.ended(live.record)
            with suppress(LostFence, StoreUnavailable):  # somebody talks elsewhere, or the next sweep ends it
                await self.archive.save(ended, live.version)
                await asyncio.to_thread(self.auditor.swept, ended.session_id, ended.patient_id)
        return len(over)

    def forget(self, session_id: str) -> None:
        """Drop what this process keeps warm of a session, also after a turn that is under way. Its notes and
        its registry record stay."""
        self._live.pop(session_id, None)
        if session_id in self._busy:
            self._forgotten.add(session_id)

    def _is_over(self, record: SessionRecord) -> bool:
        return not record.ended and self.answering.composer.as_of(record, _now()).ended

    async def _admit_early(self, message: Message) -> None:
        """Before anything is touched: who has no part in a session neither learns that it is busy nor makes
        it go cold. Raises Conflict for a busy one."""
        warm = self._live.get(message.session_id)
        foreign = warm is not None and warm.record.owner != message.caller.id
        if foreign or message.session_id in self._busy:
            loaded = await self.archive.load(message.session_id)
            if loaded is not None:
                admit(message.caller, self.answering.composer.as_of(loaded[0], _now()), _now())
        if message.session_id in self._busy:  # last, and nothing is awaited before the turn is begun
            raise Conflict

    def _admit(self, message: Message, record: SessionRecord, account: Account) -> None:
        now = _now()
        admit(message.caller, self.answering.composer.as_of(record, now), now)
        account.patient_id = record.patient_id

    async def _turn(self, message: Message, emit: Emit, account: Account, *, again: bool) -> Answer:
        mention = find_patient(message.text)
        live, index = await self._gather(message, mention)
        self._admit(message, live.record, account)
        found = await self.recovery.look(live.record, live.version, message.repeat)
        if found.answer is not None:
            account.act = Act.REPEAT
            account.patient_id = found.record.numbered(found.answer.segment).patient_id
            return self._repeated(found, message)
        if found.record is not live.record:  # without its last turn it may be about another patient
            live = Live(found.record, found.version)
            self._admit(message, live.record, account)
        if found.going_on is not None:
            plan = plan_to_go_on(found, message.text)
        else:
            record, question = self._current(live.record)
            own = live.record.owner == message.caller.id
            asked = live.record.question if own else None
            mention, answer = read(message.text, asked) if asked and not question else (mention, None)
            if answer and asked and asked.kind == "resume" and not await self._is_answered(live):
                mention, answer = find_patient(message.text), None  # nobody has heard the offer
            mention = as_read_by(message.caller, mention)
            meaning = answer or await self._meaning(mention, record, index, message.caller)
            decision = decide(record.patient_id, mention, meaning, message.caller, message.text)
            decision = kept_to_the_owner(message.caller, live.record, record, decision)
            tell(account, record.patient_id, decision, meaning)
            if isinstance(decision, Ask | Unbind | Refuse):
                return await self._say(replace(live, record=record), decision, message, emit, asked)
            plan = plan_of(record, decision)
            plan = with_question(plan, message.text, mention, asked, question)
            plan = saying_what_was_unheard(message.caller, plan, live.record.unheard)
            plan = plan if own else replace(plan, question=live.record.question)  # it waits for the owner
        reply, live = await self.answering.answer(live, plan, message, emit, again=again)
        live.tidying = asyncio.create_task(self.answering.tidy(live))
        self._keep(live)
        return Answer(reply, Outcome.ANSWERED)

    async def _gather(self, message: Message, mention: Mention) -> tuple[Live, Index]:
        """The session, and what the index says of the patient that the message names: one wave."""
        live = self._live.pop(message.session_id, None)
        if live is not None and live.tidying is not None:
            await live.tidying
        named = mention.patients[0] if mention.reading in _ONE_PATIENT and mention.patients else None
        if named and live and named.alias in live.record.segment.aliases:
            named = None
        keys = (named.alias, folder_alias(named.value)) if named else ()
        fresh = live is not None and live.record.owner == message.caller.id  # a share may have been revoked
        loading = _nothing() if fresh else self.archive.load(message.session_id)
        aliases = asyncio.gather(*(self.archive.alias(key) for key in keys))
        loaded, found = await asyncio.gather(loading, aliases)
        if loaded is not None:
            live = live if live and live.version == loaded[1] else Live(*loaded)
        if live is None:
            live = Live(changes.new_session(message.session_id, message.caller.id, _now()), ABSENT)
        return live, dict(zip(keys, found, strict=True))

    async def _meaning(
        self, mention: Mention, record: SessionRecord, index: Index, caller: Caller
    ) -> Meaning:
        if mention.reading is Reading.NOBODY and caller.own_record and record.patient_id is None:
            return own_target(caller.own_record, await self.archive.alias(folder_alias(caller.own_record)))
        if mention.reading not in _ONE_PATIENT or not mention.patients:
            return None
        named: Identifier = mention.patients[0]
        if record.patient_id and named.alias in record.segment.aliases:
            known = Alias(patient_id=record.patient_id, alias=named.alias, confirmed=True)
            return meaning_of(named, known, None)
        for key in (named.alias, folder_alias(named.value)):
            if key not in index:
                index[key] = await self.archive.alias(key)
        return meaning_of(named, index[named.alias], index[folder_alias(named.value)])

    async def _is_answered(self, live: Live) -> bool:
        """Whether the last turn's reply is stored: it is written beside the record that counts it."""
        if live.agent is not None:
            return True
        segment = live.record.segment
        notebook = self.archive.notebook(live.record, segment.number)
        return await notebook.entry(segment.messages - 1) is not None

    def _current(self, record: SessionRecord) -> tuple[SessionRecord, Question | None]:
        """The record to go on with; in an ended session a new conversation, and the offer to resume."""
        if not self.answering.composer.as_of(record, _now()).ended:
            return record, None
        offered = (record.patient_id,) if record.patient_id else ()
        return changes.reopened(record, _now()), Question(kind="resume", candidates=offered)

    def _repeated(self, found: Found, message: Message) -> Answer:
        """The reply that was given, word for word; of a turn that was closed for it, what closed it."""
        answer, record = found.answer, found.record
        if answer is None or not _may_see(message.caller, record.numbered(answer.segment).patient_id):
            raise NotFound
        stored = answer.reply or (found.stored or {}).get("reply")
        if stored is not None:
            return Answer(Reply.model_validate(stored), Outcome.REPEATED)
        text = replies.joined(message.emergency, text_of((found.stored or {})["message"]))
        then = record.model_copy(update={"current": answer.segment})  # the patient it was about
        return Answer(self._compose(text, then, message.caller, saved=True), Outcome.REPEATED)

    async def _say(
        self,
        live: Live,
        decision: Ask | Unbind | Refuse,
        message: Message,
        emit: Emit,
        asked: Question | None,
    ) -> Answer:
        """Answer without the model and without notes; what waits for an answer is kept in the registry, in
        the place of what was `asked` before."""
        record, outcome, aside = live.record, Outcome.ASKED, None
        if record.unheard and record.owner == message.caller.id:
            aside = record.unheard if record.unheard.segment == record.current else None
            record = record.model_copy(update={"unheard": None})
        match decision:
            case Refuse():
                text, outcome = replies.REFUSED, Outcome.REFUSED
            case Ask(question):
                text, record = replies.question(question), changes.asked(record, question, _now())
            case Unbind():
                text = replies.UNBOUND
                record = changes.asked(changes.unbound(record), Question(kind="which"), _now())
        text = replies.joined(aside.notice, replies.ENDED if aside.offer else "", text) if aside else text
        if record is not live.record and record.question != asked and was_waiting(asked):
            text = replies.joined(replies.NOT_KEPT, text)
        said = replies.joined(message.emergency, text)
        changed = aside is not None and aside.changed
        reply = self._compose(said, record, message.caller, saved=False, changed=changed)
        if record is not live.record:
            record = changes.remembered(
                record, message.repeat.key, message.repeat.text_key, reply.model_dump()
            )
            self._keep(Live(record, await self.archive.save(record, live.version)))
        await emit(("delta", {"text": text}))
        return Answer(reply, outcome)

    def _compose(
        self, text: str, record: SessionRecord, caller: Caller, *, saved: bool, changed: bool = False
    ) -> Reply:
        able = self.answering.assistant.capabilities(record.patient_id, caller)
        return self.answering.composer.reply(text, record, saved=saved, capabilities=able, changed=changed)

    def _keep(self, live: Live) -> None:
        """Stay warm; the session that was quiet longest goes when there are too many."""
        if live.record.session_id in self._forgotten:
            return
        self._live[live.record.session_id] = live
        self._live.move_to_end(live.record.session_id)
        while len(self._live) > self.most_live:
            self._live.popitem(last=False)


async def _nothing() -> None:
    """In place of a request that is not needed."""


def _may_see(caller: Caller, patient_id: str | None) -> bool:
    return patient_id is None or caller.may_see(patient_id)


def _now() -> datetime:
    return datetime.now(UTC)
