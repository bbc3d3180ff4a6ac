"""Whose is a document folder? Pure: names and a document's content in, a verdict out.

A folder is called `<patient>_<document>`, and both parts may hold `_`: `Juan_Perez_123_lab` is document `lab`
of `Juan_Perez_123`, or document `123_lab` of `Juan_Perez`. The name alone therefore proves nothing when both
exist; what the document says decides, and where it says nothing, nobody gets it.

What a document says is looked for at any depth of its JSON:

- identifiers: `patient_id` (also `patientId`, `paciente_id`, `id_paciente`, ...), `id` inside `patient` or
  `paciente`, and FHIR references (`subject: {"reference": "Patient/..."}`). They prove and disprove.
- names: `patient` or `paciente` as text, `name` or `nombre` inside them, `patient_name`, `nombre_paciente`.
  They only disprove: two patients may share a name. Text with a digit or `_` in it is an identifier.

National numbers inside a document (`dni`, `cedula`, FHIR `identifier`) are not read: another kind of number
with the same digits is another patient.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from agents.patients.normal import normal_form


class Verdict(StrEnum):
    """Whose a folder is, seen from one patient."""

    OWN = "own"
    ANOTHERS = "anothers"  # it is another patient's, and its name says so too
    AMBIGUOUS = "ambiguous"  # it names nobody, and its name fits another known patient as well
    MISFILED = "misfiled"  # its name is this patient's, its content is about somebody else


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a document's content names, as written there."""

    ids: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


# Keys and words below are compared in small letters, without accents, `_` or spaces.
_ID_KEYS = frozenset(
    {"patientid", "pacienteid", "idpaciente", "idpatient", "iddelpaciente", "patientidentifier"}
)
_NAME_KEYS = frozenset({"patientname", "pacientenombre", "nombrepaciente", "nombredelpaciente"})
_PERSON_KEYS = frozenset(
    {"patient", "paciente", "patientinfo", "patientdata", "datospaciente", "datosdelpaciente"}
)
_REFERENCE_KEYS = frozenset({"subject"})  # FHIR; as plain text it is only what a document is about
_INNER_NAME_KEYS = frozenset({"name", "nombre", "nombrecompleto", "fullname", "text"})
_SAYS_NOTHING = frozenset(
    {"unknown", "desconocido", "none", "null", "na", "sindato", "sindatos", "nodisponible"}
)
# Parts of an identifier that say what kind it is, not whom it names (`12345678_HC`, `DNI_30111222`).
_KIND_WORDS = frozenset(
    {"dni", "mrn", "rut", "cpf", "curp", "nss", "exp", "cedula", "expediente", "historia"}
)


def judge(folder: str, patient_id: str, named: Named, others: Iterable[str]) -> Verdict:
    """Whose `folder` is, seen from `patient_id`, given whom its content names and which other patients exist.

    `others` may include the patient. OWN is the only verdict on which anything of the folder may be shown.
    For two patients that know of each other, it is never OWN for both.
    """
    if not fits(folder, patient_id):
        return Verdict.ANOTHERS
    strangers = {written for written in named.ids if not same_patient(written, patient_id)}
    if strangers:
        theirs = len(strangers) == len(named.ids) and any(fits(folder, stranger) for stranger in strangers)
        return Verdict.ANOTHERS if theirs else Verdict.MISFILED
    if named.ids:
        return Verdict.OWN
    if any(fits(folder, other) and not same_patient(other, patient_id) for other in others):
        return Verdict.AMBIGUOUS
    return Verdict.OWN if all(_name_fits(patient_id, name) for name in named.names) else Verdict.MISFILED


def fits(folder: str, patient_id: str) -> bool:
    """Could `folder` be called after this patient? True for `Juan_Perez_123_lab` and `Juan_Perez`."""
    return _plain(folder).startswith(_plain(patient_id) + "_")


def rivals(patient_id: str, known: Iterable[str]) -> frozenset[str]:
    """The other patients whose folders a name can be mistaken for: one identifier starts with the other."""
    mine = _plain(patient_id) + "_"
    return frozenset(
        other
        for other in known
        if ((theirs := _plain(other) + "_").startswith(mine) or mine.startswith(theirs))
        and not same_patient(other, patient_id)
    )


def same_patient(one: str, other: str) -> bool:
    """Do two written identifiers have one normal form (`12.345.678` and `12345678`)?"""
    return (normal_form(one) or one).casefold() == (normal_form(other) or other).casefold()


def named_in(content: object) -> Named:
    """Whom a parsed JSON document names, at any depth."""
    ids, names = set[str](), set[str]()
    pending: list[tuple[bool, object]] = [(False, content)]
    while pending:  # a loop, since a document may be nested deeper than Python recurses
        in_person, value = pending.pop()
        if isinstance(value, list):
            pending.extend((in_person, item) for item in value)
        if isinstance(value, dict):
            for written in _said_by(value, in_person):
                (ids if _is_identifier(written) else names).add(written.text)
            pending.extend((_key(key) in _PERSON_KEYS | _REFERENCE_KEYS, item) for key, item in value.items())
    return Named(frozenset(ids), frozenset(names))


@dataclass(frozen=True, slots=True)
class _Written:
    text: str
    under_id_key: bool


def _said_by(fields: dict[str, Any], in_person: bool) -> Iterator[_Written]:
    """What one JSON object says about who the patient is; `in_person`: it is itself a patient's object."""
    in_person = in_person or fields.get("resourceType") == "Patient"
    for name, value in fields.items():
        key = _key(name)
        is_id = key in _ID_KEYS or (in_person and key == "id")
        is_reference = in_person and key == "reference"
        is_name = key in _NAME_KEYS | _PERSON_KEYS or (in_person and key in _INNER_NAME_KEYS)
        for text in _texts(value) if is_id or is_name or is_reference else ():
            if not is_reference:
                yield _Written(text, is_id)
            elif "Patient/" in text:
                yield _Written(text.rpartition("Patient/")[2].partition("/")[0], under_id_key=True)


def _texts(value: object) -> Iterator[str]:
    """The plain values of a field, also in a list or in `{"value": ...}`; not what says nothing (`N/A`)."""
    for entry in value if isinstance(value, list) else [value]:
        item = entry.get("value", entry.get("valor")) if isinstance(entry, dict) else entry
        if isinstance(item, str | int) and not isinstance(item, bool):
            text = str(item).strip()
            if _key(text) not in _SAYS_NOTHING and any(map(str.isalnum, text)):
                yield text


def _is_identifier(written: _Written) -> bool:
    return written.under_id_key or "_" in written.text or any(map(str.isdigit, written.text))


def _name_fits(patient_id: str, name: str) -> bool:
    """Can somebody called `name` be this patient? Yes unless the identifier holds a name against it."""
    ours = {word for word in _plain(patient_id).split("_") if len(word) > 2 and word.isalpha()} - _KIND_WORDS
    theirs = set(_plain(name).split("_"))
    return not ours or ours <= theirs or theirs <= ours


def _plain(text: str) -> str:
    """Small letters and digits joined by single `_`, without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return "_".join("".join(c if c.isalnum() else " " for c in bare).split())


def _key(name: str) -> str:
    return _plain(name).replace("_", "")
