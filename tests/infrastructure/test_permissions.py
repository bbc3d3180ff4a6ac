"""What each role may do, and no more. A permission that is taken away fails the test that names it."""

from typing import Any

import boto3
import pytest
from moto import mock_aws

from agents.config import DEFAULT_BEDROCK_MODEL
from agents.sessions.layout import Layout, agent_json, message_json, session_json
from agents.sessions.s3 import S3Store
from tests.infrastructure.templates import Template, allows, permissions

SEGMENT = Layout().segment("Juan_Perez_123", "consulta-1")
NOTE = message_json(SEGMENT, 0)
DOCUMENT = "processed/Juan_Perez_123_laboratorio/extracted_data.json"
SESSION = Layout().session_record("consulta-1")
ALIAS = Layout().alias("cedula:123")
PROFILE = f"arn:aws:bedrock:us-east-1:123456789012:inference-profile/{DEFAULT_BEDROCK_MODEL}"
MODELS = f"::foundation-model/{DEFAULT_BEDROCK_MODEL.removeprefix('us.')}"

KEY = [("kms:Decrypt", "key"), ("kms:GenerateDataKey", "key")]
TRAIL = [("logs:CreateLogStream", "trail"), ("logs:PutLogEvents", "trail")]
MAY: dict[str, list[tuple[str, str]]] = {
    "ExecutionRole": [
        ("s3:ListBucket", "bucket"),
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
        *KEY,
        *TRAIL,
        ("secretsmanager:GetSecretValue", "secret"),
        *(
            (f"bedrock:{action}", resource)
            for action in ("InvokeModel", "InvokeModelWithResponseStream")
            for resource in (
                PROFILE,
                f"arn:aws:bedrock:us-east-1{MODELS}",
                f"arn:aws:bedrock:us-west-2{MODELS}",
            )
        ),
    ],
    "ProxyRole": [
        ("s3:ListBucket", "bucket"),
        ("s3:GetObject", NOTE),
        ("s3:GetObject", SESSION),
        ("s3:PutObject", SESSION),
        *KEY,
        *TRAIL,
        ("secretsmanager:GetSecretValue", "secret"),
        ("logs:CreateLogStream", "log"),
        ("logs:PutLogEvents", "log"),
        ("bedrock-agentcore:InvokeAgentRuntime", "runtime"),
        ("bedrock-agentcore:InvokeAgentRuntime", "runtime/runtime-endpoint/DEFAULT"),
    ],
}
# Who did what cannot be undone by those who did it: nor read, since only pseudonyms keep callers apart.
NOT_ON_TRAIL = [
    (f"logs:{action}", "trail")
    for action in (
        *("DeleteLogGroup", "DeleteLogStream", "PutRetentionPolicy", "DeleteRetentionPolicy"),
        *("GetLogEvents", "FilterLogEvents", "DisassociateKmsKey", "PutSubscriptionFilter"),
    )
]
OTHERS = "arn:aws:logs:us-east-1:123456789012:log-group:other"
MAY_NOT: dict[str, list[tuple[str, str]]] = {
    "ExecutionRole": [
        ("s3:PutObject", DOCUMENT),
        ("s3:DeleteObject", DOCUMENT),
        ("s3:DeleteObjectVersion", NOTE),
        ("s3:PutLifecycleConfiguration", "bucket"),
        ("s3:DeleteBucket", "bucket"),
        ("s3:PutObject", "medical-notes/patients/1/note.json"),
        *NOT_ON_TRAIL,
        ("logs:PutLogEvents", OTHERS),
        ("secretsmanager:PutSecretValue", "secret"),
        ("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:us-east-1:123456789012:secret:other"),
        ("bedrock:InvokeModel", "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-4"),
    ],
    "ProxyRole": [
        ("s3:PutObject", NOTE),
        ("s3:DeleteObject", NOTE),
        ("s3:DeleteObject", SESSION),
        ("s3:GetObject", DOCUMENT),
        ("s3:PutObject", ALIAS),
        *NOT_ON_TRAIL,
        ("logs:PutLogEvents", OTHERS),
        ("logs:CreateLogGroup", "log"),
        ("secretsmanager:PutSecretValue", "secret"),
        ("bedrock:InvokeModel", PROFILE),
        ("bedrock-agentcore:InvokeAgentRuntimeForUser", "runtime"),
        ("bedrock-agentcore:InvokeAgentRuntime", "arn:aws:bedrock-agentcore:x:y:runtime/z"),
    ],
}
# What CDK's construct grants to every runtime: its own log, traces, metrics, identity and image.
ITS_OWN = ("logs:", "xray:", "cloudwatch:", "bedrock-agentcore:GetWorkloadAccessToken", "ecr:")


def place(template: Template, what: str) -> str:
    """The ARN of a thing by its name here; keys are those of the notes bucket."""
    name, slash, rest = what.partition("/")
    bucket = f"arn:{template.named('AWS::S3::Bucket', 'NotesBucket')}"
    match name:
        case "bucket":
            return bucket
        case "key":
            return f"arn:{template.named('AWS::KMS::Key')}"
        case "secret":
            return template.named("AWS::SecretsManager::Secret", "PseudonymKey")
        case "trail" | "log":
            having = {"trail": "Audit", "log": "ProxyLogs"}[name]
            return f"arn:{template.named('AWS::Logs::LogGroup', having)}"
        case "runtime":
            return f"arn:{template.named('AWS::BedrockAgentCore::Runtime')}{slash}{rest}"
    return what if what.startswith("arn:") else f"{bucket}/{what}"


def cases(table: dict[str, list[tuple[str, str]]]) -> list[Any]:
    return [
        pytest.param(role, action, what, id=f"{role}-{action}-{what}")
        for role, rows in table.items()
        for action, what in rows
    ]


@pytest.mark.parametrize(("role", "action", "what"), cases(MAY))
def test_a_role_may_do_what_its_program_does(role: str, action: str, what: str, template: Template) -> None:
    assert allows(template.statements(role), action, place(template, what))


@pytest.mark.parametrize(("role", "action", "what"), cases(MAY_NOT))
def test_a_role_may_do_no_more(role: str, action: str, what: str, template: Template) -> None:
    assert not allows(template.statements(role), action, place(template, what))


@pytest.mark.parametrize("role", MAY)
def test_there_is_no_permission_that_no_row_above_would_miss(role: str, template: Template) -> None:
    """Each is taken away in turn; where every row is still allowed, nobody knows what it is for."""
    rows = [(action, place(template, what)) for action, what in MAY[role]]
    ours = permissions(template.statements(role))
    for taken in ours:
        rest = [each for each in ours if each != taken]
        needed = any(not allows(rest, action, resource) for action, resource in rows)
        its_own = taken["Action"].startswith(ITS_OWN) and role == "ExecutionRole"
        assert needed or its_own, (taken["Action"], taken["Resource"])


def test_a_model_is_asked_through_its_profile_only(template: Template) -> None:
    statements = template.statements("ExecutionRole")
    through = [s["Condition"] for s in statements if "foundation-model" in str(s["Resource"])]
    assert through == [{"StringEquals": {"bedrock:InferenceProfileArn": PROFILE}}]


def test_the_log_service_may_use_the_key_for_this_stacks_groups_only(template: Template, stage: str) -> None:
    policy = template.only("AWS::KMS::Key")["KeyPolicy"]["Statement"]
    (logs,) = [each for each in policy if "logs.us-east-1.amazonaws.com" in str(each["Principal"])]
    groups = f"arn:aws:logs:us-east-1:123456789012:log-group:HealthcareAssistant-{stage}-*"
    assert logs["Condition"] == {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}}


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
        assert allows(statements, IAM_ACTION[operation], place(template, key or "bucket")), (operation, key)
