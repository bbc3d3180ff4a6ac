"""What a key says of its value: free text, somebody's identifier, a secret, a measure, or nothing."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from agents.redaction.scrub import scrub

HIDDEN: Final = "[oculto]"
_LONGEST_KEY: Final = 64


class Treatment(Enum):
    """What becomes of a value. A container hands its own on to members whose key says nothing."""

    SCRUB = auto()  # identifiers in text become markers, long numbers too
    WORD = auto()  # as SCRUB, and text that is more than one code-like word is dropped
    MEASURE = auto()  # as WORD, but numbers of any size stay
    TRACE = auto()  # as WORD, but random ids made by tracing stay
    DROP = auto()  # people wrote it: only its length stays
    HIDE = auto()  # not even that
    PATIENT = auto()
    SESSION = auto()
    MESSAGE = auto()
    CALLER = auto()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TRACES: Final = _words("otel_trace_id otel_span_id trace_id span_id aws_request_id request_id")
_PLAIN: Final = _words("tool_name model_name event_name class_name function_name logger_name")
_MEASURES: Final = _words("ms seconds bytes count tokens total size length port status limit attempts")
_KINDS: Final = {
    Treatment.PATIENT: _words("patient patient_id paciente paciente_id id_paciente"),
    Treatment.SESSION: _words("session session_id sesion sesion_id id_sesion conversation_id"),
    Treatment.MESSAGE: _words("message_id msg_id mensaje_id id_mensaje"),
    Treatment.CALLER: _words(
        "caller caller_id user user_id usuario usuario_id id_usuario owner owner_id actor actor_id sub"
        " subject clinician clinician_id medico username"
    ),
}
_SECRETS: Final = _words(
    "token secret password passwd contrasena authorization auth cookie signature credential jwt api_key"
    " access_key private_key key_id"
)
# What names or describes a person, and is no id of ours.
_PERSONAL: Final = _words(
    "id name nombre apellido email correo mail phone telefono celular movil whatsapp address direccion"
    " domicilio birth birthdate birthday birth_date dob nacimiento age edad gender sexo genero cedula dni"
    " rut run curp rfc cpf nss mrn hc expediente historia historia_clinica pasaporte passport documento"
    " identifier identificacion folio poliza afiliado ip client_addr"
)
_FREE: Final = _words(
    "prompt message mensaje content contenido text texto body payload input output query question pregunta"
    " answer respuesta response reply note nota summary resumen transcript transcripcion description"
    " descripcion detail detalle title titulo reason motivo symptom sintoma diagnosis diagnostico complaint"
    " vital history historial patient_data medication medicamento allergy alergia treatment tratamiento"
    " comment comentario html document data param kwarg arg header raw passage delta"
)
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_WORD: Final = re.compile(r"[^a-z0-9]+")


def safe_key(key: object) -> object:
    """`key` as it may be shown: scrubbed; hidden if it is long, has spaces, or is no text or small number."""
    if key is None or isinstance(key, bool):
        return key
    if isinstance(key, int) and abs(key) < 10_000:
        return int(key)
    return scrub_name(str.__str__(key)) if isinstance(key, str) else HIDDEN


@lru_cache(maxsize=1024)  # names come again with every line
def scrub_name(name: str) -> str:
    """A key's or a logger's name, scrubbed; hidden if it is longer than names are, or has spaces."""
    if len(name) > _LONGEST_KEY:
        return HIDDEN
    shown = scrub(name)
    return HIDDEN if len(shown) > _LONGEST_KEY or any(map(str.isspace, shown)) else shown


def treatment_of(key: object, inherited: Treatment) -> Treatment:
    """What the value under `key`, already a `safe_key`, needs: as the key says, else as its container."""
    return _treatment_of(str.__str__(key), inherited) if isinstance(key, str) else inherited


@lru_cache(maxsize=1024)
def _treatment_of(key: str, inherited: Treatment) -> Treatment:
    if "[" in key:  # it held an identifier, so what it is a key to is not ours
        return Treatment.DROP
    name = _snake(key)
    last = name.rpartition("_")[2]
    if name in _PLAIN:
        return inherited
    if name in _TRACES:
        return Treatment.TRACE
    if inherited is not Treatment.DROP and last in _MEASURES:
        return Treatment.MEASURE
    for treatment, names in _KINDS.items():
        if name in names or any(name.endswith(f"_{each}") for each in names):
            return treatment
    if _says(name, _SECRETS | _PERSONAL):
        return Treatment.HIDE
    return Treatment.DROP if _says(name, _FREE) else inherited


def _says(name: str, names: frozenset[str]) -> bool:
    """Whether `name`, its last word or its last two are among `names`, in singular or plural."""
    parts = name.split("_")
    tails = (name, parts[-1], "_".join(parts[-2:]))
    return any(
        not names.isdisjoint((tail, tail.removesuffix("s"), tail.removesuffix("es"))) for tail in tails
    )


def _snake(key: str) -> str:
    """`patientId`, `Patient-ID` and `PATIENT_ID` as `patient_id`."""
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    return _NOT_WORD.sub("_", _HUMP.sub("_", plain).lower()).strip("_")
