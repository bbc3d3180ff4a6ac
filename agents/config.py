"""Settings: the only reader of the environment.

Every wrong or missing variable is reported at once, by name and never by value. Reading settings builds
nothing and touches nothing; `bootstrap` turns them into stores, models and clients.
"""

import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, SecretStr, ValidationError
from pydantic.functional_validators import field_validator, model_validator

from agents.errors import SettingsError
from agents.identity import caller_from_setting
from agents.shared.encryption_keys import listed_keys
from agents.shared.loopback import names_loopback

DEFAULT_BEDROCK_MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
STORE_SCHEMES = ("memory", "file", "s3", "redis", "rediss", "postgresql", "agentcore-memory")
ENCRYPTABLE_STORES = ("file", "redis", "rediss", "postgresql")
_MEMORY_ID = re.compile(r"[a-zA-Z][a-zA-Z0-9_-]{0,99}-[a-zA-Z0-9]{10}")  # the service's own pattern
MODEL_PROVIDERS = ("offline", "bedrock", "ollama")
SHORTEST_KEY = 16  # characters


class Settings(BaseModel):
    """The environment, validated; what is given counts more. Fields are the variables' names in lower case.

    Durations are seconds. `session_store` is always filled in after validation: from `SESSION_STORE`, else
    from `SESSION_BUCKET`, else files under `.data/`.
    """

    model_config = ConfigDict(frozen=True)

    session_bucket: str | None = None
    session_prefix: str = "processed/"
    session_store: str = ""
    enable_session_management: bool = True
    aws_region: str = "us-east-1"
    default_language: Literal["es-LATAM"] = "es-LATAM"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] = "INFO"
    assistant_model: str = ""
    host: str | None = None  # unset: 0.0.0.0 in a container, else loopback, as the AgentCore SDK finds
    port: int = Field(8080, ge=1, le=65535)
    api_port: int = Field(8000, ge=1, le=65535)
    docker_container: str | None = None  # set in AgentCore's and our image: loopback is no developer there
    turn_lease_seconds: float = Field(15.0, ge=1, le=300)
    turn_timeout_seconds: float = Field(600.0, ge=1, le=900)
    sweep_seconds: float = Field(60.0, ge=1)
    idle_timeout_seconds: int = Field(3600, ge=1)
    absolute_timeout_seconds: int = Field(8 * 3600, ge=1)
    context_window: Literal["sliding", "summarizing", "tokens", "none"] = "sliding"
    window_messages: int = Field(40, ge=2, le=1000)
    window_tokens: int = Field(30_000, ge=500)
    max_prompt_characters: int = Field(50_000, ge=1)
    max_live_sessions: int = Field(200, ge=1)
    pseudonym_key: SecretStr | None = None
    pseudonym_key_secret: str | None = None  # of Secrets Manager, by name or ARN; `bootstrap` reads it
    store_encryption_keys: SecretStr | None = None  # id:base64 of 32 bytes, ...; the first encrypts
    local_caller: str | None = None
    auth_issuer: str | None = None
    auth_audience: str | None = None
    auth_jwks_url: str | None = None
    auth_role_claim: str = "custom:role"
    auth_patients_claim: str = "custom:patients"
    auth_teams_claim: str = "custom:teams"
    care_teams: str | None = None  # a JSON file, see callers/care_teams.py
    scrub_with_presidio: bool = False
    tool_policies: str | None = None  # a Cedar file, see tools/rules.py
    audit_trail: str = ""
    audit_required: bool = False
    agent_runtime_arn: str = ""
    agent_runtime_qualifier: str = "DEFAULT"
    runtime_read_timeout_seconds: float = Field(660.0, ge=1)
    max_body_bytes: int = Field(1_048_576, ge=1024)
    # The SDK's own variables, read here only to tell an account from a stand-in for one on this machine.
    aws_endpoint_url: str | None = None
    aws_endpoint_url_s3: str | None = None
    aws_endpoint_url_bedrock_agentcore: str | None = None
    _passing_key: bytes = PrivateAttr(default_factory=lambda: secrets.token_bytes(32))

    @model_validator(mode="before")
    @classmethod
    def _from_environment(cls, given: dict[str, Any]) -> dict[str, Any]:
        """An empty variable is an absent one."""
        return {name: value for name in cls.model_fields if (value := os.environ.get(name.upper()))} | given

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("session_prefix")
    @classmethod
    def _prefix(cls, value: str) -> str:
        cleaned = value.strip("/")
        if not cleaned or ".." in cleaned.split("/") or "\\" in cleaned:
            raise ValueError("must be a folder such as processed/, without '..'")
        return cleaned + "/"

    @field_validator("assistant_model")
    @classmethod
    def _model(cls, value: str) -> str:
        provider, _, name = value.partition(":")
        if value and provider not in MODEL_PROVIDERS:
            raise ValueError(f"must start with one of: {', '.join(MODEL_PROVIDERS)}")
        if provider == "ollama" and not name:
            raise ValueError("needs a model after the colon, for example ollama:llama3.1")
        return value

    @field_validator("pseudonym_key")
    @classmethod
    def _key(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < SHORTEST_KEY:
            raise ValueError(f"must have at least {SHORTEST_KEY} characters")
        return value

    @field_validator("store_encryption_keys")
    @classmethod
    def _keys(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            listed_keys(value.get_secret_value())
        return value

    @field_validator("local_caller")
    @classmethod
    def _caller(cls, value: str | None) -> str | None:
        if value is not None:
            caller_from_setting(value)
        return value

    @field_validator("auth_issuer", "auth_jwks_url")
    @classmethod
    def _web(cls, value: str | None) -> str | None:
        url = urlsplit(value or "https://none")
        if url.scheme not in ("http", "https") or not url.netloc:
            raise ValueError("must be a web address, for example https://issuer.example.org")
        if value is not None and urlsplit(value).scheme == "http" and not names_loopback(value):
            raise ValueError("must be https: whoever stands between could put keys of their own there")
        return value

    @field_validator("audit_trail")
    @classmethod
    def _trail(cls, value: str) -> str:
        scheme, url = value.partition(":")[0], urlsplit(value)
        place = {"file": url.path, "cloudwatch": url.netloc + url.path}.get(scheme, "")
        if value and value != "none" and not ("://" in value and place.strip("/")):
            raise ValueError("must be file:///path, cloudwatch://log-group, or none")
        return value

    @model_validator(mode="after")
    def _together(self) -> "Settings":
        """What each setting alone cannot tell. All problems at once, one a line."""
        if problems := [*self._store_problems(), *self._secret_problems()]:
            raise ValueError("\n".join(problems))
        return self

    def _store_problems(self) -> Iterator[str]:
        store = self.session_store or self._default_store()
        scheme, url = store.partition(":")[0], _split(store)
        if scheme not in STORE_SCHEMES or "://" not in store or url is None:
            yield f"SESSION_STORE: must be a URL of one of these: {', '.join(STORE_SCHEMES)}"
            return
        if scheme == "s3":
            yield from self._bucket_problems(url.netloc, url.path)
        if scheme == "agentcore-memory" and not _MEMORY_ID.fullmatch(url.netloc + url.path.rstrip("/")):
            yield "SESSION_STORE: needs the memory's id, for example agentcore-memory://notes-a1B2c3D4e5"
        if self.store_encryption_keys and scheme not in ENCRYPTABLE_STORES:
            yield "STORE_ENCRYPTION_KEYS: is for file, redis and postgresql stores; S3 and AgentCore have KMS"
        object.__setattr__(self, "session_store", store)  # frozen for callers; completed once, here

    def _default_store(self) -> str:
        bucket = self.session_bucket
        return f"s3://{bucket}/{self.session_prefix}" if bucket else (Path.cwd() / ".data").as_uri()

    def _bucket_problems(self, bucket: str, path: str) -> Iterator[str]:
        """The store's path is the whole prefix; a second, differing word on it would split the notes."""
        if not bucket:
            yield "SESSION_STORE: needs a bucket, for example s3://my-bucket/processed/"
        elif self.session_bucket and self.session_bucket != bucket:
            yield "SESSION_BUCKET: names another bucket than SESSION_STORE; set one of them"
        prefix = path.strip("/") + "/" if path.strip("/") else self.session_prefix
        if "session_prefix" in self.model_fields_set and prefix != self.session_prefix:
            yield "SESSION_PREFIX: differs from the path of SESSION_STORE; set one of them"
        object.__setattr__(self, "session_prefix", prefix)

    def _secret_problems(self) -> Iterator[str]:
        """Half of what tokens need would refuse every one of them, or, without an issuer, look at none."""
        if self.pseudonym_key and self.pseudonym_key_secret:
            yield "PSEUDONYM_KEY_SECRET: PSEUDONYM_KEY is set too; set one of them"
        if self.auth_issuer and not self.auth_audience:
            yield "AUTH_AUDIENCE: is needed with AUTH_ISSUER; a token for another application is no token"
        if self.auth_issuer and self.local_caller:
            yield "LOCAL_CALLER: would let in everybody without a token; unset it, or AUTH_ISSUER"
        if not self.auth_issuer:
            for name in ("auth_audience", "auth_jwks_url"):
                if getattr(self, name):
                    yield f"{name.upper()}: has no effect without AUTH_ISSUER; set both"

    @property
    def store_scheme(self) -> str:
        return self.session_store.partition(":")[0]

    @property
    def model(self) -> str:
        """What answers: as set, else Bedrock where the notes are in an account, else the offline model."""
        if self.assistant_model:
            return self.assistant_model
        return f"bedrock:{DEFAULT_BEDROCK_MODEL}" if self._in_account() else "offline"

    @property
    def model_id(self) -> str:
        """What replies name, e.g. `offline` or Bedrock's own model id."""
        provider, _, name = self.model.partition(":")
        return name or (DEFAULT_BEDROCK_MODEL if provider == "bedrock" else provider)

    def _in_account(self) -> bool:
        """No account is behind moto, MinIO, ..."""
        own = {"s3": self.aws_endpoint_url_s3, "agentcore-memory": self.aws_endpoint_url_bedrock_agentcore}
        return self.store_scheme in own and not (own[self.store_scheme] or self.aws_endpoint_url)

    @property
    def audit_url(self) -> str:
        """Where the audit trail goes: as set, else beside the notes that are files, else nowhere."""
        if self.audit_trail:
            return self.audit_trail
        in_files = self.store_scheme == "file" and self.enable_session_management
        return f"{self.session_store.rstrip('/')}/audit/" if in_files else "none"

    def encryption_keys(self) -> tuple[dict[str, bytes], bool]:
        """Keys by id, the one that encrypts first, and whether plain notes are read too; none when unset."""
        secret = self.store_encryption_keys
        return listed_keys(secret.get_secret_value()) if secret else ({}, False)

    def pseudonym_secret(self) -> bytes:
        """The key of the pseudonyms in logs; without a setting a new one a process: logs don't join up."""
        if self.pseudonym_key is None:
            return self._passing_key
        return self.pseudonym_key.get_secret_value().encode()


def load_settings() -> Settings:
    """Read the environment. Raises SettingsError with every problem at once."""
    problems: list[str] = []
    corrected: dict[str, Any] = {}
    while True:
        try:
            settings = Settings(**corrected)
            break
        except ValidationError as error:
            problems += [
                _problem(item["loc"], line) for item in error.errors() for line in _lines(item["msg"])
            ]
            wrong = {str(item["loc"][0]) for item in error.errors() if item["loc"]} - corrected.keys()
            if not wrong:
                break
            # What only several settings together get wrong shows once each alone is right.
            corrected |= {name: Settings.model_fields[name].get_default() for name in wrong}
    if problems:
        raise SettingsError(problems)
    return settings


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:  # half an IPv6 address, for example
        return None


def _lines(message: str) -> list[str]:
    return message.removeprefix("Value error, ").split("\n")


def _problem(location: tuple[int | str, ...], message: str) -> str:
    name = str(location[0]).upper() if location else ""
    return f"{name}: {message}".removeprefix(": ").replace("Value error, ", "")


def keep_prompts_out_of_traces() -> None:
    """Strands records prompts and tool results in its spans unless this token redacts them (all of them).

    AWS's OpenTelemetry distribution makes its Bedrock instrumentation log them whole, unless told otherwise.
    """
    os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "false"
    tokens = os.environ.get("OTEL_SEMCONV_STABILITY_OPT_IN", "").split(",")
    kept = [t for t in tokens if t and not t.startswith("gen_ai_unredacted_attributes")]
    os.environ["OTEL_SEMCONV_STABILITY_OPT_IN"] = ",".join([*kept, "gen_ai_unredacted_attributes="])
