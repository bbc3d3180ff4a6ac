"""What is written down of turns and readings, and what becomes of a turn when that fails."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from agents import bootstrap, conversation
from agents.audit.auditor import Account, Act, Auditor
from agents.audit.turns import tell
from agents.config import Settings
from agents.errors import AuditUnavailable, Forbidden, NotFound, SettingsError
from agents.identity import Caller, Role
from agents.patients import find_patient
from agents.redaction.pseudonym import Pseudonyms
from agents.sessions.memory import MemoryStore
from agents.sessions.store import Store
from agents.turn.decision import Doubt, Meaning, Refuse, Stay, Switch, Target
from tests.fakes import CLINICIAN, OTHER_CLINICIAN
from tests.faulty import Faulty
from tests.processes import Open
from tests.talk import IS_A, IS_B, SESSION, A, B, Talk, age

pytestmark = pytest.mark.anyio

SECRET = b"a key of thirty-two bytes, at le"
NAMES = Pseudonyms(SECRET)


class Kept:
    """A trail in a list; `broken` makes it fail."""

    def __init__(self) -> None:
        self.entries: list[dict[str, str]] = []
        self.broken = False

    def append(self, entry: Mapping[str, str]) -> None:
        if self.broken:
            raise OSError("no space left for Juan_Perez_123")
        self.entries.append(dict(entry))

    def check(self) -> None:
        """Always usable."""

    def acts(self) -> list[tuple[str, str]]:
        return [(entry["act"], entry["outcome"]) for entry in self.entries]


@pytest.fixture
def kept() -> Kept:
    return Kept()


def watched(opened: Open, store: Store, kept: Kept, *, required: bool = False) -> Talk:
    talk = opened(store)
    talk.conversations.auditor = Auditor(kept, NAMES, required)
    return talk


async def test_a_turn_is_called_after_what_it_did(opened: Open, kept: Kept) -> None:
    talk = watched(opened, MemoryStore(), kept)
    for text in ("Hola.", IS_A, "¿Y?", IS_B, f"No, es el paciente {A}.", f"No es el paciente {A}."):
        await talk.say(text)
    await talk.say("La paciente Ana_Ruiz_1 y el paciente Leo_Paz_2 tienen tos.", message_id="m-1")
    await talk.say("La paciente Ana_Ruiz_1 y el paciente Leo_Paz_2 tienen tos.", message_id="m-1")
    await talk.say(IS_B, caller=Caller("dr-x", Role.CLINICIAN, frozenset({A})), session="s-x")
    assert kept.acts() == [
        ("turn", "answered"),
        ("bind", "answered"),
        ("turn", "answered"),
        ("switch", "answered"),
        ("dispute", "answered"),
        ("unbind", "asked"),
        ("ask", "asked"),
        ("repeat", "repeated"),
        ("refuse", "refused"),
    ]
    patients = [(entry.get("patient"), entry.get("before")) for entry in kept.entries]
    a, b = NAMES.of("patient", A), NAMES.of("patient", B)
    assert patients[:6] == [(None, None), (a, None), (a, None), (b, a), (a, b), (None, a)]
    assert patients[-1] == (b, None), "whom a refused caller asked for is worth knowing"
    assert kept.entries[0] == {
        "at": kept.entries[0]["at"],
        "act": "turn",
        "outcome": "answered",
        "caller": NAMES.of("caller", CLINICIAN.id),
        "role": "clinician",
        "session": NAMES.of("session", SESSION),
    }


async def test_a_turn_that_fails_or_is_turned_away_is_written_down_too(opened: Open, kept: Kept) -> None:
    talk = watched(opened, MemoryStore(), kept)
    await talk.say(IS_A)
    talk.model.steps = [RuntimeError("x")]
    with pytest.raises(Exception, match="model_unavailable"):
        await talk.say(IS_B)
    with pytest.raises(NotFound):
        await talk.say("Hola.", caller=OTHER_CLINICIAN)
    with pytest.raises(Forbidden):
        await talk.say("Hola.", caller=Caller("op", Role.OPERATOR))
    assert kept.acts()[1:] == [("switch", "model_unavailable"), ("turn", "not_found"), ("turn", "forbidden")]
    assert kept.entries[1]["patient"] == NAMES.of("patient", B), "its message may stand in B's notes"


async def test_an_entry_says_when(opened: Open, kept: Kept) -> None:
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    await watched(opened, MemoryStore(), kept).say(IS_A)
    assert before <= datetime.fromisoformat(kept.entries[0]["at"]) <= datetime.now(UTC)


async def test_in_an_ended_session_a_turn_is_about_nobody_until_somebody_is_named(
    opened: Open, kept: Kept
) -> None:
    for said in ("Tengo tos.", "La paciente Ana_Ruiz_1 y el paciente Leo_Paz_2 tienen tos."):
        store = MemoryStore()
        talk = watched(opened, store, kept)
        await talk.say(IS_A)
        age(store, timedelta(hours=9))
        await talk.say(said)
        assert "patient" not in kept.entries[-1], said


def test_a_turn_that_is_decided_anew_is_written_down_as_it_was_decided_last() -> None:
    account = Account()
    tell(account, A, Switch(Target(B, "alias")), None)
    assert (account.act, account.patient_id, account.before) == (Act.SWITCH, B, A)
    tell(account, B, Stay(), None)
    assert (account.act, account.patient_id, account.before) == (Act.TURN, B, None)


@pytest.mark.parametrize(
    ("meaning", "asked_for"),
    [(Target(B, "alias"), B), (Doubt(B, find_patient("cédula 12345678").patients[0]), B), (None, None)],
)
def test_of_a_refusal_it_is_written_down_whom_the_caller_asked_for(
    meaning: Meaning, asked_for: str | None
) -> None:
    account = Account()
    tell(account, A, Refuse(), meaning)
    assert (account.act, account.patient_id) == (Act.REFUSE, asked_for)


async def test_nothing_that_was_said_is_in_it(opened: Open, kept: Kept) -> None:
    talk = watched(opened, MemoryStore(), kept)
    await talk.say(f"{IS_A} Tiene granate y tos.", message_id="m-granate", session="s-granate")
    assert not any(word in repr(kept.entries) for word in ("granate", "Juan", "123", "tos", CLINICIAN.id))


async def test_a_failing_trail_stops_no_turn_and_is_an_error_in_the_log(
    opened: Open, kept: Kept, caplog: pytest.LogCaptureFixture
) -> None:
    talk = watched(opened, MemoryStore(), kept)
    kept.broken = True
    assert (await talk.say(IS_A)).patient_context.patient_id == A
    assert [(r.levelname, r.message) for r in caplog.records if r.levelname == "ERROR"] == [
        ("ERROR", "an audit entry was not kept")
    ]


async def test_a_required_trail_that_fails_lets_nothing_happen(opened: Open, kept: Kept) -> None:
    store = MemoryStore()
    talk = watched(opened, store, kept, required=True)
    kept.broken = True
    with pytest.raises(AuditUnavailable) as raised:
        await talk.say(IS_A)
    assert (raised.value.status, raised.value.retry_after) == (503, 5)
    assert list(store.list("")) == []
    assert talk.model.requests == []
    kept.broken = False
    await talk.say(IS_A)
    assert kept.acts() == [("turn", "begun"), ("bind", "answered")]


@pytest.fixture
def reader(opened: Open, kept: Kept, settings: Callable[..., Settings]) -> Callable[..., Any]:
    def make(store: Store, *, required: bool = False) -> Any:
        made = bootstrap.session_reader(settings(audit_trail="none"), store)
        object.__setattr__(made, "auditor", Auditor(kept, NAMES, required))
        return made

    return make


async def test_readings_and_endings_are_written_down(
    opened: Open, kept: Kept, reader: Callable[..., Any]
) -> None:
    store = MemoryStore()
    await opened(store).say(IS_A)
    asking = reader(store)
    asking.info(CLINICIAN, SESSION)
    asking.messages(CLINICIAN, SESSION)
    with pytest.raises(NotFound):
        asking.messages(OTHER_CLINICIAN, SESSION)
    asking.share(CLINICIAN, SESSION, "eva", timedelta(hours=1))
    asking.revoke(CLINICIAN, SESSION, "eva")
    asking.shares(CLINICIAN, SESSION)
    asking.end(CLINICIAN, SESSION)
    asking.end(CLINICIAN, SESSION)
    assert kept.acts() == [
        ("read", "done"),
        ("read", "done"),
        ("read", "not_found"),
        ("share", "done"),
        ("revoke", "done"),
        ("read", "done"),
        ("end", "done"),
    ]
    assert [entry.get("other") for entry in kept.entries[3:5]] == [NAMES.of("caller", "eva")] * 2
    about = [entry.get("patient") == NAMES.of("patient", A) for entry in kept.entries]
    assert about == [True, True, False, True, True, True, True], "who may not know of it is told nothing"


async def test_what_was_refused_is_written_down_too(
    opened: Open, kept: Kept, reader: Callable[..., Any]
) -> None:
    store, eva = MemoryStore(), Caller("eva", Role.CLINICIAN, frozenset({A}))
    await opened(store).say(IS_A)
    asking = reader(store)
    asking.share(CLINICIAN, SESSION, eva.id, timedelta(hours=1))
    with pytest.raises(Forbidden):
        asking.end(eva, SESSION)
    with pytest.raises(Forbidden):
        asking.share(eva, SESSION, "leo", timedelta(hours=1))
    with pytest.raises(Forbidden):
        asking.revoke(eva, SESSION, eva.id)
    with pytest.raises(Forbidden):
        asking.info(Caller("op", Role.OPERATOR), SESSION)
    refused = [(act, "forbidden") for act in ("end", "share", "revoke", "read")]
    assert kept.acts()[1:] == refused
    assert all("patient" not in entry for entry in kept.entries[1:])


async def test_a_sweep_ends_in_the_name_of_the_program(
    opened: Open, kept: Kept, reader: Callable[..., Any]
) -> None:
    store = MemoryStore()
    talk = watched(opened, store, kept)
    await talk.say(IS_A)
    await talk.say(IS_A, session="s-2")
    age(store, timedelta(hours=9), "s-2")
    assert reader(store).end_idle("s-2")
    entry = kept.entries[-1]
    assert (entry["caller"], entry["role"], entry["patient"]) == ("system", "system", NAMES.of("patient", A))
    assert kept.acts()[-1] == ("end", "done")


async def test_so_does_the_sweep_of_what_a_process_keeps_warm(
    opened: Open, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty = Faulty(MemoryStore())
    talk = watched(opened, faulty, kept)
    await talk.say(IS_A)
    await talk.say(IS_B, session="s-2")
    monkeypatch.setattr(conversation, "_now", lambda: datetime.now(UTC) + timedelta(hours=2))
    faulty.fail("write", "s-2")
    kept.entries.clear()
    await talk.conversations.sweep()
    assert kept.acts() == [("end", "done")], "and nothing of what could not be ended"
    assert (kept.entries[0]["caller"], kept.entries[0]["patient"]) == ("system", NAMES.of("patient", A))


async def test_a_failing_trail_stops_no_reading_and_no_ending(
    opened: Open, kept: Kept, reader: Callable[..., Any]
) -> None:
    store = MemoryStore()
    await opened(store).say(IS_A)
    asking = reader(store)
    kept.broken = True
    assert asking.messages(CLINICIAN, SESSION)["total"] == 2
    assert asking.end(CLINICIAN, SESSION)["status"] == "ended"


async def test_where_the_trail_is_required_a_share_and_an_end_are_written_down_before_they_begin(
    opened: Open, kept: Kept, reader: Callable[..., Any]
) -> None:
    store = MemoryStore()
    await opened(store).say(IS_A)
    asking = reader(store, required=True)
    asking.share(CLINICIAN, SESSION, "eva", timedelta(hours=1))
    asking.end(CLINICIAN, SESSION)
    assert kept.acts() == [("share", "begun"), ("share", "done"), ("end", "begun"), ("end", "done")]
    assert [entry["other"] for entry in kept.entries[:2]] == [NAMES.of("caller", "eva")] * 2


async def test_a_required_trail_that_fails_shows_nothing_and_ends_nothing(
    opened: Open, kept: Kept, reader: Callable[..., Any]
) -> None:
    store = MemoryStore()
    await opened(store).say(IS_A)
    before = {key: store.read(key) for key in store.list("")}
    asking = reader(store, required=True)
    kept.broken = True
    for ask in (asking.info, asking.messages, asking.shares, asking.end):
        with pytest.raises(AuditUnavailable):
            ask(CLINICIAN, SESSION)
    with pytest.raises(AuditUnavailable):
        asking.share(CLINICIAN, SESSION, "eva", timedelta(hours=1))
    assert {key: store.read(key) for key in store.list("")} == before


def test_where_the_trail_goes(settings: Callable[..., Settings], tmp_path: Path) -> None:
    keyed = settings(pseudonym_key=SECRET.decode())
    path = bootstrap.audit_file(keyed)
    assert path == tmp_path / "data" / "audit" / f"trail-{bootstrap.sealer(keyed).key_id}.jsonl"
    assert bootstrap.audit_file(settings()) == tmp_path / "data" / "audit" / "trail-unkeyed.jsonl"
    assert bootstrap.audit_file(settings(audit_trail=f"file://{tmp_path}/t.jsonl")) == tmp_path / "t.jsonl"
    spaced = settings(audit_trail=f"file://{tmp_path}/el%20registro/t.jsonl")
    assert bootstrap.audit_file(spaced) == tmp_path / "el registro" / "t.jsonl"
    for without in (
        {"session_store": "s3://bucket/"},
        {"session_store": "memory://"},
        {"enable_session_management": False},
        {"audit_trail": "none"},
    ):
        assert settings(**without).audit_url == "none"
    assert bootstrap.audit_group(settings(audit_trail="cloudwatch:///clinic/audit")) == "/clinic/audit"
    assert bootstrap.audit_group(settings(audit_trail="cloudwatch://audit")) == "audit"


def test_without_a_trail_the_log_says_so_and_a_required_one_must_be(
    settings: Callable[..., Settings], caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    bootstrap.auditor(settings(session_store="memory://"))
    assert "no audit trail is kept" in caplog.text
    with pytest.raises(SettingsError, match="AUDIT_REQUIRED: there is no trail"):
        bootstrap.auditor(settings(session_store="memory://", audit_required=True))
    (tmp_path / "in-the-way").write_text("")
    wrong = {"audit_trail": f"file://{tmp_path}/in-the-way/t.jsonl"}
    with pytest.raises(SettingsError, match="AUDIT_TRAIL: cannot be written"):
        bootstrap.auditor(settings(audit_required=True, **wrong))
    bootstrap.auditor(settings(**wrong))
    assert "the audit trail cannot be written" in caplog.text
    required = bootstrap.auditor(settings(audit_required=True))
    path = bootstrap.audit_file(settings())
    assert path is not None
    path.unlink()
    path.mkdir()
    with pytest.raises(AuditUnavailable):
        required.demand(Act.READ, "done", CLINICIAN, SESSION, A)


async def test_an_entry_reaches_the_file_of_the_settings(
    settings: Callable[..., Settings], opened: Open
) -> None:
    talk = opened(MemoryStore(), audit_trail="")
    await talk.say(IS_A)
    path = bootstrap.audit_file(settings())
    assert path is not None
    assert [json.loads(line)["act"] for line in path.read_text().splitlines()] == ["bind"]


async def test_a_repeated_reply_is_written_down_with_the_patient_whom_it_is_about(
    opened: Open, kept: Kept
) -> None:
    talk = watched(opened, MemoryStore(), kept)
    await talk.say(IS_A, message_id="m-1")
    await talk.say(IS_B)
    await talk.say(IS_A, message_id="m-1")
    assert (kept.entries[-1]["act"], kept.entries[-1]["patient"]) == ("repeat", NAMES.of("patient", A))
