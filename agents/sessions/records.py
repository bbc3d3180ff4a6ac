"""What the registry knows of a session: values only. Pure; `registry` reads and writes them."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from agents.sessions.layout import segment_name

REMEMBERED_ANSWERS = 256  # turns back that a retried messageId still finds its answer


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Segment(_Value):
    """One stretch of the session about one patient, or about nobody yet (`patient_id` None).

    `messages` counts those that a finished turn has left there; a turn under way may have added more.
    `aliases` are spellings that led here: a message that repeats one needs no look-up.
    `made`: session.json and agent.json are known to stand there.
    `left_behind`: the segment was moved here from `unknown`, where copies of its messages may still stand.
    """

    number: int
    patient_id: str | None = None
    messages: int = 0
    aliases: tuple[str, ...] = ()
    disputed: bool = False
    made: bool = False
    left_behind: bool = False


class Question(_Value):
    """What the assistant asked and waits to hear.

    `which`: name the patient. `same`: is this the patient known as `candidates[0]` under another kind of
    number (`alias` and `value` are the new one). `resume`: go on with `candidates[0]` after the session
    had ended. `text` is the message that raised it, kept where answering turns it into a patient's turn.
    """

    kind: Literal["which", "same", "resume"]
    candidates: tuple[str, ...] = ()
    alias: str | None = None
    value: str | None = None
    number_kind: str | None = None
    text: str | None = None


class Aside(_Value):
    """What the owner is told beside the model's words, in this segment: a notice before them, that the
    patient `changed`, the offer to `resume` after them. Of a turn that broke off nobody has heard it."""

    segment: int
    notice: str = ""
    changed: bool = False
    offer: Question | None = None


class Alias(_Value):
    """What a spelling, or a folder's claim, says: whose notes folder it is.

    `alias` is the spelling that made it. A folder belongs to the spelling that its claim names, and to those
    that somebody confirmed; any other spelling that points there lost a race and proves nothing.
    """

    patient_id: str
    alias: str
    confirmed: bool = False


class Turn(_Value):
    """The session's last turn: under way, finished, or left by a process that died.

    Only the registry's word makes a turn: a message beyond the counted ones belongs to the conversation
    when it carries this nonce. It is kept when the turn has finished, because the last message and the record
    are written side by side: a crash between them is recognised by it, from either side. Where that message
    is missing, the lease tells whether it is still under way.

    Each process that goes on with a turn does so under a nonce of its own. `claims` are made beside the
    record; should one turn out to be another's, the session goes back to what it was `before`.
    """

    nonce: str
    earlier: tuple[str, ...] = ()  # nonces of those who had this turn, oldest first
    lease_until: datetime
    segment: int
    first_message: int
    prompt: int = 0  # number of the caller's message: what the turn before lacked is written ahead of it
    message_key: str | None = None  # hash of the caller's messageId
    text_key: str | None = None  # hash of its text
    moving_to: str | None = None  # patient whose folder gets copies of this segment before the record says so
    aside: "Aside | None" = None
    void: bool = False  # it is being undone; whoever meets it goes on with that
    over: bool = False  # given up in an orderly way: nobody has to wait for the lease
    claims: tuple[tuple[str, Alias], ...] = ()
    before: "SessionRecord | None" = None

    def left(self, now: datetime) -> float:
        """Seconds for which whoever has this turn may still be at work on it."""
        return 0.0 if self.over else max(0.0, (self.lease_until - now).total_seconds())

    @property
    def nonces(self) -> tuple[str, ...]:
        return (*self.earlier, self.nonce)


class Answered(_Value):
    """A `messageId` that has its answer: the number of the assistant message that carries the reply."""

    message_key: str
    text_key: str
    segment: int
    message: int
    reply: dict[str, Any] | None = (
        None  # of a turn without notes (a question): there is no message to carry it
    )


class Share(_Value):
    """A colleague (as `owner` is written) who may use the session while it is about this patient."""

    caller: str
    patient_id: str
    since: datetime
    until: datetime


class SessionRecord(_Value):
    session_id: str
    owner: str
    started_at: datetime  # of the conversation under way; a message to an ended session starts another
    active_at: datetime
    ended: bool = False
    segments: tuple[Segment, ...] = (Segment(number=1),)
    current: int = 1
    since: int = 1  # the first segment of the conversation under way
    turns: int = 0
    question: Question | None = None
    unheard: Aside | None = None  # of turns that broke off; the owner's next reply says it
    turn: Turn | None = None
    shares: tuple[Share, ...] = ()
    answered: tuple[Answered, ...] = Field(default=(), max_length=REMEMBERED_ANSWERS)

    @property
    def segment(self) -> Segment:
        return self.numbered(self.current)

    @property
    def last_turn(self) -> Turn:
        """Of a record that a turn was begun with, or ended by."""
        if self.turn is None:
            raise ValueError("no turn was begun on this record")
        return self.turn

    @property
    def unfinished(self) -> Turn | None:
        """A turn that wrote, or may have written, messages which no finished turn has counted; or copies."""
        turn = self.turn
        if turn and (turn.moving_to or self.numbered(turn.segment).messages <= turn.first_message):
            return turn
        return None

    @property
    def patient_id(self) -> str | None:
        return self.segment.patient_id

    def numbered(self, number: int) -> Segment:
        return self.segments[number - 1]  # they are counted from 1 and never removed

    def name(self, number: int) -> str:
        return segment_name(self.session_id, number)

    def with_segment(self, segment: Segment) -> "SessionRecord":
        """The same session with this segment put in its place, or added as the next one."""
        before, after = self.segments[: segment.number - 1], self.segments[segment.number :]
        return self.model_copy(update={"segments": (*before, segment, *after)})

    def answer_to(self, message_key: str) -> Answered | None:
        return next((answer for answer in self.answered if answer.message_key == message_key), None)

    @property
    def about_the_patient(self) -> tuple[Segment, ...]:
        """The segments about the current patient. What was said in a disputed one is about somebody else."""
        mine = (segment for segment in self.segments if segment.patient_id == self.patient_id)
        return tuple(segment for segment in mine if not segment.disputed)
