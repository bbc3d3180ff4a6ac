"""What the offline model answers: a table of patterns and handlers, all pure functions of the conversation.

The first row whose pattern is found in the message and whose handler has an answer decides. Patterns see the
message in small letters and without accents; handlers return a text, a tool call, or None to pass.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from agents.models import offline_facts as facts
from agents.models import offline_patterns as words
from agents.models.offline_conversation import Conversation, allowed_values
from agents.models.offline_rendering import answer_from_tools, quoted
from agents.patients.spelling import fold

LABEL = "Soy el modelo de demostración sin conexión"
INTRODUCTION = (
    f"{LABEL}: recuerdo lo que se dice en esta conversación y consulto los datos disponibles, "
    "pero no tengo conocimiento médico."
)
_RECALLED = 20  # messages quoted at most


@dataclass(frozen=True, slots=True)
class Call:
    """Ask for a tool before answering."""

    tool: str
    arguments: dict[str, str] = field(default_factory=dict)


Reply = str | Call
Handler = Callable[[Conversation], Reply | None]
Finder = Callable[[str], list[str]]


def respond(conversation: Conversation) -> Reply:
    """The reply to the message being answered. Once tools have answered, always a text."""
    reply = answer_from_tools(conversation.answers) if conversation.answers else _first_answer(conversation)
    return f"{INTRODUCTION}\n\n{reply}" if isinstance(reply, str) and conversation.first else reply


def _first_answer(conversation: Conversation) -> Reply:
    asked = " ".join(fold(conversation.asked).low.split())
    for pattern, handler in INTENTS:
        if re.search(pattern, asked) and (reply := handler(conversation)) is not None:
            return reply
    return "No recibí ningún texto. ¿En qué puedo ayudarle?"


# --- what was said before


def _latest(find: Finder, known: str, unknown: str) -> Handler:
    """Recall a fact that later statements replace: a name, an age."""

    def recall(conversation: Conversation) -> str:
        stated = _stated(conversation, find)
        return known.format(stated[-1]) if stated else unknown

    return recall


def _every(find: Finder, unknown: str, section: str) -> Handler:
    """Recall all statements of a kind: a second allergy doesn't end the first. Else read the record."""

    def recall(conversation: Conversation) -> Reply:
        if stated := _stated(conversation, find):
            return f"Me dijo: {quoted(dict.fromkeys(stated))}."
        return _record(section)(conversation) or unknown

    return recall


def _stated(conversation: Conversation, find: Finder) -> list[str]:
    return [fact for text in (*conversation.said, conversation.asked) for fact in find(text)]


def _all_symptoms(conversation: Conversation) -> str:
    found = list(dict.fromkeys(s for text in conversation.said for s in facts.symptoms(text)))
    if not found:
        return "Hasta ahora no ha mencionado síntomas en esta conversación."
    return f"Los síntomas que mencionó: {quoted(found)}."


def _all_said(conversation: Conversation) -> str:
    said = conversation.said[-_RECALLED:]
    if not said:
        return "Todavía no me ha dicho nada antes de este mensaje en esta conversación."
    before = len(conversation.said) - len(said)
    return f"Antes me dijo: {quoted(said)}{f' (y antes, otros {before} mensajes)' if before else ''}."


def _one_said(position: int) -> Handler:
    def recall(conversation: Conversation) -> str:
        one = conversation.said[position:][:1] or conversation.said[:1]
        return f"Me dijo: {quoted(one)}." if one else _all_said(conversation)

    return recall


def _stated_thing(conversation: Conversation) -> str | None:
    """ "¿Cuál es mi código?" after "mi código es 42"; passes when nothing like it was stated."""
    asked = re.search(words.WHICH_IS, fold(conversation.asked).low)
    if asked is None:
        return None
    stated = facts.statements_with(rf"\b{re.escape(asked['thing'])} (?:es|son|era|fue)\b", conversation.said)
    return f"Me dijo: {quoted(stated[-1:])}." if stated else None


def _patient(conversation: Conversation) -> str:
    if conversation.patient:
        return f"Esta conversación es sobre {conversation.patient}."
    return "Todavía no se ha elegido un paciente. Indíqueme su nombre o su identificador."


# --- what the tools know


def _record(section: str) -> Handler:
    def call(conversation: Conversation) -> Call | None:
        if (spec := conversation.tools.get("patient_info")) is None:
            return None
        known = section in (allowed_values(spec, "section") or [])
        return Call("patient_info", {"section": section} if known else {})

    return call


def _list_documents(conversation: Conversation) -> Call | None:
    return Call("documents") if "documents" in conversation.tools else None


def _read_document(conversation: Conversation) -> Call | None:
    spec = conversation.tools.get("documents")
    wanted = re.search(words.NAMED_DOCUMENT, conversation.asked, re.IGNORECASE)
    if spec is None or wanted is None or allowed_values(spec, "document") is None:
        return None
    return Call("documents", {"document": wanted["name"]})


def _out_of_reach(conversation: Conversation) -> str:
    return f"Esos datos no los puedo consultar en esta conversación. {_patient(conversation)}"


# --- what is said now


def _note(conversation: Conversation) -> str | None:
    """Acknowledge what the message states; passes when it states nothing."""
    text = conversation.asked
    who, symptoms = facts.names(text), facts.symptoms(text)
    others = [*facts.ages(text), *facts.allergies(text), *facts.medicines(text)]
    parts = [
        f"Mucho gusto, {who[-1]}." if who else "",
        f"Tomo nota: {quoted(others)}." if others else "",
        f"Anoté lo que menciona: {quoted(symptoms)}. {_FOLLOW_UP}" if symptoms else "",
    ]
    return " ".join(part for part in parts if part) or None


def _note_unless_asked(conversation: Conversation) -> str | None:
    return None if re.search(words.REQUEST, fold(conversation.asked).low) else _note(conversation)


def _keep(conversation: Conversation) -> str | None:
    return None if "?" in conversation.asked else f"Lo tendré presente: {quoted([conversation.asked])}."


def _help(conversation: Conversation) -> str:
    tools = [f"- {name}: {_first_sentence(spec['description'])}" for name, spec in conversation.tools.items()]
    can = ["Puedo recordar lo que me diga en esta conversación y repetírselo cuando lo pida."]
    return "\n".join([*can, "También puedo consultar:", *tools] if tools else [*can, _patient(conversation)])


def _first_sentence(text: str) -> str:
    return " ".join(text.split()).partition(". ")[0].rstrip(".") + "."


def _say(text: str) -> Handler:
    return lambda conversation: text


_FOLLOW_UP = (
    "¿Desde cuándo, y qué tan intenso es del 1 al 10? "
    "No puedo dar un diagnóstico; si empeora, busque atención médica."
)
_HONEST = (
    "Sin conexión no puedo responder preguntas de conocimiento médico. Puedo recordar lo que me diga y "
    "consultar los datos del paciente; para lo demás, consulte a un profesional de la salud."
)
_KEPT = (
    "Lo tendré presente en esta conversación y se lo puedo repetir cuando lo pida. "
    "Sin conexión no puedo interpretarlo ni dar consejo médico."
)

INTENTS: tuple[tuple[str, Handler], ...] = (
    (words.MY_NAME, _latest(facts.names, "Usted se llama {}.", "Todavía no me ha dicho su nombre.")),
    (words.MY_ALLERGIES, _every(facts.allergies, "No me ha dicho a qué es alérgico.", "allergies")),
    (words.MY_MEDICINES, _every(facts.medicines, "No me ha dicho qué medicamentos toma.", "medications")),
    (words.MY_AGE, _latest(facts.ages, "Tiene {}, según me dijo.", "Todavía no me ha dicho su edad.")),
    (words.MY_SYMPTOMS, _all_symptoms),
    (words.WHICH_PATIENT, _patient),
    (words.KEEP, _keep),
    (words.FIRST_SAID, _one_said(0)),
    (words.LAST_SAID, _one_said(-1)),
    (words.ALL_SAID, _all_said),
    (words.WHICH_IS, _stated_thing),
    (words.ANYTHING, _note_unless_asked),
    (words.HELP, _help),
    (words.KNOWLEDGE, _say(_HONEST)),
    (words.NAMED_DOCUMENT, _read_document),
    (words.DOCUMENTS, _list_documents),
    (words.ALLERGIES, _record("allergies")),
    (words.MEDICINES, _record("medications")),
    (words.CONDITIONS, _record("conditions")),
    (words.VITALS, _record("vitals")),
    (words.RECORD, _record("summary")),
    (words.DATA, _out_of_reach),
    (words.ANYTHING, _note),
    (words.PATIENT, _patient),
    (words.THANKS, _say("Con gusto. ¿Hay algo más en que pueda ayudarle?")),
    (words.GOODBYE, _say("Hasta luego. Cuídese mucho.")),
    (words.GREETING, _say("¡Hola! ¿En qué puedo ayudarle?")),
    (words.QUESTION, _say(_HONEST)),
    (words.ANYTHING, _say(_KEPT)),
)
