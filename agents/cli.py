"""Operators' and developers' commands: `healthcare-assistant chat` (in Spanish), `sweep`, `audit`."""

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from agents.audit.chain import link_of
from agents.audit.file import verify_file
from agents.bootstrap import (
    audit_file,
    build_conversations,
    read_settings,
    safe_logging,
    sealer,
    session_reader,
    verified_group,
)
from agents.config import Settings, keep_prompts_out_of_traces
from agents.contract import Event
from agents.errors import AssistantError, SettingsError
from agents.identity import Caller, caller_from_setting, loopback_caller
from agents.redaction.pseudonym import Pseudonyms
from agents.safety import screen
from agents.shared.session_ids import new_session_id, refuse_reserved, validate
from agents.turn.message import Message

_WELCOME = "Escriba su mensaje y pulse Intro; una línea vacía o Ctrl-D termina. Sesión: {session}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0: done; 1: it failed; 2: wrong use or settings."""
    options = _parser().parse_args(arguments)
    try:
        settings = read_settings()
        safe_logging(settings, Pseudonyms(settings.pseudonym_secret()))
        keep_prompts_out_of_traces()
        done: int = options.run(settings, options)
        return done
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except AssistantError as error:
        sys.stderr.write(f"{error.public_message}\n")
        return 1
    except (KeyboardInterrupt, EOFError):
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="healthcare-assistant", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    chat = commands.add_parser("chat", help="talk to the assistant in this terminal")
    chat.add_argument("--session", help="go on with this session (default: a new one)")
    chat.set_defaults(run=_chat)
    sweep = commands.add_parser("sweep", help="end the conversations whose time is over; for a scheduler")
    sweep.add_argument("--most", type=int, default=10_000, help="sessions looked at (default: %(default)s)")
    sweep.set_defaults(run=_sweep)
    _add_audit(commands.add_parser("audit", help="the audit trail: verify it, look up pseudonyms"))
    return parser


def _add_audit(audit: argparse.ArgumentParser) -> None:
    acts = audit.add_subparsers(required=True, metavar="act")
    verify = acts.add_parser("verify", help="names the first line that was altered, lost or moved")
    verify.add_argument("file", nargs="?", type=Path, help="a trail (default: the one of AUDIT_TRAIL)")
    verify.add_argument("--anchor", type=link_of, action="append", help="a head printed earlier, number:seal")
    verify.set_defaults(run=_verify)
    pseudonym = acts.add_parser("pseudonym", help="how somebody is called in trail and logs")
    pseudonym.add_argument("kind", choices=["patient", "session", "caller"])
    pseudonym.add_argument("value")
    pseudonym.set_defaults(run=_pseudonym)


def _chat(settings: Settings, options: argparse.Namespace) -> int:
    session = refuse_reserved(validate(options.session)) if options.session else new_session_id()
    caller = caller_from_setting(settings.local_caller) if settings.local_caller else loopback_caller()
    print(_WELCOME.format(session=session))
    asyncio.run(_talk(settings, caller, session))
    return 0


async def _talk(settings: Settings, caller: Caller, session: str) -> None:
    conversations = build_conversations(settings)
    while text := await asyncio.to_thread(_line):
        flag = screen(text)
        if flag is not None:
            print(flag.text, end="\n\n")
        try:
            answer = await conversations.turn(Message(session, text, caller, flag=flag), _print)
        except AssistantError as error:
            print(error.public_message)
            continue
        context, kept = answer.reply.patient_context, answer.reply.session_info.notes_saved
        print(f"\n  [{context.session_prefix} · {'guardado' if kept else 'sin guardar'}]")


def _line() -> str:
    try:
        return input("\n> ").strip()
    except EOFError:
        return ""


async def _print(event: Event) -> None:
    name, data = event
    if name == "delta":
        print(data["text"], end="", flush=True)
    elif name == "tool":
        print(f"[consulta: {data['name']}] ", end="", flush=True)


def _sweep(settings: Settings, options: argparse.Namespace) -> int:
    """Several schedulers may start at the same minute: each begins elsewhere in the list."""
    reader = session_reader(settings)
    reader.store.check()
    sessions = list(reader.session_ids())
    start = random.randrange(len(sessions)) if sessions else 0  # noqa: S311  spreads work, guards nothing
    chosen = (sessions[start:] + sessions[:start])[: options.most]
    ended, told = 0, time.monotonic()
    for looked, session in enumerate(chosen, 1):
        ended += reader.end_idle(session)
        if sys.stderr.isatty() and time.monotonic() - told > 1:
            told = time.monotonic()
            sys.stderr.write(f"\r{looked}/{len(chosen)}")
    print(f"{len(chosen)} sessions looked at, {ended} ended")
    return 0


def _verify(settings: Settings, options: argparse.Namespace) -> int:
    """0: everything that can be checked is in order. 1: a line is wrong, and it is named."""
    anchors = [anchor for anchor in options.anchor or () if anchor]
    file, ours = options.file or audit_file(settings), sealer(settings)
    if len(anchors) != len(options.anchor or ()):
        raise SettingsError(["--anchor: copy the head that an earlier verification printed, number:seal"])
    if file is None and not settings.audit_url.startswith("cloudwatch:"):
        raise SettingsError(["AUDIT_TRAIL: there is no trail; name a file"])
    try:
        found = {str(file): verify_file(file, ours, *anchors)} if file else verified_group(settings)
    except OSError as error:
        raise SettingsError([f"the trail cannot be read ({type(error).__name__})"]) from None
    for name, report in found.items():
        print(f"{name}: {report.entries} entries in order, head {report.last}")
        for note in report.notes:
            print(f"  {note}")
        if report.problem:
            print(f"  {report.problem}")
    if settings.pseudonym_key is None:
        print("Without PSEUDONYM_KEY the seals show damage, not forgery: anybody can make them.")
    return int(any(report.problem for report in found.values()))


def _pseudonym(settings: Settings, options: argparse.Namespace) -> int:
    if settings.pseudonym_key is None:
        raise SettingsError(["PSEUDONYM_KEY: without it pseudonyms are new in each process"])
    print(Pseudonyms(settings.pseudonym_secret()).of(options.kind, options.value))
    return 0


if __name__ == "__main__":
    sys.exit(main())
