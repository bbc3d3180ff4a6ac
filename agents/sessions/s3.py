"""Notes in S3, by one shared boto3 client and S3's own conditional writes (`If-None-Match`, `If-Match`).

The SDK retries a PUT whose answer was lost, and the retry then meets its own object: a false 412. Each
write carries a nonce in the object's metadata; after a retried 412 it tells our object from another's.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from agents.errors import SettingsError, StoreUnavailable
from agents.sessions.store import ABSENT, Item, Store, WriteConflict

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_NONCE = "writer-nonce"
_ADVICE = {
    "404": "does not exist; create it or name another",
    "403": "is not accessible with these credentials; grant s3:ListBucket, s3:GetObject, s3:PutObject on it",
    "301": "is in another region; set AWS_REGION to it",
}


class S3Store(Store):
    """`bucket` as named; keys are full object keys, `processed/` included."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self.client = client
        self.bucket: str = bucket

    def read(self, key: str) -> Item | None:
        with _unavailable():
            try:
                answer = self.client.get_object(Bucket=self.bucket, Key=key)
                return Item(answer["Body"].read(), answer["ETag"])
            except ClientError as error:
                if _code(error) == "NoSuchKey":
                    return None
                raise

    def write(self, key: str, body: bytes, *, expect: str | None = None) -> str:
        nonce = secrets.token_hex(8)
        condition: dict[str, Any] = {}
        if expect is not None:
            condition = {"IfNoneMatch": "*"} if expect == ABSENT else {"IfMatch": expect}
        with _unavailable():
            try:
                answer = self.client.put_object(
                    Bucket=self.bucket,
                    Key=key,
                    Body=body,
                    ContentType="application/json",
                    Metadata={_NONCE: nonce},
                    **condition,
                )
                return answer["ETag"]
            except ClientError as error:
                if not _conflicts(error, expect):
                    raise
                return self._ours(key, nonce, error)

    def delete(self, key: str, *, expect: str | None = None) -> None:
        condition: dict[str, Any] = {"IfMatch": expect} if expect else {}
        with _unavailable():
            try:
                self.client.delete_object(Bucket=self.bucket, Key=key, **condition)
            except ClientError as error:
                if _code(error) in ("NoSuchKey", "404"):
                    return
                if _conflicts(error, expect):
                    raise WriteConflict from error
                raise

    def list(self, prefix: str) -> Iterator[str]:
        with _unavailable():
            pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix)
            for page in pages:
                for item in page.get("Contents", ()):
                    yield item["Key"]

    def folders(self, prefix: str) -> Iterator[str]:
        with _unavailable():
            pages = self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket, Prefix=prefix, Delimiter="/"
            )
            for page in pages:
                for item in page.get("CommonPrefixes", ()):
                    yield item["Prefix"]

    def check(self) -> None:
        try:
            self.client.head_bucket(Bucket=self.bucket)
        except ClientError as error:
            advice = _ADVICE.get(_code(error), f"cannot be used (S3 answered {_code(error)})")
            raise SettingsError([f"SESSION_BUCKET: the bucket {self.bucket} {advice}"]) from None
        except BotoCoreError as error:
            problem = (
                f"S3 cannot be reached ({type(error).__name__}); check network, credentials and endpoint"
            )
            raise SettingsError([f"SESSION_BUCKET: {problem}"]) from None

    def _ours(self, key: str, nonce: str, error: ClientError) -> str:
        """After a 412: the version if our own earlier attempt stands there, else a conflict."""
        if error.response["ResponseMetadata"].get("RetryAttempts", 0):
            standing = self.client.head_object(Bucket=self.bucket, Key=key)
            if standing["Metadata"].get(_NONCE) == nonce:
                return standing["ETag"]
        raise WriteConflict from error


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


def _conflicts(error: ClientError, expect: str | None) -> bool:
    if _code(error) in ("PreconditionFailed", "ConditionalRequestConflict", "412", "409"):
        return True
    return bool(expect) and _code(error) in ("NoSuchKey", "404")  # a version was expected, nothing stands


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except (ClientError, BotoCoreError) as error:
        raise StoreUnavailable from error
