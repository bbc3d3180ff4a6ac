"""What the tools read from: a clinic's records and a patient's processed documents."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from agents.tools.clinic import Clinic


class DocumentSource(Protocol):
    """Where processed documents are kept. Both calls block and may come from several threads at once."""

    def folders(self, prefix: str) -> Iterable[str]:
        """The folders that start with `prefix`, in full, up to their final `/`, without what is in them.

        Raises its own error when they cannot be listed.
        """
        ...

    def read(self, key: str) -> bytes | None:
        """The object's content, None if there is none. Raises its own error when it cannot be read."""
        ...


def _nobody(patient_id: str) -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class Sources:
    """Everything the tools of one patient are made from.

    `prefix` is where the patients' folders start. `known_patients` is asked with a patient and names those
    known to exist whose folders might be mistaken for this patient's: such a folder is not shown on the
    strength of its name (see `ownership`). It may name more, the patient too. Called in worker threads.
    """

    clinic: Clinic
    documents: DocumentSource
    prefix: str = "processed/"
    known_patients: Callable[[str], Iterable[str]] = _nobody
