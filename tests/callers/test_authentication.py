"""Promise 6 at the door: a verified token, this machine or a setting says who calls; text never does."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.jwk_set_cache import JWKSetCache
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from agents.callers.authentication import Authenticator
from agents.config import Settings
from agents.errors import StoreUnavailable, Unauthenticated
from agents.identity import loopback_caller
from agents.shared.headers import FORWARDED_AUTHORIZATION
from tests.http_server import Served, running
from tests.talk import IS_A, IS_B, A

AUDIENCE = "asistente"
Token = Callable[..., str]


class Issuer:
    """Publishes its keys as an identity provider does."""

    def __init__(self) -> None:
        self.key = generate_private_key(65537, 2048)
        self.stranger = generate_private_key(65537, 2048)
        self.url = ""
        self.answer: Callable[[], Response] = self.keys
        self.app = Starlette(routes=[Route("/.well-known/jwks.json", lambda request: self.answer())])

    def keys(self) -> Response:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return JSONResponse({"keys": [{**public, "kid": "k-1", "use": "sig", "alg": "RS256"}]})

    def token(self, key: "RSAPrivateKey | None" = None, kid: str = "k-1", **claims: Any) -> str:
        given = {
            "iss": self.url,
            "aud": AUDIENCE,
            "sub": "dra-lopez",
            "exp": int(time.time()) + 600,
            "custom:role": "clinician",
            "custom:patients": "*",
        } | claims
        payload = {name: value for name, value in given.items() if value is not None}
        return jwt.encode(payload, key or self.key, algorithm="RS256", headers={"kid": kid})

    @property
    def public_pem(self) -> bytes:
        return self.key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )


@pytest.fixture(scope="module")
def _issuer() -> Iterator[Issuer]:
    issuer = Issuer()
    with running(issuer.app) as url:
        issuer.url = url
        yield issuer


@pytest.fixture
def issuer(_issuer: Issuer) -> Issuer:
    _issuer.answer = _issuer.keys
    return _issuer


@pytest.fixture
def verified(served: Served, issuer: Issuer) -> Served:
    """A process that wants tokens of this issuer."""
    served.use(auth_issuer=issuer.url, auth_audience=AUDIENCE)
    return served


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def assert_nobody(served: Served, headers: dict[str, str]) -> None:
    answer = served.post({"prompt": "Hola."}, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "unauthenticated"), answer.text
    assert served.model.requests == []
    assert list(served.store.list("")) == []


def test_this_machines_developer_needs_no_token(served: Served) -> None:
    assert served.post({"prompt": "Hola."}).status_code == 200


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "x-forwarded-for"])
def test_what_came_through_a_proxy_is_not_from_this_machine(served: Served, header: str) -> None:
    assert_nobody(served, {header: "127.0.0.1"})


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "asistente.example.org"},
        {"Host": "127.0.0.1.example.org:8080"},
        {"Host": "[::1"},
        {"Origin": "https://example.org"},
        {"Origin": "http://localhost.example.org"},
        {"Origin": "null"},
    ],
    ids=str,
)
def test_a_web_page_of_elsewhere_is_not_this_machines_developer(
    served: Served, headers: dict[str, str]
) -> None:
    """A browser here sends what the page says, and a name of the page's own may lead to loopback."""
    assert_nobody(served, headers)


@pytest.mark.parametrize(
    "headers", [{"Host": "localhost:8080"}, {"Origin": "http://127.0.0.1:8000"}], ids=str
)
def test_a_page_of_this_machine_is_its_developers(served: Served, headers: dict[str, str]) -> None:
    assert served.post({"prompt": "Hola."}, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "host", ["10.0.0.7", "172.17.0.1", "2001:db8::1", "::ffff:10.0.0.7", "0.0.0.0", "localhost", "", None]
)
def test_a_peer_that_is_not_this_machine_is_nobody(
    settings: Callable[..., Settings], host: str | None
) -> None:
    """A peer is an address: a name may lead anywhere, and one that is not known is none of ours."""
    with pytest.raises(Unauthenticated):
        Authenticator(settings()).caller(None, None, host, {"host": "localhost:8080"})


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1"])
def test_a_peer_on_loopback_is_this_machines_developer_whatever_token_they_hold(
    settings: Callable[..., Settings], host: str
) -> None:
    """Without an issuer there is nobody to verify it, so it neither gives nor takes anything."""
    door = Authenticator(settings())
    assert door.caller(None, None, host, {}) == loopback_caller()
    assert door.caller("Bearer a.b.c", None, host, {}) == loopback_caller()
    with pytest.raises(Unauthenticated):
        door.caller("Bearer a.b.c", None, "10.0.0.7", {})


def test_in_a_container_loopback_is_nobody(served: Served) -> None:
    served.use(docker_container="1")
    assert_nobody(served, {})


def test_a_setting_names_the_caller(served: Served) -> None:
    served.use(docker_container="1", local_caller=f"clinician:lopez:{A}")
    assert served.ask(IS_A)["patient_context"]["patient_id"] == A
    other = served.ask("Notas del paciente Maria_Garcia.", "s-2")
    assert other["patient_context"]["patient_id"] is None
    served.use(docker_container="1", local_caller="clinician:mora:*")
    assert served.post({"prompt": "¿Qué dije?"}).status_code == 404


def test_a_token_that_names_a_team_opens_its_patients_while_the_file_says_so(
    served: Served, issuer: Issuer, tmp_path: Path
) -> None:
    teams = tmp_path / "teams.json"
    teams.write_text(json.dumps({"cardiologia": [A]}))
    served.use(auth_issuer=issuer.url, auth_audience=AUDIENCE, care_teams=str(teams))
    claims: dict[str, Any] = {"custom:patients": None, "custom:teams": "cardiologia"}
    headers = bearer(issuer.token(**claims))
    assert served.post({"prompt": IS_A}, headers=headers).json()["patient_context"]["patient_id"] == A
    other = served.post({"prompt": IS_B}, "s-2", headers=headers).json()
    assert other["patient_context"]["patient_id"] is None
    teams.write_text(json.dumps({"cardiologia": []}))
    assert served.post({"prompt": "¿Sigue?"}, headers=headers).status_code == 404


def test_a_setting_may_name_a_patient(served: Served) -> None:
    served.use(local_caller="patient:rosa:Rosa_Quispe")
    assert served.ask("Me duele la cabeza.")["patient_context"]["patient_id"] == "Rosa_Quispe"


def test_text_and_payload_name_no_caller(verified: Served) -> None:
    assert_nobody(verified, {})
    for extra in ({"caller": "dra-lopez"}, {"userId": "dra-lopez"}, {"role": "clinician"}):
        assert verified.post({"prompt": "Soy la doctora López.", **extra}).status_code == 401
    assert_nobody(verified, {"X-Amzn-Bedrock-AgentCore-Runtime-User-Id": "dra-lopez"})


@pytest.mark.parametrize("header", ["Authorization", "authorization", FORWARDED_AUTHORIZATION])
def test_a_valid_token_is_let_in(verified: Served, issuer: Issuer, header: str) -> None:
    answer = verified.post({"prompt": IS_A}, headers={header: f"Bearer {issuer.token()}"})
    assert answer.json()["patient_context"]["patient_id"] == A


def test_a_proxys_own_signature_is_no_token_and_the_forwarded_one_counts(
    verified: Served, issuer: Issuer
) -> None:
    signature = {"Authorization": "AWS4-HMAC-SHA256 Credential=x, SignedHeaders=y, Signature=z"}
    assert_nobody(verified, signature)
    forwarded = {FORWARDED_AUTHORIZATION: f"Bearer {issuer.token()}"}
    assert verified.post({"prompt": "Hola."}, headers={**signature, **forwarded}).status_code == 200


@pytest.mark.parametrize("header", ["Authorization", FORWARDED_AUTHORIZATION])
@pytest.mark.parametrize(
    "claims",
    [
        {"exp": 1_000_000_000},
        {"exp": None},
        {"nbf": 4_000_000_000},
        {"iss": "http://127.0.0.1:9/otro"},
        {"iss": None},
        {"aud": "otra-aplicacion"},
        {"aud": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"custom:role": None},
        {"custom:role": "admin"},
        {"custom:role": ["clinician", "patient"]},
        {"custom:patients": 7},
        {"custom:patients": {"all": True}},
    ],
    ids=str,
)
def test_a_token_that_says_the_wrong_thing_is_nobodys(
    verified: Served, issuer: Issuer, claims: dict[str, Any], header: str
) -> None:
    assert_nobody(verified, {header: f"Bearer {issuer.token(**claims)}"})


def forged(issuer: Issuer, algorithm: str, **header: Any) -> str:
    """A token whose signature the forger could make: none, or HMAC with the public key as its secret."""
    good = issuer.token().split(".")
    head = {"alg": algorithm, "typ": "JWT", "kid": "k-1", **header}
    first = base64.urlsafe_b64encode(json.dumps(head).encode()).rstrip(b"=")
    signed = first + b"." + good[1].encode()
    secret = hmac.new(issuer.public_pem, signed, hashlib.sha256).digest() if algorithm == "HS256" else b""
    return (signed + b"." + base64.urlsafe_b64encode(secret).rstrip(b"=")).decode()


@pytest.mark.parametrize(
    "make",
    [
        lambda issuer: issuer.token(issuer.stranger),
        lambda issuer: issuer.token(issuer.stranger, kid="k-2"),
        lambda issuer: issuer.token()[:-6] + "AAAAAA",
        lambda issuer: forged(issuer, "none"),
        lambda issuer: forged(issuer, "HS256"),
        lambda issuer: forged(issuer, "ES256"),
        lambda issuer: forged(issuer, "RS256", jku="http://127.0.0.1:9/keys"),
        lambda issuer: forged(issuer, "RS256", crit=["exp"]),
        lambda issuer: "a.b.c",
        lambda issuer: "....",
        lambda issuer: "\xe1\xe9",
        lambda issuer: "x" * 5000,
    ],
    ids=[
        "another key",
        "an unknown key",
        "a changed signature",
        "alg none",
        "HS256 confusion",
        "a wrong kind of key",
        "keys of its own",
        "unknown extensions",
        "no json",
        "dots",
        "accents",
        "long",
    ],
)
def test_a_forged_token_is_nobodys(verified: Served, issuer: Issuer, make: Callable[[Issuer], str]) -> None:
    token = make(issuer)
    answer = verified.post(
        {"prompt": "Hola."}, headers={"Authorization": f"Bearer {token}".encode("latin-1")}
    )
    assert answer.status_code == 401
    assert verified.model.requests == []


def test_a_secret_that_an_issuer_publishes_signs_nothing(verified: Served, issuer: Issuer) -> None:
    """Whoever reads the set could sign with it: only keys whose secret half stays secret count."""
    secret = b"a secret of thirty-two bytes, at"
    shared = {"kty": "oct", "kid": "k-9", "k": base64.urlsafe_b64encode(secret).decode().rstrip("=")}
    issuer.answer = lambda: JSONResponse({"keys": [{**shared, "alg": "HS256"}]})
    claims = jwt.decode(issuer.token(), options={"verify_signature": False})
    token = jwt.encode(claims, secret, algorithm="HS256", headers={"kid": "k-9"})
    assert_nobody(verified, bearer(token))


def test_an_emergency_is_answered_to_nobody_too(verified: Served) -> None:
    answer = verified.post({"prompt": "Tengo dolor de pecho y me falta el aire."})
    assert answer.status_code == 401
    assert len(answer.json()["error"]["message"]) > len(Unauthenticated.public_message)


def test_rights_are_the_tokens(verified: Served, issuer: Issuer) -> None:
    def context(**claims: Any) -> Any:
        headers = bearer(issuer.token(**claims))
        session = f"s-{len(verified.model.requests)}-{claims['sub']}"
        return verified.post({"prompt": IS_A}, session, headers=headers).json()["patient_context"]

    assert context(sub="uno", **{"custom:patients": A})["patient_id"] == A
    assert context(sub="dos", **{"custom:patients": ["Otra_Persona"]})["patient_id"] is None
    assert context(sub="tres", **{"custom:patients": None})["patient_id"] is None


def test_another_callers_session_is_not_found(verified: Served, issuer: Issuer) -> None:
    verified.post({"prompt": IS_A}, headers=bearer(issuer.token()))
    other = verified.post({"prompt": "¿Qué dije?"}, headers=bearer(issuer.token(sub="dr-mora")))
    assert (other.status_code, other.json()["error"]["code"]) == (404, "not_found")
    assert A not in other.text


@pytest.mark.parametrize(
    "answer",
    [
        lambda: PlainTextResponse("<html>mantenimiento</html>"),
        lambda: PlainTextResponse("no", status_code=500),
        lambda: PlainTextResponse("", status_code=302, headers={"location": "http://127.0.0.1:9/"}),
    ],
    ids=["no json", "an error", "a way elsewhere"],
)
def test_keys_that_cannot_be_had_are_no_forgery(
    verified: Served, issuer: Issuer, answer: Callable[[], Response]
) -> None:
    """503, to be retried: the caller's token may well be good."""
    issuer.answer = answer
    refused = verified.post({"prompt": "Hola."}, headers=bearer(issuer.token()))
    assert (refused.status_code, "Retry-After" in refused.headers) == (503, True)
    issuer.answer = issuer.keys
    assert verified.post({"prompt": "Hola."}, headers=bearer(issuer.token())).status_code == 200


def test_an_issuer_that_is_away_is_no_forgery(settings: Callable[..., Settings]) -> None:
    away = settings(auth_issuer="http://127.0.0.1:9", auth_audience=AUDIENCE)
    token = jwt.encode({"sub": "x"}, "s" * 32, headers={"kid": "k-1"})
    with pytest.raises(StoreUnavailable):
        Authenticator(away).caller(f"Bearer {token}", None, "127.0.0.1", {})


def test_unknown_keys_do_not_make_us_ask_the_issuer_again_and_again(verified: Served, issuer: Issuer) -> None:
    asked: list[None] = []

    def counted() -> Response:
        asked.append(None)
        return issuer.keys()

    issuer.answer = counted
    for number in range(5):
        token = issuer.token(issuer.stranger, kid=f"unknown-{number}")
        assert verified.post({"prompt": "Hola."}, headers=bearer(token)).status_code == 401
    assert len(asked) == 1


def test_a_key_that_was_withdrawn_is_not_trusted_for_ever(
    verified: Served, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its set is fetched anew after minutes; keys kept apart from the set would outlive it."""
    assert verified.post({"prompt": "Hola."}, headers=bearer(issuer.token())).status_code == 200
    issuer.answer = lambda: JSONResponse({"keys": []})
    monkeypatch.setattr(JWKSetCache, "is_expired", lambda cache: True)  # the minutes have passed
    assert verified.post({"prompt": "Hola."}, headers=bearer(issuer.token())).status_code in (401, 503)
