"""From a decision to a plan: the record that it leads to, its texts, its notices. Pure; no I/O, no clock."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agents.identity import Caller
from agents.patients import Mention, Reading
from agents.sessions import changes
from agents.sessions.records import Aside, Question, SessionRecord
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
    def offered(self) -> Question | None:
        return self.question if self.question and self.question.kind == "resume" else None

    @property
    def waiting(self) -> Question | None:
        """The question that waits while the turn runs. An offer waits from when its reply is stored: a "sí"
        is no answer to what nobody heard."""
        return None if self.offered else self.question

    @property
    def offer(self) -> str:
        return replies.question(self.offered) if self.offered else ""

    @property
    def aside(self) -> Aside | None:
        if not (self.notice or self.changed or self.offered):
            return None
        return Aside(
            segment=self.record.current, notice=self.notice, changed=self.changed, offer=self.offered
        )


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
    plan = Plan(found.record, (text,), question=found.record.question, going_on=found.going_on)
    return _saying(plan, found.record.last_turn.aside)


def saying_what_was_unheard(caller: Caller, plan: Plan, aside: Aside | None) -> Plan:
    """Beside what this turn's reply says. A colleague's turn leaves it to the owner's next one."""
    own = plan.record.owner == caller.id
    unheard = None if own else aside
    if plan.record.unheard != unheard:
        plan = replace(plan, record=plan.record.model_copy(update={"unheard": unheard}))
    return _saying(plan, aside) if own else plan


def offering_only_visible(caller: Caller, plan: Plan) -> Plan:
    """Rights may have changed since somebody was to be offered: then the end alone is said."""
    if plan.offered is None or all(map(caller.may_see, plan.offered.candidates)):
        return plan
    return replace(plan, question=None, notice=replies.joined(replies.ENDED, plan.notice))


def _saying(plan: Plan, aside: Aside | None) -> Plan:
    """Not where the conversation has left the segment that it was about."""
    if aside is None or aside.segment != plan.record.current:
        return plan
    return replace(
        plan,
        changed=plan.changed or aside.changed,
        notice=replies.joined(aside.notice, plan.notice),
        question=plan.question or (None if plan.record.patient_id else aside.offer),
    )


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
    not_kept = replies.NOT_KEPT if was_waiting(asked) else ""
    if offer is not None:
        plan = replace(plan, notice=replies.joined(plan.notice, not_kept))
        if offer.candidates and plan.record.patient_id is None:
            return replace(plan, texts=(text,), question=offer)
        return replace(plan, texts=(text,), notice=replies.joined(replies.ENDED, plan.notice))
    if asked and asked.text and carries(asked, mention):
        return replace(plan, texts=(asked.text, text))
    if asked and asked.kind == "which" and mention.reading is Reading.NOBODY:
        return replace(plan, texts=(text,), question=asked)
    return replace(plan, texts=(text,), notice=replies.joined(plan.notice, not_kept))


def was_waiting(asked: Question | None) -> bool:
    """Whether a message waits with the question, or did when the conversation ended."""
    return asked is not None and asked.text is not None
