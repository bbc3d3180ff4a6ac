"""From a decision to a plan: the record that it leads to, its texts, its notices. Pure; no I/O, no clock."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agents.patients import Mention, Reading
from agents.sessions import changes
from agents.sessions.records import Question, SessionRecord
from agents.turn import replies
from agents.turn.decision import Bind, Claims, Stay, Switch, carries

if TYPE_CHECKING:
    from agents.sessions.notebook import Notebook
    from agents.sessions.recovery import Found


@dataclass(frozen=True, slots=True)
class Plan:
    """What a decided turn will do, and what is said around the model's words.

    `texts` are the message's blocks: one that waited with a question comes before its answer. `moves`: the
    unbound segment's messages go to the patient first. `going_on` is the open notebook of a stored message
    that this retry continues. `question` is what waits afterwards; an `offer` is said, too.
    """

    record: SessionRecord
    texts: tuple[str, ...]
    claims: Claims = ()
    moves: bool = False
    changed: bool = False
    notice: str = ""
    question: Question | None = None
    going_on: "Notebook | None" = None

    def alters(self, before: SessionRecord) -> bool:
        """Whether more changes than a turn's own messages: it is undone if the message is not kept."""
        return bool(self.claims) or self.record is not before or self.question != before.question

    @property
    def offer(self) -> str:
        return replies.question(self.question) if self.question and self.question.kind == "resume" else ""


def plan_of(record: SessionRecord, decision: Stay | Bind | Switch) -> Plan:
    """The plan without its texts: they join in `with_question`."""
    match decision:
        case Bind(target):
            bound = changes.bound(record, target.patient_id, target.alias)
            return Plan(bound, (), target.claims, moves=record.segment.messages > 0)
        case Switch(target, disputed):
            switched = changes.switched(record, target.patient_id, target.alias, disputed=disputed)
            return _saying_so(Plan(switched, (), target.claims))
        case _:
            return Plan(record, ())


def plan_to_go_on(found: "Found", text: str) -> Plan:
    """The retry of a message that is stored and was not answered: as it was decided then."""
    turn, question = found.record.last_turn, found.record.question
    return Plan(
        found.record,
        (text,),
        changed=turn.changed,
        notice=turn.notice,
        question=question,
        going_on=found.going_on,
    )


def saying_what_was_unheard(plan: Plan, record: SessionRecord) -> Plan:
    """Of a turn that broke off and was closed nobody heard a reply: what it said before the model's words,
    and its offer to resume, are said now. Not where the conversation has left its segment."""
    turn, question = record.turn, record.question
    if turn is None or turn.segment != plan.record.current:
        return plan
    offer = question if question and question.kind == "resume" and not plan.record.patient_id else None
    notice = replies.joined(turn.notice, plan.notice)
    return replace(plan, changed=plan.changed or turn.changed, notice=notice, question=plan.question or offer)


def _saying_so(plan: Plan) -> Plan:
    patient_id = plan.record.patient_id
    return replace(plan, changed=True, notice=replies.changed(patient_id)) if patient_id else plan


def with_question(
    plan: Plan, text: str, mention: Mention, asked: Question | None, offer: Question | None
) -> Plan:
    """The plan with its texts: a message that waited joins the turn that answers its question.

    In an ended session the reply says so: by the offer to resume, or by itself where somebody is named. A
    `which` that was not answered goes on waiting. A yes-or-no question does not, or a later "sí" to
    something else would answer it; nor does any in a session that ended. That a message was not kept is said.
    """
    waited = asked.text if asked else None
    if offer is not None:
        plan = replace(plan, notice=replies.joined(plan.notice, replies.NOT_KEPT if waited else ""))
        if offer.candidates and plan.record.patient_id is None:
            return replace(plan, texts=(text,), question=offer)
        return replace(plan, texts=(text,), notice=replies.joined(replies.ENDED, plan.notice))
    if asked and waited and carries(asked, mention):
        return replace(plan, texts=(waited, text))
    if asked and asked.kind == "which" and mention.reading is Reading.NOBODY:
        return replace(plan, texts=(text,), question=asked)
    notice = replies.joined(plan.notice, replies.NOT_KEPT if waited else "")
    return replace(plan, texts=(text,), notice=notice)
