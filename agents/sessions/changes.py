"""How a session's record changes: new conversation, bind, switch, unbind, a turn's start. Pure."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from agents.sessions.records import REMEMBERED_ANSWERS, Answered, Question, Segment, SessionRecord, Turn


def new_session(session_id: str, owner: str, now: datetime) -> SessionRecord:
    return SessionRecord(session_id=session_id, owner=owner, started_at=now, active_at=now)


def reopened(record: SessionRecord, now: datetime) -> SessionRecord:
    """An ended session's next conversation: a segment of its own, about nobody until somebody is named."""
    return _with_new(record, None, ()).model_copy(
        update={
            "since": len(record.segments) + 1,
            "started_at": now,
            "active_at": now,
            "ended": False,
            "question": None,
            "shares": (),  # with the conversation that they were for
        }
    )


def ended(record: SessionRecord) -> SessionRecord:
    """The conversation is over. Of a message that waited for its patient only that it did: the next reply
    says that it was not kept."""
    question = record.question
    lost = None if question is None or question.text is None else question.model_copy(update={"text": ""})
    return record.model_copy(update={"ended": True, "question": lost})


def bound(record: SessionRecord, patient_id: str, alias: str) -> SessionRecord:
    """The unbound segment becomes the patient's. Its messages, if it has any, have to be moved there."""
    segment = record.segment
    return record.with_segment(
        segment.model_copy(
            update={
                "patient_id": patient_id,
                "aliases": (*segment.aliases, alias),
                "left_behind": segment.messages > 0,
                "made": False,
            }
        )
    )


def switched(record: SessionRecord, patient_id: str, alias: str, *, disputed: bool) -> SessionRecord:
    """To the patient's own segment of this conversation, or to a new one."""
    if disputed:
        record = record.with_segment(record.segment.model_copy(update={"disputed": True}))
    for segment in reversed(record.segments[record.since - 1 :]):
        if segment.patient_id == patient_id and not segment.disputed:
            known = segment.aliases if alias in segment.aliases else (*segment.aliases, alias)
            resumed = record.with_segment(segment.model_copy(update={"aliases": known}))
            return resumed.model_copy(update={"current": segment.number})
    return _with_new(record, patient_id, (alias,))


def unbound(record: SessionRecord) -> SessionRecord:
    """Not that patient, and nobody else yet."""
    return _with_new(record, None, ())


def asked(record: SessionRecord, question: Question | None, now: datetime) -> SessionRecord:
    return record.model_copy(update={"question": question, "active_at": now})


def remembered(
    record: SessionRecord, message_key: str | None, text_key: str, reply: dict[str, Any]
) -> SessionRecord:
    """The answer to a messageId whose turn left no notes: it is kept here."""
    if message_key is None:
        return record
    answer = Answered(
        message_key=message_key, text_key=text_key, segment=record.current, message=-1, reply=reply
    )
    return record.model_copy(update={"answered": (*record.answered, answer)[-REMEMBERED_ANSWERS:]})


def counted(record: SessionRecord, last_message: int, now: datetime, *, made: bool) -> SessionRecord:
    """The record after a turn whose last message has this number. `made`: in a segment with all its files."""
    turn = record.last_turn
    segment = record.numbered(turn.segment)
    segment = segment.model_copy(update={"messages": last_message + 1, "made": made or segment.made})
    update: dict[str, Any] = {
        "turn": turn.model_copy(update={"claims": (), "before": None}),
        "turns": record.turns + 1,
        "active_at": now,
    }
    if turn.message_key and turn.text_key:
        answer = Answered(
            message_key=turn.message_key, text_key=turn.text_key, segment=turn.segment, message=last_message
        )
        update["answered"] = (*record.answered, answer)[-REMEMBERED_ANSWERS:]
    return record.with_segment(segment).model_copy(update=update)


def closed(record: SessionRecord, last_message: int, now: datetime, *, told: bool) -> SessionRecord:
    """The record after a turn that broke off was closed. `told`: its stored reply is given to its retry now;
    otherwise what it would have told is still to tell."""
    aside, done = record.last_turn.aside, counted(record, last_message, now, made=True)
    if told:
        offer = aside.offer if aside else None
        return done.model_copy(update={"question": offer or record.question})
    return done.model_copy(update={"unheard": aside or record.unheard})


def with_turn(record: SessionRecord, **changes: Any) -> SessionRecord:
    return record.model_copy(update={"turn": record.last_turn.model_copy(update=changes)})


def given_up(record: SessionRecord) -> SessionRecord:
    return with_turn(record, over=True)


def uncounted(record: SessionRecord, answer: Answered) -> SessionRecord:
    """The record as if the turn of this answer had not finished: its last message never was written."""
    segment = record.numbered(answer.segment).model_copy(update={"messages": record.last_turn.first_message})
    rest = tuple(other for other in record.answered if other is not answer)
    return record.with_segment(segment).model_copy(update={"answered": rest, "turns": record.turns - 1})


def restored(before: SessionRecord, after: SessionRecord) -> SessionRecord:
    """The session as it was before a turn. An end, and shares given or revoked since, hold."""
    update: dict[str, Any] = {"answered": after.answered, "ended": before.ended or after.ended}
    if before.since == after.since:
        update["shares"] = after.shares
    return before.model_copy(update=update)


def includes(record: SessionRecord, opened: SessionRecord, turn: Turn) -> bool:
    """Whether a record knows the messages of a turn that was opened with another one."""
    if record.turn is not None and turn.nonce in record.turn.nonces:
        return True
    if len(record.segments) < turn.segment:
        return False
    theirs, ours = record.numbered(turn.segment), opened.numbered(turn.segment)
    return theirs.patient_id == ours.patient_id and theirs.messages > turn.first_message


def emptied(record: SessionRecord, numbers: Iterable[int]) -> SessionRecord:
    """Nothing is left where these segments were moved from."""
    for number in numbers:
        record = record.with_segment(record.numbered(number).model_copy(update={"left_behind": False}))
    return record


def _with_new(record: SessionRecord, patient_id: str | None, aliases: tuple[str, ...]) -> SessionRecord:
    number = len(record.segments) + 1
    added = record.with_segment(Segment(number=number, patient_id=patient_id, aliases=aliases))
    current: dict[str, Any] = {"current": number}
    return added.model_copy(update=current)
