"""What the stack promises, asked of the synthesised templates. Needs Node; one synthesis takes ~10 s."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from agents.config import DEFAULT_BEDROCK_MODEL, Settings
from agents.sessions.layout import Layout, agent_json, message_json, session_json
from agents.sessions.s3 import S3Store
from agents.shared.headers import FORWARDED_AUTHORIZATION
from infrastructure.stage import read_stages
from tests.infrastructure.templates import Template, allows, resolve

BUCKET = "NotesBucket"
SEGMENT = Layout().segment("Juan_Perez_123", "consulta-1")
NOTE = message_json(SEGMENT, 0)
DOCUMENT = "processed/Juan_Perez_123_laboratorio/extracted_data.json"
SESSION = Layout().session_record("consulta-1")
ALIAS = Layout().alias("cedula:123")


def bucket_arn(template: Template) -> str:
    return next(f"arn:{name}" for name in template.of_type("AWS::S3::Bucket") if name.startswith(BUCKET))


def objects(template: Template, key: str) -> str:
    return f"{bucket_arn(template)}/{key}"


# --- settings -------------------------------------------------------------------------------------------


def runtime_environment(template: Template) -> dict[str, str]:
    found: dict[str, str] = template.only("AWS::BedrockAgentCore::Runtime")["EnvironmentVariables"]
    return found


def proxy_environment(template: Template) -> dict[str, str]:
    found: dict[str, str] = template.only("AWS::Lambda::Function", "Proxy")["Environment"]["Variables"]
    return found


RUNTIME_SETTINGS = {
    "SESSION_BUCKET": "session_bucket",
    "SESSION_PREFIX": "session_prefix",
    "AUTH_ISSUER": "auth_issuer",
    "AUTH_AUDIENCE": "auth_audience",
    "PSEUDONYM_KEY": "pseudonym_key",
    "LOG_LEVEL": "log_level",
    "ASSISTANT_MODEL": "assistant_model",
    "AWS_REGION": "aws_region",
}
PROXY_SETTINGS = {
    "SESSION_BUCKET": "session_bucket",
    "SESSION_PREFIX": "session_prefix",
    "AUTH_ISSUER": "auth_issuer",
    "AUTH_AUDIENCE": "auth_audience",
    "PSEUDONYM_KEY": "pseudonym_key",
    "LOG_LEVEL": "log_level",
    "AGENT_RUNTIME_ARN": "agent_runtime_arn",
    "AGENT_RUNTIME_QUALIFIER": "agent_runtime_qualifier",
    "RUNTIME_READ_TIMEOUT_SECONDS": "runtime_read_timeout_seconds",
}
PROGRAMS = [
    pytest.param(runtime_environment, RUNTIME_SETTINGS, id="runtime"),
    pytest.param(proxy_environment, PROXY_SETTINGS, id="proxy"),
]
Environment = Callable[[Template], dict[str, str]]


def read(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return Settings()


@pytest.mark.parametrize(("environment", "names"), PROGRAMS)
def test_settings_read_every_variable_of_the_environment_and_each_is_there(
    environment: Environment, names: dict[str, str], template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A variable taken from the stack is missing here by its name; one that nobody reads is too many."""
    found = environment(template)
    assert set(found) == set(names)
    settings = read(found, monkeypatch)
    unread = {name for name, field in names.items() if field not in settings.model_fields_set}
    assert unread == set()


def test_the_runtime_keeps_notes_in_the_bucket_and_asks_bedrock(
    template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = read(runtime_environment(template), monkeypatch)
    assert settings.session_store == f"s3://{bucket_arn(template).removeprefix('arn:')}/processed/"
    assert settings.model == f"bedrock:{DEFAULT_BEDROCK_MODEL}"
    assert settings.local_caller is None


def test_both_programs_trust_the_same_tokens_and_name_people_alike(template: Template) -> None:
    runtime, proxy = runtime_environment(template), proxy_environment(template)
    for name in ("AUTH_ISSUER", "AUTH_AUDIENCE", "PSEUDONYM_KEY", "SESSION_BUCKET", "SESSION_PREFIX"):
        assert runtime[name] == proxy[name], name


def test_the_proxy_waits_longer_than_a_turn_and_lambda_longer_than_the_proxy(
    template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = read(proxy_environment(template), monkeypatch)
    timeout = template.only("AWS::Lambda::Function", "Proxy")["Timeout"]
    assert settings.turn_timeout_seconds < settings.runtime_read_timeout_seconds < timeout


def test_no_template_holds_the_pseudonym_key(template: Template) -> None:
    assert runtime_environment(template)["PSEUDONYM_KEY"].startswith("{{resolve:secretsmanager:")


# --- permissions ----------------------------------------------------------------------------------------

MAY: dict[str, list[tuple[str, str]]] = {
    "ExecutionRole": [
        ("s3:ListBucket", ""),
        ("s3:GetObject", NOTE),
        ("s3:GetObject", DOCUMENT),
        ("s3:GetObject", SESSION),
        ("s3:GetObject", ALIAS),
        ("s3:PutObject", NOTE),
        ("s3:PutObject", session_json(SEGMENT)),
        ("s3:PutObject", agent_json(SEGMENT)),
        ("s3:PutObject", SESSION),
        ("s3:PutObject", ALIAS),
        ("s3:DeleteObject", NOTE),
        ("s3:DeleteObject", SESSION),
        ("s3:DeleteObject", ALIAS),
    ],
    "ProxyRole": [
        ("s3:ListBucket", ""),
        ("s3:GetObject", NOTE),
        ("s3:GetObject", SESSION),
        ("s3:PutObject", SESSION),
    ],
}
MAY_NOT: dict[str, list[tuple[str, str]]] = {
    "ExecutionRole": [
        ("s3:PutObject", DOCUMENT),
        ("s3:DeleteObject", DOCUMENT),
        ("s3:DeleteObjectVersion", NOTE),
        ("s3:PutLifecycleConfiguration", ""),
        ("s3:DeleteBucket", ""),
        ("s3:PutObject", "medical-notes/patients/1/note.json"),
    ],
    "ProxyRole": [
        ("s3:PutObject", NOTE),
        ("s3:DeleteObject", NOTE),
        ("s3:DeleteObject", SESSION),
        ("s3:GetObject", DOCUMENT),
        ("s3:PutObject", ALIAS),
    ],
}


def cases(table: dict[str, list[tuple[str, str]]]) -> list[Any]:
    return [
        pytest.param(role, action, key, id=f"{role}-{action}-{key}")
        for role, rows in table.items()
        for action, key in rows
    ]


@pytest.mark.parametrize(("role", "action", "key"), cases(MAY))
def test_a_role_may_do_what_its_program_does(role: str, action: str, key: str, template: Template) -> None:
    resource = objects(template, key) if key else bucket_arn(template)
    assert allows(template.statements(role), action, resource)


@pytest.mark.parametrize(("role", "action", "key"), cases(MAY_NOT))
def test_a_role_may_do_no_more(role: str, action: str, key: str, template: Template) -> None:
    resource = objects(template, key) if key else bucket_arn(template)
    assert not allows(template.statements(role), action, resource)


@pytest.mark.parametrize("role", ["ExecutionRole", "ProxyRole"])
@pytest.mark.parametrize("action", ["kms:Decrypt", "kms:GenerateDataKey"])
def test_a_role_may_use_the_key_that_encrypts_the_notes(role: str, action: str, template: Template) -> None:
    key = next(iter(template.of_type("AWS::KMS::Key")))
    assert allows(template.statements(role), action, f"arn:{key}")


@pytest.mark.parametrize("action", ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"])
def test_the_runtime_may_ask_its_model_and_no_other(action: str, template: Template) -> None:
    statements = template.statements("ExecutionRole")
    profile = f"arn:aws:bedrock:us-east-1:123456789012:inference-profile/{DEFAULT_BEDROCK_MODEL}"
    foundation = DEFAULT_BEDROCK_MODEL.removeprefix("us.")
    assert allows(statements, action, profile)
    for region in ("us-east-1", "us-east-2", "us-west-2"):
        assert allows(statements, action, f"arn:aws:bedrock:{region}::foundation-model/{foundation}")
    assert not allows(
        statements, action, "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-4"
    )
    through = [s["Condition"] for s in statements if "foundation-model" in str(s["Resource"])]
    assert through == [{"StringEquals": {"bedrock:InferenceProfileArn": profile}}]


def test_the_proxy_may_invoke_this_runtime_and_never_for_another_user(template: Template) -> None:
    statements = template.statements("ProxyRole")
    runtime = f"arn:{next(iter(template.of_type('AWS::BedrockAgentCore::Runtime')))}"
    assert allows(statements, "bedrock-agentcore:InvokeAgentRuntime", f"{runtime}/runtime-endpoint/DEFAULT")
    assert not allows(statements, "bedrock-agentcore:InvokeAgentRuntimeForUser", runtime)
    assert not allows(
        statements, "bedrock-agentcore:InvokeAgentRuntime", "arn:aws:bedrock-agentcore:x:y:runtime/z"
    )


def test_the_proxy_may_write_its_own_log_and_no_other(template: Template) -> None:
    statements = template.statements("ProxyRole")
    group = next(name for name in template.of_type("AWS::Logs::LogGroup") if "ProxyLogs" in name)
    assert allows(statements, "logs:PutLogEvents", f"arn:{group}")
    assert not allows(statements, "logs:PutLogEvents", "arn:aws:logs:us-east-1:123456789012:log-group:other")
    assert not allows(statements, "logs:CreateLogGroup", "*")


IAM_ACTION = {
    "GetObject": "s3:GetObject",
    "HeadObject": "s3:GetObject",
    "PutObject": "s3:PutObject",
    "DeleteObject": "s3:DeleteObject",
    "ListObjectsV2": "s3:ListBucket",
    "HeadBucket": "s3:ListBucket",
}


def test_the_runtime_may_do_all_that_the_store_really_asks_of_s3(
    template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    asked: list[tuple[str, str]] = []
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket="notes")
        client.meta.events.register(
            "before-parameter-build.s3",
            lambda params, model, **_: asked.append((model.name, params.get("Key", ""))),
        )
        store = S3Store(client, "notes")
        store.check()
        for key in (NOTE, SESSION, ALIAS):
            version = store.write(key, b"{}", expect="")
            assert store.read(key) is not None
            store.delete(key, expect=version)
        list(store.list(SEGMENT))
        store.read(DOCUMENT)
    assert asked
    statements = template.statements("ExecutionRole")
    for operation, key in asked:
        resource = objects(template, key) if key else bucket_arn(template)
        assert allows(statements, IAM_ACTION[operation], resource), (operation, key)


# --- notes ----------------------------------------------------------------------------------------------


def test_notes_are_encrypted_versioned_private_and_never_expire(template: Template) -> None:
    bucket = template.only("AWS::S3::Bucket", BUCKET)
    encryption = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"][0]
    assert encryption["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "aws:kms"
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert "LifecycleConfiguration" not in bucket
    assert bucket["LoggingConfiguration"]["LogFilePrefix"] == "notes/"
    assert template.only("AWS::KMS::Key")["EnableKeyRotation"] is True


def test_access_logs_are_protected_like_the_notes(template: Template) -> None:
    logs = template.only("AWS::S3::Bucket", "AccessLogs")
    assert "BucketEncryption" in logs
    assert logs["VersioningConfiguration"] == {"Status": "Enabled"}
    assert set(logs["PublicAccessBlockConfiguration"].values()) == {True}


def test_every_bucket_refuses_what_is_not_tls(template: Template) -> None:
    policies = [resolve(p["Properties"]) for p in template.of_type("AWS::S3::BucketPolicy").values()]
    assert len(policies) == len(template.of_type("AWS::S3::Bucket"))
    for policy in policies:
        denials = [s for s in policy["PolicyDocument"]["Statement"] if s["Effect"] == "Deny"]
        assert {"Bool": {"aws:SecureTransport": "false"}} in [s["Condition"] for s in denials]


def test_deleting_a_stack_of_real_patients_leaves_their_notes(template: Template, stage: str) -> None:
    kept = {"dev": "Delete", "prod": "Retain"}[stage]
    for kind in ("AWS::S3::Bucket", "AWS::KMS::Key", "AWS::Cognito::UserPool"):
        for name, resource in template.of_type(kind).items():
            assert resource["DeletionPolicy"] == kept, name
            assert resource["UpdateReplacePolicy"] == kept, name


# --- runtime --------------------------------------------------------------------------------------------


def test_the_runtime_sees_the_forwarded_token_and_no_other_header(template: Template) -> None:
    runtime = template.only("AWS::BedrockAgentCore::Runtime")
    assert runtime["RequestHeaderConfiguration"] == {"RequestHeaderAllowlist": [FORWARDED_AUTHORIZATION]}


def test_the_runtime_is_pinned_named_and_bounded(template: Template, stage: str) -> None:
    runtime = template.only("AWS::BedrockAgentCore::Runtime")
    assert runtime["PlatformVersion"] == "V2"
    assert re.fullmatch(r"[a-zA-Z][a-zA-Z0-9_]{0,47}", runtime["AgentRuntimeName"])
    assert runtime["AgentRuntimeName"].endswith(stage)
    assert runtime["LifecycleConfiguration"] == {"IdleRuntimeSessionTimeout": 900, "MaxLifetime": 28800}


def test_the_image_is_built_for_arm_from_nothing_but_its_parts(assembly: Path, stage: str) -> None:
    manifest = json.loads((assembly / f"HealthcareAssistant-{stage}.assets.json").read_text())
    (image,) = manifest["dockerImages"].values()
    assert image["source"]["platform"] == "linux/arm64"
    shipped = {path.name for path in (assembly / image["source"]["directory"]).iterdir()}
    assert shipped == {".dockerignore", "Dockerfile", "README.md", "agents", "pyproject.toml", "uv.lock"}


def test_agentcores_own_log_of_requests_and_replies_stays_off(template: Template) -> None:
    assert not any(r["Type"].startswith("AWS::Logs::Delivery") for r in template.resources.values())


# --- front door -----------------------------------------------------------------------------------------


def test_only_health_answers_without_a_token(template: Template) -> None:
    methods = template.of_type("AWS::ApiGateway::Method").values()
    kinds = {m["Properties"]["HttpMethod"]: m["Properties"]["AuthorizationType"] for m in methods}
    assert kinds == {"ANY": "COGNITO_USER_POOLS", "GET": "NONE"}


def test_requests_are_throttled_and_logged_without_what_they_say(template: Template, stage: str) -> None:
    door = template.only("AWS::ApiGateway::Stage")
    (settings,) = door["MethodSettings"]
    rates = {"dev": (5, 10), "prod": (50, 100)}
    assert (settings["ThrottlingRateLimit"], settings["ThrottlingBurstLimit"]) == rates[stage]
    assert (settings["LoggingLevel"], settings["DataTraceEnabled"]) == ("OFF", False)
    logged = set(re.findall(r"\$context\.[\w.]+", door["AccessLogSetting"]["Format"]))
    assert "$context.status" in logged
    for tells in ("path", "authorizer", "identity", "requestOverride"):
        assert not any(f"$context.{tells}" in field for field in logged), tells


def test_the_gateways_own_answers_have_the_shape_of_all_others(template: Template) -> None:
    answers = [
        resolve(a["Properties"]) for a in template.of_type("AWS::ApiGateway::GatewayResponse").values()
    ]
    assert {a["ResponseType"] for a in answers} >= {"UNAUTHORIZED", "THROTTLED", "INTEGRATION_TIMEOUT"}
    for answer in answers:
        body = json.loads(answer["ResponseTemplates"]["application/json"])
        assert set(body["error"]) == {"code", "message"}


def test_log_groups_do_not_keep_for_ever(template: Template, stage: str) -> None:
    days = {"dev": 30, "prod": 365}[stage]
    for name, group in template.of_type("AWS::Logs::LogGroup").items():
        assert group["Properties"]["RetentionInDays"] == days, name
    runtime = template.only("Custom::LogRetention")
    assert runtime["RetentionInDays"] == days
    assert runtime["LogGroupName"].startswith("/aws/bedrock-agentcore/runtimes/")


def test_nobody_makes_their_own_account_or_gives_themselves_rights(template: Template) -> None:
    pool = template.only("AWS::Cognito::UserPool")
    assert pool["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True}
    client = template.only("AWS::Cognito::UserPoolClient")
    assert {"custom:role", "custom:patients"} <= set(client["ReadAttributes"])
    assert client["WriteAttributes"] == ["email"]


def test_real_patients_data_needs_a_second_factor(template: Template, stage: str) -> None:
    assert (
        template.only("AWS::Cognito::UserPool")["MfaConfiguration"]
        == {"dev": "OPTIONAL", "prod": "ON"}[stage]
    )
    flows = template.only("AWS::Cognito::UserPoolClient")["ExplicitAuthFlows"]
    assert ("ALLOW_ADMIN_USER_PASSWORD_AUTH" in flows) is (stage == "dev")


@pytest.mark.parametrize("name", ["ApiUrl", "RuntimeArn", "RuntimeId", "NotesBucket", "UserPoolClientId"])
def test_the_stack_tells_what_its_users_need(name: str, template: Template) -> None:
    assert name in template.outputs


# --- checks by others -----------------------------------------------------------------------------------


def test_cfn_lint_finds_nothing(assembly: Path) -> None:
    """W3005: CDK itself repeats dependencies that a reference already makes."""
    templates = [str(path) for path in assembly.glob("*.template.json")]
    command = [str(Path(sys.executable).with_name("cfn-lint")), "--ignore-checks", "W3005", "--", *templates]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"sandbox": True, "log_days": 7, "requests_per_second": 1, "burst": 1}, "log_days"),
        ({"sandbox": True, "log_days": 30, "burst": 1}, "requests_per_second"),
        ({"sandbox": True, "log_days": 30, "requests_per_second": 1, "burst": 1, "sandbx": 1}, "sandbx"),
    ],
)
def test_a_stage_that_is_wrong_is_told_by_name(values: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=f"stage uat: .*{told}"):
        read_stages({"uat": values})
