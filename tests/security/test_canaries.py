"""Promise 8 with everything on: health data and identifiers planted in every input of the real app, behind
real HTTP and on a real boto3; none comes out in a log line, span, measurement, audit line or error body."""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
import httpx
import jwt
import pytest
from botocore.exceptions import ClientError
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from opentelemetry.instrumentation.botocore.extensions.bedrock_utils import genai_capture_message_content

from agents import main
from agents.audit.chain import Sealer
from agents.audit.file import verify_file
from agents.bootstrap import audit_file, build_assistant, build_conversations
from agents.callers.tokens import Verifier
from agents.config import Settings
from agents.runtime import Runtime
from agents.sessions.s3 import S3Store
from tests.fakes import ScriptedModel
from tests.http_server import HEADER, running
from tests.security.observed import Observed, observing

KEY = "a key of thirty-two characters, so"
WHO = "Zoraida_Quintanilla_1080807713"
SAID = (
    "tiene sarcoidosis, su correo es zoraida@correo.example, teléfono +57 310 555 0199,"
    " vive en la Calle del Zafiro 12"
)
SESSION, MESSAGE, SUBJECT = "sesion-canario-77-zoraida", "mensaje-canario-88", "sub-canario-99"
DOCUMENT = "ecografia_canario"
# Ten digits each: in the thousands of clock readings of a run, seven come up by chance once in some 170 runs.
NUMBERS = ("1080807713", "3105550199", "310 555 0199", "310-555-0199")
CANARIES = (*"oraida uintanilla sarcoid correo.example zafiro canario".split(), *NUMBERS)
ISSUER = "https://issuer.example"


@dataclass
class Attack:
    """The app under observation, and everything that it answered with an error."""

    url: str
    model: ScriptedModel
    store: S3Store
    observed: Observed
    token: str
    trail: Path
    errors: list[str] = field(default_factory=list)

    def post(self, payload: Any, session: str | None = SESSION, **headers: str) -> httpx.Response:
        given = {
            "Authorization": f"Bearer {self.token}",
            "User-Agent": WHO,
            "baggage": f"paciente={WHO}",
            **headers,
        }
        if session is not None:
            given[HEADER] = session
        content = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        answer = httpx.post(f"{self.url}/invocations", content=content, headers=given, timeout=30)
        if answer.status_code >= 400 or "event: error" in answer.text:
            self.errors.append(answer.text + repr(answer.headers))
        return answer

    def ask(self, prompt: str, *steps: Any, **payload: Any) -> httpx.Response:
        self.model.steps = list(steps)
        return self.post({"prompt": prompt, **payload})


@pytest.fixture(scope="module")
def signing_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


CONVENTIONS = {
    "legacy events": "",
    "latest": "gen_ai_latest_experimental,gen_ai_tool_definitions",
    "attributes only, told to show all": "gen_ai_latest_experimental,gen_ai_span_attributes_only"
    ",gen_ai_unredacted_attributes=gen_ai.*",
}


@pytest.fixture
def attack(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    untouched_logging: None,
    moto: str,
    s3: S3Store,
    signing_key: rsa.RSAPrivateKey,
    tmp_path: Path,
) -> Iterator[Attack]:
    monkeypatch.setenv("OTEL_SEMCONV_STABILITY_OPT_IN", CONVENTIONS[request.param])
    monkeypatch.setenv(
        "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "true"
    )  # as AWS's distribution does
    with observing(monkeypatch) as observed:
        client = boto3.client("s3", endpoint_url=moto)  # made under the instrumentations
        store, model = S3Store(client, s3.bucket), ScriptedModel()
        settings = Settings(
            session_store=f"s3://{s3.bucket}/processed/",
            assistant_model="offline",
            log_level="DEBUG",
            pseudonym_key=KEY,
            auth_issuer=ISSUER,
            auth_audience="assistant",
            audit_trail=(tmp_path / "audit").as_uri() + "/",
        )
        runtime = Runtime()
        assistant = replace(build_assistant(settings, store), model=model)
        parts = runtime.start(settings, build_conversations(settings, store=store, assistant=assistant))
        public = jwt.PyJWK(RSAAlgorithm.to_jwk(signing_key.public_key(), as_dict=True), "RS256")
        keys: Any = SimpleNamespace(get_signing_key_from_jwt=lambda token: public)
        parts.authenticator._verifier = Verifier(settings, keys)
        monkeypatch.setattr(main, "runtime", runtime)
        logging.getLogger().handlers.insert(0, observed.records)  # before ours, which makes records safe, too
        claims = {
            "sub": SUBJECT,
            "iss": ISSUER,
            "aud": "assistant",
            "exp": datetime.now(UTC) + timedelta(hours=1),
            "email": "zoraida@correo.example",
            "name": WHO,
            "custom:role": "clinician",
            "custom:patients": f"{WHO},12.345.678",
        }
        token = jwt.encode(claims, signing_key, "RS256")
        trail = audit_file(settings)
        assert trail is not None
        with running(main.app) as url:
            yield Attack(url, model, store, observed, token, trail)
        parts.conversations.archive.workers.close()
        client.close()


def document(attack: Attack, **content: Any) -> None:
    body = json.dumps({"patient_id": WHO, "nota": SAID, **content}).encode()
    attack.store.write(f"processed/{WHO}_{DOCUMENT}/extracted_data.json", body)


def talks(attack: Attack) -> None:
    """Prompts, documents, tool results, a tool that the model made up, and a model that fails."""
    document(attack)
    opening = f"Esta sesión es de la paciente {WHO}, {SAID}."
    assert (
        attack.ask(opening, ("documents", {"document": DOCUMENT}), SAID, messageId=MESSAGE).status_code == 200
    )
    attack.ask("Búsquela.", (f"buscar_{WHO}", {"patient_id": WHO, "texto": SAID}), SAID)
    assert attack.ask(SAID, RuntimeError(f"{WHO}: {SAID}")).status_code == 502


def goes_on(attack: Attack) -> None:
    """A retry, invalid arguments, a stream, a refusal, a question, an emergency."""
    attack.ask(f"Esta sesión es de la paciente {WHO}, {SAID}.", messageId=MESSAGE)
    attack.ask("¿Y la ficha?", ("patient_info", {"section": WHO}), ("patient_info", {}), SAID)
    attack.ask(SAID, SAID, stream=True)
    attack.ask("Ahora las notas del paciente Canario_Ajeno.")
    attack.ask(f"La paciente {WHO} y el paciente Canario_Otro {SAID}.")
    attack.ask("Me duele mucho el pecho y no puedo respirar, soy canario")


def fails(attack: Attack) -> None:
    """Turns that go wrong: in the model, in documents, in the store, with keys and texts in the errors."""
    attack.ask(SAID, ClientError(_said("InvokeModel"), SAID), stream=True)
    attack.store.write(f"processed/{WHO}_roto_canario/extracted_data.json", f'{{"{SAID}'.encode())
    attack.ask("Lea todo.", ("documents", {"document": "roto_canario"}), SAID)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("get_object", "put_object", "list_objects_v2"):
            patch.setattr(attack.store.client, name, _refusing(name))
        assert attack.ask(f"Esta sesión es de la paciente {WHO}.").status_code == 503
        attack.ask(SAID, stream=True)
    attack.store.write(f"registry/sessions/{SESSION}.json", f'{{"{WHO}": "{SAID}'.encode())
    main.runtime.start().conversations.forget(SESSION)
    assert attack.ask(SAID).status_code == 500
    defect: Any = SimpleNamespace(look=_broken)
    main.runtime.start().conversations.recovery = defect
    assert attack.post({"prompt": SAID}, "otra-sesion-canario").status_code == 500


async def _broken(*arguments: Any) -> None:
    raise ValueError(f"{WHO}: {SAID}")  # a defect of ours, which knows everything


def _refusing(name: str) -> Any:
    def refuse(**arguments: Any) -> Any:
        metadata: Any = {"RetryAttempts": 0, "HTTPStatusCode": 500}
        said: Any = {"Code": "InternalError", "Message": repr(arguments)}
        raise ClientError({"Error": said, "ResponseMetadata": metadata}, name)

    return refuse


def _said(operation: str) -> Any:
    return {"Error": {"Code": "ThrottlingException", "Message": f"{operation} {SAID}"}}


def misuses(attack: Attack) -> None:
    """Requests that are no requests: in body, fields, path, session and token."""
    for payload in (
        b'{"prompt": "' + SAID.encode(),
        [SAID],
        {"prompt": [SAID]},
        {"prompt": SAID, "message": WHO, "content": SAID},
        {"prompt": "Hola", "sessionId": f"{WHO}/{SAID}"},
        {"prompt": "Hola", "messageId": f"{WHO}\n"},
        {"prompt": "Hola", "stream": WHO},
        {"content": [{"image": SAID}]},
        {"prompt": SAID * 2000},
    ):
        assert attack.post(payload, session=None).status_code in (400, 413)
    assert attack.post({"prompt": SAID}, f"{WHO} {SAID[:20]}").status_code == 400
    for token in (WHO, f"{attack.token[:-6]}canari", "e30.e30."):
        assert attack.post({"prompt": SAID}, Authorization=f"Bearer {token}").status_code == 401
    answer = httpx.get(f"{attack.url}/{WHO}?paciente={WHO}", timeout=10)
    attack.errors.append(answer.text)


@pytest.mark.parametrize("attack", ["legacy events"], indirect=True)
def test_nothing_that_was_planted_comes_out(attack: Attack, capfd: pytest.CaptureFixture[str]) -> None:
    talks(attack)
    goes_on(attack)
    misuses(attack)
    fails(attack)
    _assert_silent(attack, capfd)
    assert len(attack.errors) >= 18
    acts = {json.loads(line)["act"] for line in attack.trail.read_text().splitlines()}
    assert {"bind", "turn", "repeat", "refuse", "ask"} <= acts
    sealed = verify_file(attack.trail, Sealer(KEY.encode()))
    assert (sealed.problem, sealed.entries >= 12) == (None, True)
    assert not genai_capture_message_content()


@pytest.mark.parametrize("attack", list(CONVENTIONS)[1:], indirect=True)
def test_nor_does_it_under_other_conventions(attack: Attack, capfd: pytest.CaptureFixture[str]) -> None:
    talks(attack)
    _assert_silent(attack, capfd)


def _assert_silent(attack: Attack, capfd: pytest.CaptureFixture[str]) -> None:
    captured = capfd.readouterr()
    trail = attack.trail.read_text()
    places = {
        "output": captured.out + captured.err,
        "error bodies": "".join(attack.errors),
        "audit trail": trail,
        **attack.observed.places(),
    }
    told = [
        (place, word, _around(text, word))
        for place, text in places.items()
        for word in CANARIES
        if _in(text, word)
    ]
    assert told == []
    assert all(places.values()), "every place was written to"
    _assert_that_all_talked(attack)


def _assert_that_all_talked(attack: Attack) -> None:
    talkers = {str(record["name"]).partition(".")[0] for record in attack.observed.records.seen}
    assert {"agents", "botocore", "urllib3", "strands", "bedrock_agentcore"} <= talkers
    spans = attack.observed.spans.get_finished_spans()
    names = {span.name for span in spans}
    assert {"chat", "execute_tool documents", "execute_tool [oculto]", "S3.GetObject"} <= names
    assert any(event.name == "exception" for span in spans for event in span.events)


def _in(text: str, word: str) -> bool:
    return word in text.casefold()


def _around(text: str, word: str) -> str:
    at = text.casefold().index(word)
    return text[max(0, at - 200) : at + 60]
