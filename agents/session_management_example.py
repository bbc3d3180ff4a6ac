"""A guided tour: a patient's session, a general one, and one that goes on after a restart.

Run it with `python -m agents.session_management_example`. It needs nothing: the offline model answers, and
the notes go to a temporary folder whose tree is shown at the end.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

if not __package__:  # started as a script, whose own folder is on the path in the project's place
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from agents.bootstrap import build_conversations
from agents.config import Settings
from agents.contract import Event
from agents.conversation import Conversations
from agents.identity import loopback_caller
from agents.safety import screen
from agents.turn.message import Message

TOUR = (
    (
        "Sesión de un paciente",
        "tour-paciente",
        "Esta sesión es del paciente Juan_Perez_123. Me duele la cabeza.",
    ),
    ("Sesión general: no nombra a nadie", "tour-general", "Hola, me llamo Ana. ¿Qué puede hacer?"),
    (
        "La general pasa a ser de una paciente",
        "tour-general",
        "Es la paciente Maria_Garcia, ¿qué alergias tiene?",
    ),
    ("Tras un reinicio, la sesión sigue con su paciente", "tour-paciente", "¿Qué te dije?"),
)


async def tour(folder: Path) -> None:
    settings = Settings(session_store=folder.as_uri(), assistant_model="offline")
    for title, session, text in TOUR:
        conversations = build_conversations(settings)  # each time from nothing, as after a restart
        print(f"\n== {title}\n   {session} > {text}")
        await _say(conversations, session, text)
    print("\n== Lo que quedó guardado")
    _show(folder / "processed")


async def _say(conversations: Conversations, session: str, text: str) -> None:
    message = Message(session, text, loopback_caller(), flag=screen(text))
    answer = await conversations.turn(message, _quiet)
    context, info = answer.reply.patient_context, answer.reply.session_info
    print("   " + answer.reply.message.replace("\n", "\n   "))
    print(
        f"   [{context.session_prefix} · {info.conversation_length} mensajes · guardado: {info.notes_saved}]"
    )


async def _quiet(event: Event) -> None:
    """The tour prints whole replies."""


def _show(folder: Path, indent: str = "") -> None:
    for path in sorted(folder.iterdir()):
        print(f"{indent}{path.name}{'/' if path.is_dir() else ''}")
        if path.is_dir():
            _show(path, indent + "    ")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(tour(Path(folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
