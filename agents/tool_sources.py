"""What the tools read, over the store and the registry. They know neither: `bootstrap` hands them this."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from agents.sessions.registry import Registry, folder_alias
from agents.sessions.store import Store
from agents.tools.clinic import Clinic

_READERS = 8


@dataclass(frozen=True, slots=True)
class StoredDocuments:
    """A store as the tools see it: folders, and bytes without versions."""

    store: Store

    def folders(self, prefix: str) -> Iterator[str]:
        return self.store.folders(prefix)

    def read(self, key: str) -> bytes | None:
        item = self.store.read(key)
        return item.body if item else None


@dataclass(frozen=True, slots=True)
class KnownPatients:
    """Called with a patient: who else is known to exist, as far as their folders could look like this one's.

    For `Juan_Perez_123` the registry says whether there is a `Juan` or a `Juan_Perez`: one request for each,
    all at once. Longer ones, such as `Juan_Perez_123_4`, show themselves by their folders.
    """

    clinic: Clinic
    registry: Registry

    def __call__(self, patient_id: str) -> set[str]:
        words = patient_id.split("_")
        shorter = ["_".join(words[:count]) for count in range(1, len(words))]
        with ThreadPoolExecutor(_READERS) as pool:
            claims = list(pool.map(lambda start: self.registry.alias(folder_alias(start)), shorter))
        return {*self.clinic.patient_ids(), *(claim.patient_id for claim in claims if claim)}
