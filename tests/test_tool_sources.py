"""The tools over a real store and registry: whose documents are shown when two patients look alike."""

from pathlib import Path

import pytest

from agents.errors import NotesUnreadable, StoreUnavailable
from agents.sessions.layout import Layout
from agents.sessions.memory import MemoryStore
from agents.sessions.registry import Alias, Registry, folder_alias
from agents.sessions.s3 import S3Store
from agents.sessions.store import Item, Store
from agents.tool_sources import KnownPatients, StoredDocuments
from agents.tools import Clinic, Sources, consistent_with_documents
from agents.tools.documents import survey
from agents.tools.ownership import Verdict


def known(store: Store) -> KnownPatients:
    return KnownPatients(Clinic(), Registry(store, Layout()))


def claim(store: Store, patient_id: str) -> None:
    Registry(store, Layout()).claim(
        folder_alias(patient_id), Alias(patient_id=patient_id, alias=f"name:-:{patient_id}")
    )


def owned(store: Store, patient_id: str) -> list[str]:
    sources = Sources(Clinic(), StoredDocuments(store), "processed/", known(store))
    return [document.folder for document in survey(patient_id, sources).having(Verdict.OWN)]


def test_a_patient_with_a_shorter_name_is_known_by_their_claim(store: Store) -> None:
    store.write("processed/Rosa_Diaz_123_lab/extracted_data.json", b"{}")
    assert owned(store, "Rosa_Diaz_123") == ["Rosa_Diaz_123_lab"]
    claim(store, "rosa_diaz")
    assert owned(store, "Rosa_Diaz_123") == []


def test_a_patient_with_a_longer_name_is_known_by_their_notes(store: Store) -> None:
    store.write("processed/Rosa_Diaz_123_lab/extracted_data.json", b"{}")
    assert owned(store, "Rosa_Diaz") == ["Rosa_Diaz_123_lab"]
    store.write("processed/Rosa_Diaz_123_medical_notes/session_1/session.json", b"{}")
    assert owned(store, "Rosa_Diaz") == []


def test_only_claims_of_what_the_patients_name_starts_with_are_looked_for() -> None:
    class Recorder(MemoryStore):
        def __init__(self) -> None:
            super().__init__()
            self.asked: set[str] = set()

        def read(self, key: str) -> Item | None:
            self.asked.add(key)
            return super().read(key)

    store = Recorder()
    claim(store, "Rosa_Diaz_123")
    claim(store, "Rosa_Diaz_1234")
    assert known(store)("Rosa_Diaz_123") == set(Clinic().patient_ids())
    assert store.asked == {Layout().alias(folder_alias(start)) for start in ("Rosa", "Rosa_Diaz")}


def test_the_clinics_patients_are_known() -> None:
    assert set(Clinic().patient_ids()) <= known(MemoryStore())("999")


def test_a_claim_that_cannot_be_read_shows_nothing(tmp_path: Path) -> None:
    class Broken(MemoryStore):
        def read(self, key: str) -> Item | None:
            raise StoreUnavailable

    document = "processed/Rosa_Diaz_lab/extracted_data.json"
    broken, store = Broken(), MemoryStore()
    for each in (broken, store):
        each.write(document, b"{}")
    with pytest.raises(StoreUnavailable):
        owned(broken, "Rosa_Diaz")
    store.write(Layout().alias(folder_alias("Rosa")), b"{")
    with pytest.raises(NotesUnreadable):
        owned(store, "Rosa_Diaz")


def test_finding_a_patients_documents_takes_one_listing_however_many_notes_there_are(s3: S3Store) -> None:
    for number in range(20):
        s3.write(f"processed/Ana_medical_notes/session_{number}/session.json", b"{}")
    s3.write("processed/Ana_lab/extracted_data.json", b"{}")
    requests: list[str] = []
    s3.client.meta.events.register("before-call.s3", lambda model, **_: requests.append(model.name))
    sources = Sources(Clinic(), StoredDocuments(s3), "processed/", known(s3))
    assert consistent_with_documents("Ana", sources)
    assert requests == ["ListObjectsV2", "GetObject"]
