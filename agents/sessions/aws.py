"""What went wrong in a request to AWS, as the stores there tell it."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError

from agents.errors import StoreUnavailable


@contextmanager
def unavailable() -> Iterator[None]:
    """Around requests: whatever AWS or the network answers wrongly is a StoreUnavailable."""
    try:
        yield
    except (ClientError, BotoCoreError) as error:
        raise StoreUnavailable from error


def code(error: ClientError) -> str:
    """The service's own word for what happened; empty where it had none."""
    return str(error.response.get("Error", {}).get("Code", ""))
