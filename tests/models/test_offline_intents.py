"""What the offline model understands: tables of what is said and what is answered."""

from collections.abc import Sequence
from time import perf_counter
from typing import Any

import pytest
from strands.types.content import Message, Messages
from strands.types.tools import ToolSpec

from agents.models.offline_conversation import read_conversation
from agents.models.offline_intents import INTRODUCTION, LABEL, Call, respond

TOOLS: list[ToolSpec] = [
    {
        "name": "patient_info",
        "description": "Lee la ficha. Y más.",
        "inputSchema": {
            "json": {
                "properties": {
                    "section": {"enum": ["summary", "allergies", "medications", "conditions", "vitals"]}
                }
            }
        },
    },
    {
        "name": "documents",
        "description": "Lista los documentos.",
        "inputSchema": {"json": {"properties": {"document": {"type": "string"}}}},
    },
]


def user(*texts: str) -> Message:
    return {"role": "user", "content": [{"text": text} for text in texts]}


def assistant(text: str = "Entendido.") -> Message:
    return {"role": "assistant", "content": [{"text": text}]}


def turns(*said: str) -> Messages:
    return [message for text in said for message in (user(text), assistant())]


def reply(*said: str, tools: Sequence[ToolSpec] = TOOLS, prompt: str = "") -> str | Call:
    """The reply to the last of `said`, with every earlier one answered."""
    return respond(read_conversation([*turns(*said[:-1]), user(said[-1])], tools, prompt))


def tool_round(result: dict[str, Any], status: str = "success", name: str = "patient_info") -> Messages:
    """The model's call and what came back, as strands puts them after the user's message."""
    return [
        {"role": "assistant", "content": [{"toolUse": {"toolUseId": "t1", "name": name, "input": {}}}]},
        {
            "role": "user",
            "content": [{"toolResult": {"toolUseId": "t1", "status": status, "content": [result]}}],  # type: ignore[list-item, typeddict-item]
        },
    ]


@pytest.mark.parametrize(
    ("said", "part"),
    [
        (["Me llamo Ana", "¿Cómo me llamo?"], "Ana"),
        (["me llamo ana maría de la cruz y tengo tos", "como me llamo"], "Ana María de la Cruz."),
        (["Hola, soy Pedro Rojas.", "¿Cuál es mi nombre?"], "Pedro Rojas"),
        (["No me llamo Ana, me llamo Eva", "¿cómo me llamo?"], "Eva"),
        (["Me llamo Ana", "Perdón, mi nombre es Eva", "¿cómo me llamo?"], "Eva"),
        (["Me llamo Ana. ¿Cómo me llamo?"], "Ana"),
        (["Hola", "¿cómo me llamo?"], "Todavía no me ha dicho su nombre"),
        (["Tengo dolor de cabeza", "¿Qué te dije?"], "«Tengo dolor de cabeza»"),
        (["Tengo dolor de cabeza", "¿de qué hablamos?"], "«Tengo dolor de cabeza»"),
        (["Tengo dolor de cabeza", "recuérdame lo anterior"], "«Tengo dolor de cabeza»"),
        (["Tengo dolor de cabeza", "¿Recuerda lo que le dije?"], "«Tengo dolor de cabeza»"),
        (["Tengo dolor de cabeza", "Resuma lo que hablamos"], "«Tengo dolor de cabeza»"),
        (["Vivo lejos", "Tengo tos", "¿Qué fue lo primero que te dije?"], "Me dijo: «Vivo lejos»."),
        (["Vivo lejos", "Tengo tos", "¿Qué fue lo último que te dije?"], "Me dijo: «Tengo tos»."),
        (["¿Qué te dije?"], "Todavía no me ha dicho nada antes"),
        (["Me duele la cabeza", "Y fiebre", "¿qué síntomas mencioné?"], "«Me duele la cabeza»; «fiebre»"),
        (["No tengo fiebre pero sí tos", "¿qué síntomas tengo?"], "mencionó: «tos»."),
        (["Hola", "¿Cuáles son mis síntomas?"], "no ha mencionado síntomas"),
        (["Soy alérgico a la penicilina", "¿A qué soy alérgico?"], "«alérgico a la penicilina»"),
        (["Soy alérgica al látex y tengo tos", "¿a qué soy alérgica?"], "«alérgica al látex»."),
        (
            ["Soy alérgico al maní", "También soy alérgico al iodo", "mis alergias"],
            "maní»; «alérgico al iodo",
        ),
        (["Tomo losartán 50 mg", "¿qué medicamentos tomo?"], "«Tomo losartán 50 mg»"),
        (["Tengo 34 años y vivo sola", "¿cuántos años tengo?"], "34 años"),
        (["Mi código es 42", "¿Cuál es mi código?"], "«Mi código es 42»"),
        (["¿Mi código es 42?", "¿Cuál es mi código?"], "Sin conexión no puedo"),
        (["Recuerde que vivo en Quito", "¿qué te dije?"], "«Recuerde que vivo en Quito»"),
    ],
)
def test_what_the_conversation_said_is_remembered(said: list[str], part: str) -> None:
    assert part in str(reply(*said))


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("Hola", "¡Hola!"),
        ("Buenas tardes", "¡Hola!"),
        ("Muchas gracias", "Con gusto"),
        ("Adiós", "Hasta luego"),
        ("¿Qué puede hacer?", "- patient_info: Lee la ficha.\n- documents: Lista los documentos."),
        ("Me llamo Ana", "Mucho gusto, Ana."),
        ("Tengo fiebre y me duele la garganta", "«fiebre»; «me duele la garganta». ¿Desde cuándo"),
        ("El paciente refiere cefalea y náuseas", "«cefalea»; «náuseas»"),
        ("Soy alérgico a la penicilina y tomo losartán", "«alérgico a la penicilina»; «tomo losartán»"),
        ("¿Qué es la diabetes?", "Sin conexión no puedo responder preguntas de conocimiento médico"),
        ("¿Puedo tomar ibuprofeno?", "Sin conexión no puedo responder preguntas de conocimiento médico"),
        ("¿El dolor de cabeza es grave?", "Sin conexión no puedo responder preguntas de conocimiento médico"),
        ("¿Qué es la presión alta?", "Sin conexión no puedo responder preguntas de conocimiento médico"),
        ("Recuerde que vivo en Quito", "Lo tendré presente: «Recuerde que vivo en Quito»."),
        ("Quiero hablar de un paciente", "Todavía no se ha elegido un paciente"),
        ("asdf", "Sin conexión no puedo interpretarlo"),
        ("¿De qué paciente hablamos?", "Todavía no se ha elegido un paciente"),
    ],
)
def test_simple_intents_are_answered(asked: str, part: str) -> None:
    assert part in str(reply("…", asked))


@pytest.mark.parametrize(
    ("asked", "call"),
    [
        ("Datos del paciente", Call("patient_info", {"section": "summary"})),
        ("¿Qué alergias tiene?", Call("patient_info", {"section": "allergies"})),
        ("¿A qué es alérgico?", Call("patient_info", {"section": "allergies"})),
        ("Hola, muéstreme los antecedentes", Call("patient_info", {"section": "conditions"})),
        ("Medicación", Call("patient_info", {"section": "medications"})),
        ("¿Cómo está su presión?", Call("patient_info", {"section": "vitals"})),
        ("Tiene tos. ¿Qué alergias tiene?", Call("patient_info", {"section": "allergies"})),
        ("¿Qué documentos hay?", Call("documents")),
        ("Resultados de laboratorio", Call("documents")),
        ("Muéstreme el informe, por favor", Call("documents")),
        ("Lea el documento «laboratorio_2026»", Call("documents", {"document": "laboratorio_2026"})),
        ("abra el documento Receta-1", Call("documents", {"document": "Receta-1"})),
    ],
)
def test_questions_about_the_patient_call_the_tool_that_knows(asked: str, call: Call) -> None:
    assert reply(asked) == call


@pytest.mark.parametrize("asked", ["¿Qué alergias tiene?", "¿Qué documentos hay?", "lea el documento x_1"])
def test_a_tool_that_is_not_offered_is_never_called(asked: str) -> None:
    assert "no los puedo consultar" in str(reply(asked, tools=[]))


def test_a_section_that_the_tool_does_not_know_is_not_asked_for() -> None:
    bare: list[ToolSpec] = [{"name": "patient_info", "description": "", "inputSchema": {"json": {}}}]
    assert reply("¿Qué alergias tiene?", tools=bare) == Call("patient_info", {})


def test_after_a_tool_result_the_answer_is_a_text_whatever_was_asked() -> None:
    asked = [*turns("Hola"), user("¿Qué alergias tiene?")]
    answer = respond(read_conversation([*asked, *tool_round({"text": '{"alergias":["Maní"]}'})], TOOLS, ""))
    assert answer == "Según la ficha clínica:\n- alergias: Maní"


def test_a_tool_result_as_json_reads_like_one_as_text() -> None:
    asked = [*turns("Hola"), user("Datos del paciente")]
    result = {"json": {"ficha": {"alergias": [], "activo": True, "nota": None}}}
    answer = respond(read_conversation([*asked, *tool_round(result)], TOOLS, ""))
    assert answer == "Según la ficha clínica:\n- alergias: nada registrado\n- activo: sí\n- nota: sin dato"


def test_a_failed_tool_is_told_as_a_failure() -> None:
    asked = [*turns("Hola"), user("¿Qué documentos hay?")]
    failed = tool_round({"text": '{"error":"El archivo no responde."}'}, "error", "documents")
    answer = respond(read_conversation([*asked, *failed], TOOLS, ""))
    assert answer == "No pude consultar los documentos. El archivo no responde."


@pytest.mark.parametrize("text", ["[" * 50_000, "no es JSON", "", '{"a":' * 900 + "1" + "}" * 900])
def test_a_tool_result_of_any_shape_is_answered(text: str) -> None:
    answer = respond(read_conversation([user("Datos del paciente"), *tool_round({"text": text})], TOOLS, ""))
    assert isinstance(answer, str)
    assert len(answer) < 2_000


def test_an_earlier_tool_result_does_not_answer_a_later_question() -> None:
    earlier = [user("Datos del paciente"), *tool_round({"text": '{"peso":"84"}'}), assistant("Pesa 84 kg")]
    asked = [*earlier, user("¿Qué documentos hay?")]
    assert respond(read_conversation(asked, TOOLS, "")) == Call("documents")


def test_only_the_first_reply_of_a_conversation_is_labelled() -> None:
    assert str(reply("Hola")).startswith(LABEL)
    assert LABEL not in str(reply("Hola", "Hola"))


def test_the_first_reply_is_labelled_even_when_a_tool_had_to_be_asked() -> None:
    messages = [user("Datos del paciente"), *tool_round({"text": "{}"})]
    assert str(respond(read_conversation(messages, TOOLS, ""))).startswith(INTRODUCTION)


def test_text_blocks_of_one_message_are_one_message() -> None:
    messages = [user("Me llamo", "Ana"), assistant(), user("¿qué te", "dije?")]
    assert respond(read_conversation(messages, TOOLS, "")) == "Antes me dijo: «Me llamo Ana»."


def test_what_the_assistant_said_is_not_taken_for_the_users_words() -> None:
    messages = [
        user("Hola"),
        assistant("🚨 Llame al 911. Paciente: Juan_Perez. Me llamo Bot."),
        user("¿cómo me llamo?"),
    ]
    assert "Todavía no me ha dicho" in str(respond(read_conversation(messages, TOOLS, "")))


def test_long_histories_are_quoted_shortened_and_counted() -> None:
    answer = str(reply(*(f"mensaje {n} " + "x" * 500 for n in range(30)), "¿qué te dije?"))
    assert "«mensaje 10 " in answer
    assert "mensaje 9 " not in answer
    assert "otros 10 mensajes" in answer
    assert len(answer) < 4_000


def test_the_patient_is_the_one_that_the_system_prompt_names() -> None:
    prompt = "…\nPaciente de esta conversación: Juan_Perez_123"
    assert "Juan_Perez_123" in str(reply("¿De qué paciente hablamos?", prompt=prompt))


def test_a_message_without_text_gets_an_answer() -> None:
    assert "No recibí ningún texto" in str(respond(read_conversation([], TOOLS, "")))


@pytest.mark.parametrize(
    "word",
    [
        "dolor ",
        "que sintomas ",
        "soy alergico a ",
        "¿",
        "primero ",
        "a",
        "dolo\u0301r ",
        "cual es mi ",
        "á? ",
        "me llamo a ",
    ],
)
def test_a_message_of_the_greatest_length_is_answered_at_once(word: str) -> None:
    text = (word * 50_000)[:50_000]
    start = perf_counter()
    reply(text, text, "¿qué síntomas mencioné?")
    reply(text)
    assert perf_counter() - start < 2
