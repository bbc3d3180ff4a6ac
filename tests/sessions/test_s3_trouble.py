"""What a caller sees when S3 is down, slow, forbidden or holds nonsense: over HTTP, with the real boto3."""

from collections.abc import Callable

import httpx
import pytest

from agents.sessions.layout import Layout, message_json
from agents.sessions.s3 import S3Store
from tests.http_server import Served
from tests.sessions.fault_proxy import CUT, SLOW_DOWN, Fault, Proxy
from tests.talk import IS_A, SESSION, A, folder, notes

SLOW = Fault(status=504, code="GatewayTimeout")
FORBIDDEN = Fault(status=403, code="AccessDenied")
MANY = 200  # more than all tries of all requests of a turn


@pytest.fixture
def over_s3(served: Served, far_s3: S3Store) -> Served:
    """The assistant on S3 behind the proxy, with a session about A of one turn that it keeps warm."""
    served.use(store=far_s3)
    served.ask(IS_A)
    return served


def code(answer: httpx.Response) -> str:
    found: str = answer.json()["error"]["code"]
    return found


@pytest.mark.parametrize("warm", [True, False], ids=["warm", "cold"])
@pytest.mark.parametrize(
    "fault", [CUT, SLOW_DOWN, SLOW, FORBIDDEN], ids=["down", "busy", "slow", "forbidden"]
)
def test_s3_in_trouble_is_a_503_and_its_retry_is_answered_once(
    over_s3: Served, far_s3: S3Store, s3: S3Store, s3_proxy: Proxy, fault: Fault, warm: bool
) -> None:
    if not warm:
        over_s3.use(store=far_s3)
    s3_proxy.faults = [fault] * MANY
    refused = over_s3.post({"prompt": "Tengo tos.", "messageId": "m-1"})
    assert (refused.status_code, code(refused)) == (503, "notes_unavailable")
    assert int(refused.headers["retry-after"]) > 0
    assert "notes_saved" not in refused.text
    s3_proxy.faults = []
    told = [over_s3.ask("Tengo tos.", messageId="m-1") for _ in range(2)]
    assert told[0] == told[1]
    assert told[0]["session_info"]["notes_saved"] is True
    assert [text for _, text in notes(s3, A)] == [IS_A, "De acuerdo.", "Tengo tos.", "De acuerdo."]


def test_a_write_that_s3_refuses_for_good_lets_nothing_out(over_s3: Served, s3_proxy: Proxy) -> None:
    s3_proxy.only, s3_proxy.faults = ("PUT",), [FORBIDDEN] * MANY
    with over_s3.streamed("Tengo tos.") as events:
        told = list(events)
    assert [(name, data["error"]["code"]) for name, data in told] == [("error", "notes_unavailable")]


def corrupt(s3: S3Store) -> None:
    s3.write(message_json(folder(A), 1), b"\x00 no es una nota")


def missing(s3: S3Store) -> None:
    s3.delete(message_json(folder(A), 0))


def corrupt_record(s3: S3Store) -> None:
    s3.write(Layout().session_record(SESSION), b"{}")


@pytest.mark.parametrize("damage", [corrupt, missing, corrupt_record])
def test_damaged_notes_are_said_to_be_so_and_left_as_they_are(
    over_s3: Served, far_s3: S3Store, s3: S3Store, damage: Callable[[S3Store], None]
) -> None:
    damage(s3)
    before = [(key, s3.read(key)) for key in s3.list("")]
    over_s3.use(store=far_s3)
    refused = over_s3.post({"prompt": "¿Qué te dije?"})
    assert (refused.status_code, code(refused)) == (500, "notes_unreadable")
    assert [(key, s3.read(key)) for key in s3.list("")] == before
    assert not over_s3.model.requests, "no model saw a history with something missing"
