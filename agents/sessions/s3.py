"""Notes in S3, by one shared boto3 client and S3's own conditional writes (`If-None-Match`, `If-Match`).

The SDK retries a PUT whose answer was lost, and the retry then meets its own object: a false 412. Each
write carries a nonce in the object's metadata; after a retried 412 it tells our object from another's.
"""

import random
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError, IncompleteReadError, ResponseStreamingError

from agents.errors import SettingsError, StoreUnavailable
from agents.sessions.aws import code, unavailable
from agents.sessions.store import ABSENT, Item, Store, WriteConflict

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_NONCE = "writer-nonce"
_TRIES = 3  # of what the SDK does not try again: a condition left undecided (409), a body that broke off
_PAUSE = 0.02  # seconds, doubled each time
_NOBODYS = '"00000000000000000000000000000000"'  # an ETag
_UNDECIDED = ("ConditionalRequestConflict", "409")
_FAILED = ("PreconditionFailed", "412")
_MISSING = ("NoSuchKey", "404")
_ADVICE = {
    301: "is in another region; set AWS_REGION to it",
    403: "is not accessible with these credentials; grant s3:ListBucket on it, and s3:GetObject, s3:PutObject"
    " and s3:DeleteObject on the objects in it",
    404: "does not exist; create it or name another",
}


class S3Store(Store):
    """`bucket` as named; keys are full object keys, `processed/` included. Owns the client that it is given.

    `probe` is a key that `check` may write. It stays, and means nothing.
    """

    def __init__(self, client: "S3Client", bucket: str, probe: str = "registry/probe") -> None:
        self.client = client
        self.bucket: str = bucket
        self.probe = probe

    def read(self, key: str) -> Item | None:
        with unavailable():
            for _ in range(_TRIES - 1):
                with suppress(IncompleteReadError, ResponseStreamingError):  # to the SDK the call was over
                    return self._get(key)
            return self._get(key)

    def _get(self, key: str) -> Item | None:
        try:
            answer = self.client.get_object(Bucket=self.bucket, Key=key)
        except ClientError as error:
            if code(error) == "NoSuchKey":  # a bare 404 may be a proxy's
                return None
            raise
        return Item(answer["Body"].read(), answer["ETag"])

    def write(self, key: str, body: bytes, *, expect: str | None = None) -> str:
        nonce, retried = secrets.token_hex(8), False
        condition: dict[str, Any] = {}
        if expect is not None:
            condition = {"IfNoneMatch": "*"} if expect == ABSENT else {"IfMatch": expect}
        with unavailable():
            for attempt in range(_TRIES):
                try:
                    return self._put(key, body, nonce, condition)
                except ClientError as error:
                    retried = retried or bool(error.response["ResponseMetadata"].get("RetryAttempts"))
                    if code(error) in _UNDECIDED:
                        retried = True  # perhaps by an attempt of ours whose answer was lost
                        _pause(attempt)
                        continue
                    if code(error) not in _FAILED and not (expect and code(error) in _MISSING):
                        raise
                    if retried and (version := self._ours(key, nonce)):
                        return version
                    raise WriteConflict from error
            if version := self._ours(key, nonce):
                return version
        raise StoreUnavailable  # it may have happened, or happen yet

    def _put(self, key: str, body: bytes, nonce: str, condition: dict[str, Any]) -> str:
        return self.client.put_object(
            Bucket=self.bucket,
            Key=key,
            Body=body,
            ContentType="application/json",
            Metadata={_NONCE: nonce},
            **condition,
        )["ETag"]

    def delete(self, key: str, *, expect: str | None = None) -> None:
        with unavailable():
            if expect == ABSENT:
                if self._get(key) is not None:
                    raise WriteConflict
                return
            condition: dict[str, Any] = {"IfMatch": expect} if expect else {}
            for attempt in range(_TRIES):
                try:
                    self.client.delete_object(Bucket=self.bucket, Key=key, **condition)
                    return
                except ClientError as error:
                    if code(error) in _MISSING:
                        return
                    if code(error) in _FAILED:
                        raise WriteConflict from error
                    if code(error) not in _UNDECIDED:
                        raise
                    _pause(attempt)
        raise StoreUnavailable

    def list(self, prefix: str) -> Iterator[str]:
        with unavailable():
            pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix)
            for page in pages:
                for item in page.get("Contents", ()):
                    yield item["Key"]

    def folders(self, prefix: str) -> Iterator[str]:
        with unavailable():
            pages = self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=prefix, Delimiter="/"
            )
            for page in pages:
                for item in page.get("CommonPrefixes", ()):
                    yield item["Prefix"]

    def check(self) -> None:
        """The bucket is there, may be written, and honours conditions: some that speak S3 ignore them."""
        try:
            self.client.head_bucket(Bucket=self.bucket)
            conditional = self._honours_conditions()
        except ClientError as error:
            status = error.response["ResponseMetadata"]["HTTPStatusCode"]
            advice = _ADVICE.get(status, f"cannot be used (S3 answered {status} {code(error)})")
            raise SettingsError([f"SESSION_BUCKET: the bucket {self.bucket} {advice}"]) from None
        except BotoCoreError as error:
            problem = (
                f"S3 cannot be reached ({type(error).__name__}); check network, credentials and endpoint"
            )
            raise SettingsError([f"SESSION_BUCKET: {problem}"]) from None
        if not conditional:
            problem = "ignores conditional writes; writers would overwrite one another. Use another service"
            raise SettingsError([f"SESSION_BUCKET: what serves the bucket {self.bucket} {problem}"])

    def _honours_conditions(self) -> bool:
        """Each kind of condition that writers rely on, asked where it cannot hold."""

        def put(**condition: str) -> Callable[[], object]:
            return lambda: self._put(self.probe, b"{}", "probe", condition)

        def delete() -> object:
            return self.client.delete_object(Bucket=self.bucket, Key=self.probe, IfMatch=_NOBODYS)

        new = put(IfNoneMatch="*")
        there = _refused(new) or _refused(new)  # the first creates it, once in a bucket's life
        return there and _refused(put(IfMatch=_NOBODYS)) and _refused(delete)

    def close(self) -> None:
        self.client.close()

    def _ours(self, key: str, nonce: str) -> str | None:
        """The version that stands, if an earlier attempt of this very write made it."""
        standing = self._head(key)
        return standing[0] if standing and standing[1] == nonce else None

    def _head(self, key: str) -> tuple[str, str | None] | None:
        """Version and nonce of what stands."""
        try:
            answer = self.client.head_object(Bucket=self.bucket, Key=key)
        except ClientError as error:
            if code(error) in _MISSING:
                return None
            raise
        return answer["ETag"], answer["Metadata"].get(_NONCE)


def _refused(call: Callable[[], object]) -> bool:
    try:
        call()
    except ClientError as error:
        if code(error) in (*_FAILED, *_UNDECIDED):
            return True
        raise
    return False


def _pause(attempt: int) -> None:
    """Before what S3 left undecided is asked again: whoever else writes there is done by then."""
    time.sleep(_PAUSE * 2**attempt * random.uniform(0.5, 1))  # noqa: S311  (jitter)
