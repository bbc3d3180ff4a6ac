"""What the assistant says itself, without the model, and how a reply is put together. Pure; Spanish."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from agents.config import Settings
from agents.contract import Lack, Metadata, PatientContext, Reply, SessionInfo
from agents.sessions.layout import Layout
from agents.sessions.records import Question, SessionRecord

REFUSED = "No encuentro a ese paciente entre los que usted puede consultar. Esta sesión no cambió."
UNBOUND = "De acuerdo: esta sesión ya no se refiere a ese paciente. ¿De qué paciente se trata?"
INTERRUPTED = (
    "La respuesta al mensaje anterior se interrumpió antes de terminar. Si aún la necesita, pídala de nuevo."
)
ENDED = "La conversación anterior terminó."
NOT_KEPT = "Su mensaje anterior no se guardó, porque no se aclaró de qué paciente era. Repítalo si aún vale."


def joined(*texts: str) -> str:
    """Paragraphs; empty ones are left out."""
    return "\n\n".join(text for text in texts if text)


def question(asked: Question) -> str:
    """The question, as the assistant asks it."""
    names = [f"«{candidate}»" for candidate in asked.candidates]
    if asked.kind == "same":
        return (
            f"El número {names[0]} ya está anotado con otro tipo de documento."
            " ¿Es la misma persona? Responda sí o no; su mensaje queda en espera."
        )
    if asked.kind == "resume":
        return f"La conversación anterior terminó. ¿Seguimos con {names[0]}?"
    if len(names) > 1:
        return (
            f"Su mensaje nombra a más de un paciente: {_listed(names)}. ¿De cuál se trata?"
            " Responda con uno solo y repita lo que corresponda a ese paciente; nada se guardó todavía."
        )
    return (
        "No me queda claro de qué paciente se trata. Responda con su número de documento o de historia"
        " clínica, o con su nombre; su mensaje queda en espera."
    )


def changed(patient_id: str) -> str:
    return f"Cambio de paciente: ahora hablamos de {patient_id}."


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} y {names[-1]}"


@dataclass(frozen=True, slots=True)
class Composer:
    """What all replies of this process have in common."""

    settings: Settings
    layout: Layout
    bucket: str | None
    durable: bool
    model_id: str
    lacks: Sequence[Lack] = ()

    def expires_at(self, record: SessionRecord) -> datetime:
        idle = record.active_at + timedelta(seconds=self.settings.idle_timeout_seconds)
        return min(idle, record.started_at + timedelta(seconds=self.settings.absolute_timeout_seconds))

    def as_of(self, record: SessionRecord, now: datetime) -> SessionRecord:
        """The record, ended where its time is over: nobody may have written so yet."""
        over = not record.ended and now >= self.expires_at(record)
        return record.model_copy(update={"ended": True}) if over else record

    def reply(
        self,
        text: str,
        record: SessionRecord,
        *,
        saved: bool,
        capabilities: list[str],
        changed: bool = False,
        consistent: bool = True,
        milliseconds: float = 0.0,
        usage: Mapping[str, int] | None = None,
    ) -> Reply:
        """`record` is the session's after this turn; `saved`: the turn's messages are in the notes."""
        patient_id = record.patient_id
        return Reply(
            message=text,
            timestamp=iso(record.active_at),
            capabilities=capabilities,
            session_id=record.session_id,
            patient_context=PatientContext(
                patient_id=patient_id,
                has_patient_context=patient_id is not None,
                session_prefix=self.layout.notes(patient_id),
                consistent_with_documents=consistent,
                patient_changed=changed,
            ),
            session_info=self._session_info(record, saved=saved and self.durable),
            metadata=Metadata(
                inference_time_ms=round(milliseconds, 1),
                model_id=self.model_id,
                conversation_count=record.turns,
                usage=dict(usage or {}),
            ),
        )

    def _session_info(self, record: SessionRecord, *, saved: bool) -> SessionInfo:
        return SessionInfo(
            bucket=self.bucket,
            region=self.settings.aws_region,
            notes_saved=saved,
            conversation_persisted=saved,
            structure_pattern=f"{self.layout.prefix}{{patient_id}}_{{data_type}}/",
            session_managed=self.settings.enable_session_management,
            conversation_length=sum(segment.messages for segment in record.about_the_patient),
            expires_at=iso(self.expires_at(record)),
            lacks=list(self.lacks),
        )


def iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
