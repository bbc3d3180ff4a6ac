"""What the tools read from: a clinic's records and a patient's processed documents."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from agents.tools.clinic import Clinic


class DocumentSource(Protocol):
    """Where processed documents are kept. Both calls block and may come from several threads at once."""

    def list(self, prefix: str) -> Iterable[str]:
        """The full keys that start with `prefix`. Raises its own error when the list cannot be had."""
        ...

    def read(self, key: str) -> bytes | None:
        """The object's content, None if there is none. Raises its own error when it cannot be read."""
        ...


def _nobody() -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class Sources:
    """Everything the tools of one patient are made from.

    `prefix` is where the patients' folders start. `known_patients` names the patients that are known to
    exist: a document folder whose name could be one of theirs is not shown on the strength of its name
    (see `ownership`). It may include the tools' own patient. Called in worker threads.
    """

    clinic: Clinic
    documents: DocumentSource
    prefix: str = "processed/"
    known_patients: Callable[[], Iterable[str]] = _nobody
