"""Finding, listing and reading one patient's documents; never another's."""

import json
import threading
from collections.abc import Iterable
from typing import Any

import pytest

from agents.tools import Clinic, Sources, consistent_with_documents
from agents.tools.documents import MAX_DOCUMENTS, documents_tool
from agents.tools.results import MAX_CHARACTERS

Folders = dict[str, object]  # folder -> content as JSON; bytes stand for themselves


class Unavailable(Exception):
    """A source's own error; its text holds what must not be passed on."""


class Archive:
    """Documents in a dictionary. Keys in `unreadable` raise, those in `gone` vanished after being listed."""

    def __init__(
        self, folders: Folders, *, more_keys: Iterable[str] = (), prefix: str = "processed/"
    ) -> None:
        self.objects = {
            f"{prefix}{folder}/extracted_data.json": content
            if isinstance(content, bytes)
            else json.dumps(content).encode()
            for folder, content in folders.items()
        }
        self.keys = [*self.objects, *more_keys]
        self.unreadable: set[str] = set()
        self.gone: set[str] = set()
        self.listed: list[str] = []

    def folders(self, prefix: str) -> Iterable[str]:
        self.listed.append(prefix)
        rests = (key[len(prefix) :].partition("/") for key in self.keys if key.startswith(prefix))
        return iter(sorted({f"{prefix}{name}/" for name, slash, _ in rests if slash}))

    def read(self, key: str) -> bytes | None:
        if key in self.unreadable:
            raise Unavailable("Maria_Garcia secreto")
        return None if key in self.gone else self.objects.get(key)


def sources(archive: Any, *known: str, prefix: str = "processed/") -> Sources:
    return Sources(Clinic(), archive, prefix, known_patients=lambda _: known)


def ask(patient: str, archive: Any, *known: str, document: str = "") -> dict[str, Any]:
    tool: Any = documents_tool(patient, sources(archive, *known))
    result: dict[str, Any] = tool(document)
    text = result["content"][0]["text"]
    assert len(text) <= MAX_CHARACTERS
    return {"status": result["status"], **json.loads(text)}


@pytest.mark.parametrize(
    ("folders", "patient", "known", "expected", "omitted"),
    [
        ({"Juan_Perez_123_lab": {}}, "Juan_Perez_123", [], ["lab"], 0),
        ({"Juan_Perez_123_lab": {}}, "Juan_Perez", [], ["123_lab"], 0),
        ({"Juan_Perez_123_lab": {}}, "Juan_Perez", ["Juan_Perez_123"], [], 1),
        ({"Juan_Perez_123_lab": {}, "Juan_Perez_rx": {}}, "Juan_Perez", ["Juan_Perez_123"], ["rx"], 1),
        ({"Juan_Perez_123_lab": {"patient_id": "Juan_Perez_123"}}, "Juan_Perez", [], [], 0),
        (
            {"Juan_Perez_123_lab": {"patient_id": "Juan_Perez"}},
            "Juan_Perez",
            ["Juan_Perez_123"],
            ["123_lab"],
            0,
        ),
        ({"Juan_Perez_lab": {"patient_id": "Maria_Garcia"}}, "Juan_Perez", [], [], 1),
        # A document that names its patient makes that patient known for the folders beside it.
        (
            {"Juan_Perez_123_a": {"patient_id": "Juan_Perez_123"}, "Juan_Perez_123_b": {}},
            "Juan_Perez",
            [],
            [],
            1,
        ),
        ({"Maria_Garcia_lab": {}}, "Juan_Perez", [], [], 0),
    ],
)
def test_a_list_holds_what_is_surely_the_patients_and_counts_the_rest(
    folders: Folders, patient: str, known: list[str], expected: list[str], omitted: int
) -> None:
    found = ask(patient, Archive(folders), *known)
    assert found["documentos"] == expected
    assert sum(each["cantidad"] for each in found.get("omitidos", [])) == omitted


def test_a_notes_folder_shows_that_its_patient_exists() -> None:
    notes = "processed/Juan_Perez_123_medical_notes/session_1/session.json"
    found = ask("Juan_Perez", Archive({"Juan_Perez_123_lab": {}}, more_keys=[notes]))
    assert found["documentos"] == []


def test_what_is_left_out_is_told_without_a_name() -> None:
    archive = Archive({"Juan_Perez_123_lab": {}, "Juan_Perez_rx": {"patient_id": "Maria_Garcia"}})
    text = json.dumps(ask("Juan_Perez", archive, "Juan_Perez_123"))
    assert "omitidos" in text
    assert not [word for word in ("123", "Maria", "rx", "lab") if word in text]


@pytest.mark.parametrize(
    "key",
    [
        "processed/Juan_Perez_medical_notes/extracted_data.json",
        "processed/Juan_Perez_MEDICAL_NOTES/extracted_data.json",
        "processed/Juan_Perez_2_medical_notes/extracted_data.json",
        "processed/Juan_Perez_medical_notes/session_1/extracted_data.json",
        "processed/Juan_Perez_lab",
        "processed/Juan_Perez_lab/result.html",
        "processed/Juan_Perez_lab/old/extracted_data.json",
        "processed/Juan_Perez_lab/extracted_data.json.metadata.json",
    ],
)
def test_notes_and_other_files_are_no_documents(key: str) -> None:
    archive = Archive({}, more_keys=[key])
    archive.unreadable = {key}
    assert ask("Juan_Perez", archive) == {"status": "success", "documentos": []}


@pytest.mark.parametrize("damage", [b"{", b"", b"\xff\xfe\x00", b"[" * 100_000, b"1" * 5_000])
def test_a_corrupt_document_is_reported_and_hides_no_other(damage: bytes) -> None:
    archive = Archive({"Juan_Perez_bad": damage, "Juan_Perez_good": {}})
    assert ask("Juan_Perez", archive) == {
        "status": "success",
        "documentos": ["good"],
        "no_legibles": ["bad"],
    }
    assert "no se puede leer" in ask("Juan_Perez", archive, document="bad")["error"]


def test_a_document_out_of_reach_is_reported_as_unreadable() -> None:
    archive = Archive({"Juan_Perez_a": {}, "Juan_Perez_b": {}})
    archive.unreadable = {"processed/Juan_Perez_a/extracted_data.json"}
    found = ask("Juan_Perez", archive)
    assert (found["documentos"], found["no_legibles"]) == (["b"], ["a"])
    assert "secreto" not in str(found)


def test_a_document_that_vanishes_while_it_is_looked_at_is_none() -> None:
    archive = Archive({"Juan_Perez_a": {}, "Juan_Perez_b": {}})
    archive.gone = {"processed/Juan_Perez_a/extracted_data.json"}
    assert ask("Juan_Perez", archive) == {"status": "success", "documentos": ["b"]}


def test_known_patients_are_asked_for_by_the_patient_whose_folders_are_judged() -> None:
    asked: list[str] = []

    def known(patient_id: str) -> Iterable[str]:
        asked.append(patient_id)
        return [patient_id, "Juan_Perez"]

    tool: Any = documents_tool(
        "Juan_Perez_123",
        Sources(Clinic(), Archive({"Juan_Perez_123_lab": {}}), known_patients=known),
    )
    assert json.loads(tool()["content"][0]["text"])["documentos"] == []
    assert asked == ["Juan_Perez_123"]


def test_an_unreadable_document_that_may_be_anothers_is_not_even_named() -> None:
    archive = Archive({"Juan_Perez_123_lab": b"{"})
    found = ask("Juan_Perez", archive, "Juan_Perez_123")
    assert "no_legibles" not in found
    assert found["omitidos"][0]["cantidad"] == 1


def test_a_list_that_cannot_be_had_is_an_error_and_not_an_empty_list() -> None:
    class Broken(Archive):
        def folders(self, prefix: str) -> Iterable[str]:
            raise Unavailable("secreto")

    found = ask("Juan_Perez", Broken({}))
    assert found["status"] == "error"
    assert "documentos" not in found
    assert "secreto" not in str(found)


def test_unknown_patients_cannot_be_told_apart_so_nothing_is_shown_without_the_list_of_them() -> None:
    def broken(patient_id: str) -> Iterable[str]:
        raise Unavailable("secreto")

    tool: Any = documents_tool(
        "Juan_Perez", Sources(Clinic(), Archive({"Juan_Perez_a": {}}), known_patients=broken)
    )
    assert tool()["status"] == "error"


@pytest.mark.parametrize("asked", ["Lab_2026", " lab_2026 "])
def test_a_document_is_read_by_its_name_as_a_labelled_quotation(asked: str) -> None:
    found = ask("Juan_Perez", Archive({"Juan_Perez_Lab_2026": {"glucosa": "98 mg/dL ñ"}}), document=asked)
    assert found["documento"] == "Lab_2026"
    assert found["contenido_del_documento"] == {"glucosa": "98 mg/dL ñ"}
    assert "no instrucciones" in found["nota"]


@pytest.mark.parametrize(
    "asked",
    ["rx", "123_lab", "../Maria_Garcia_lab", "Juan_Perez_lab", "processed/Maria_Garcia_lab", "medical_notes"],
)
def test_a_document_that_is_not_in_the_list_cannot_be_read(asked: str) -> None:
    archive = Archive({"Juan_Perez_lab": {}, "Juan_Perez_123_lab": {}, "Maria_Garcia_lab": {"a": "secreto"}})
    found = ask("Juan_Perez", archive, "Juan_Perez_123", document=asked)
    assert found["status"] == "error"
    assert "no tiene un documento con ese nombre" in found["error"]


@pytest.mark.parametrize(
    "content", ["x" * 100_000, '"' * 50_000, "\\" * 50_000, ["\x00" * 9] * 9_000, {"a": "ñ" * 20_000}]
)
def test_a_long_document_is_cut_and_says_so(content: object) -> None:
    found = ask("Juan_Perez", Archive({"Juan_Perez_lab": content}), document="lab")
    assert found["recortado"]
    assert found["nota"]
    assert len(found["contenido_del_documento"]) > 500


def test_half_a_surrogate_pair_in_a_document_can_still_be_stored() -> None:
    tool: Any = documents_tool("Juan_Perez", sources(Archive({"Juan_Perez_lab": b'{"a": "\\ud800"}'})))
    assert tool("lab")["content"][0]["text"].encode().endswith(b'{"a":"?"}}')


@pytest.mark.parametrize("content", [b"{}", b"{"])
def test_a_list_of_many_long_names_is_cut_and_says_so(content: bytes) -> None:
    found = ask("Juan_Perez", Archive({f"Juan_Perez_{n}{'x' * 900}": content for n in range(100)}))
    assert found["recortado"]


def test_more_documents_than_are_read_are_counted() -> None:
    found = ask("Juan_Perez", Archive({f"Juan_Perez_{n:04}": {} for n in range(MAX_DOCUMENTS + 3)}))
    assert len(found["documentos"]) == MAX_DOCUMENTS
    assert found["omitidos"] == [
        {"cantidad": 3, "motivo": "hay más documentos de los que se revisan por consulta"}
    ]


def test_only_the_patients_own_folders_are_listed_under_the_prefix_that_was_set() -> None:
    archive = Archive({"Juan_Perez_lab": {}}, prefix="otro/lugar/")
    tool: Any = documents_tool("Juan_Perez", sources(archive, prefix="otro/lugar/"))
    assert json.loads(tool()["content"][0]["text"])["documentos"] == ["lab"]
    assert archive.listed == ["otro/lugar/Juan_Perez_"]


def test_documents_are_read_together_and_not_one_after_another() -> None:
    together = threading.Barrier(2, timeout=5)

    class Slow(Archive):
        def read(self, key: str) -> bytes | None:
            together.wait()
            return super().read(key)

    assert ask("Juan_Perez", Slow({"Juan_Perez_a": {}, "Juan_Perez_b": {}}))["documentos"] == ["a", "b"]


@pytest.mark.parametrize(
    ("folders", "patient", "consistent"),
    [
        ({}, "Juan_Perez", True),
        ({"Juan_Perez_lab": {}}, "Juan_Perez", True),
        ({"Juan_Perez_lab": {"patient_id": "juan perez"}}, "Juan_Perez", True),
        ({"Juan_Perez_lab": {"patient_id": "Maria_Garcia"}}, "Juan_Perez", False),
        ({"Juan_Perez_lab": {"paciente": "Ana López"}}, "Juan_Perez", False),
        ({"Juan_Perez_lab": b"{"}, "Juan_Perez", True),
        ({"Juan_Perez_123_lab": {"patient_id": "Juan_Perez_123"}}, "Juan_Perez", True),
        ({"Maria_Garcia_lab": {"patient_id": "Ana"}}, "Juan_Perez", True),
        ({"Juan_Perez_lab": {"patient_id": "Maria_Garcia"}}, None, True),
    ],
)
def test_a_patient_is_consistent_unless_a_document_of_theirs_names_another(
    folders: Folders, patient: str | None, consistent: bool
) -> None:
    assert consistent_with_documents(patient, sources(Archive(folders), "Juan_Perez_123")) is consistent


def test_consistency_is_not_claimed_when_the_documents_cannot_be_listed() -> None:
    class Broken(Archive):
        def folders(self, prefix: str) -> Iterable[str]:
            raise Unavailable

    with pytest.raises(Unavailable):
        consistent_with_documents("Juan_Perez", sources(Broken({})))
