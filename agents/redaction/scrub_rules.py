"""What `agents.redaction.scrub` looks for: one pattern and one replacement a rule.

The patterns ignore case except in `(?-i:...)`. Each starts at a boundary or has a bounded length, so none of
them walks a text more than a fixed number of times. Names of groups are unique over all rules.
"""

from __future__ import annotations

from typing import Final

from agents.redaction.pseudonym import PSEUDONYM_PATTERN

MARKER_PATTERN: Final = (
    r"\[(?:paciente|nombre|id|número|fecha|correo|dirección|ruta|sesión|token|consulta|codificado|ip"
    r"|oculto|omitido|ciclo|texto: \d{1,10} caracteres|bytes: \d{1,10})\]"
)

# Keys whose values people wrote. In text they are recognised as `"prompt": ...` and `prompt=...`.
_FREE_KEYS: Final = (
    r"prompt|message|mensaje|content|contenido|text|texto|body|payload|inputText|input|output|query|question"
    r"|pregunta|answer|respuesta|response|reply|notes?|notas?|summary|resumen|transcript|patient_data"
    r"|chief_complaint|motivo|s[ií]ntomas|diagn[oó]stico|past_medical_history"
)
_ID_KEYS: Final = (
    r"(?:patient|paciente|sess?i[oó]n|message|msg|mensaje|caller|user|usuario|owner|actor|member|encounter)[_-]?ids?"
    r"|id[_-](?:paciente|sesi[oó]n|mensaje|usuario)"
)
_ID_KEYS_BEFORE_EQUALS: Final = r"patient|paciente|session|sesi[oó]n|caller|owner|user|usuario|sub|actor"
_CREDENTIALS: Final = (
    r"token|secret|password|passwd|contraseña|signature|credential|api[_-]?key|access[_-]?key(?:[_-]?id)?"
    r"|authorization|cookie"
)
_ID_WORDS: Final = (
    r"c[eé]dulas?|ced|dni|rut|run|curp|rfc|cpf|nss|imss|mrn|hce?|nhc|cc|ci|ti|ce|nit|nui|dui|dpi|cui|nie|ssn|exp"
    r"|expedientes?|historias?(?:\s+cl[ií]nicas?)?|pasaportes?|passport|carn[eé]t?|carné|folio|afiliad[oa]|afiliaci[oó]n"
    r"|p[oó]liza|documento|identificaci[oó]n|identidad|matr[ií]cula|registro|pacientes?|patient|ficha|tel[eé]fono|tel"
    r"|celular|cel|m[oó]vil|whatsapp|phone|id|n[uú]mero|nro|n[º°]"
)
_MONTHS: Final = (
    r"ene(?:ro)?|feb(?:rero)?|mar(?:zo)?|abr(?:il)?|may(?:o)?|jun(?:io)?|jul(?:io)?|ago(?:sto)?|sept?(?:iembre)?"
    r"|set(?:iembre)?|oct(?:ubre)?|nov(?:iembre)?|dic(?:iembre)?"
)
_ADDRESSES: Final = (
    r"calle|callej[oó]n|carrera|avenida|transversal|diagonal|pasaje|jir[oó]n|bulevar|boulevard|calzada|autopista"
    r"|colonia|barrio|vereda|urbanizaci[oó]n|manzana|domicili(?:o|ada|ado)|direcci[oó]n"
)
_ADDRESSES_SHORT: Final = r"av|avda|jr|cra|kra|cl|cll|dg|tv|blvd|mz|urb"

# What may stand after "paciente" without being a name. A verb missing here costs a word of a log line.
_NOT_NAMES: Final = (
    r"con|sin|en|por|para|que|no|ni|es|está|están|este|fue|ha|han|tiene|tenía|presenta|refiere|acude|ingresa|niega"
    r"|consulta|dice|se|o|u|a|al|el|un|una|su|mi|actual|nuevo|nueva|anterior|activo|cambió|cambiado|encontrado"
    r"|desconocido|ninguno|id|is|was|has|not|and|or|to|of|the|le|lo|me|te|muy|más|pero|porque|cuando|como|hoy|ayer"
)
_PARTICLES: Final = r"(?:(?:de|del|la|las|los|y|e|da|do|dos|van|von|di)\s+){0,3}"
_CAPITALISED: Final = r"(?-i:[A-ZÁÉÍÓÚÜÑ][a-záéíóúüñ]+)"
_NAME_WORD: Final = rf"(?!(?:{_NOT_NAMES})(?![\w'\u2019-])|{PSEUDONYM_PATTERN})[^\W\d_][\w'\u2019.-]*"
_NAME: Final = rf"{_PARTICLES}{_NAME_WORD}(?:\s+{_PARTICLES}{_NAME_WORD}){{0,3}}"
_PROPER_WORD: Final = rf"(?!{PSEUDONYM_PATTERN})(?-i:[A-ZÁÉÍÓÚÜÑ])[\w'\u2019.-]*"
_PROPER_NAME: Final = rf"{_PARTICLES}{_PROPER_WORD}(?:\s+{_PARTICLES}{_PROPER_WORD}){{0,3}}"
_DOUBLE: Final = rf"{_CAPITALISED}(?:[-'\u2019]{_CAPITALISED})?"
_CAPITALS: Final = r"(?-i:[A-ZÁÉÍÓÚÜÑ]{4,})"

_TITLES: Final = r"sr|sra|srta|dr|dra|lic|ing|enf|pcte|pte"
_INTRODUCED: Final = (
    rf"(?:nombres?(?:\s+completo|\s+del\s+paciente)?|apellidos?|paciente|{_TITLES})\s*[.:=]\s*"
    r"|(?:(?:me|se|te)\s+llam[oae]n?|(?:mi|su)\s+nombre\s+es|a\s+nombre\s+de|llamad[oa]|apellidad[oa]|paciente"
    rf"|{_TITLES}|señora?|señorita|doctora?|doña)\s+"
)
_INTRODUCED_PROPERLY: Final = (
    r"soy|don|patient|name\s+is|hij[oa]\s+de|espos[oa]\s+de|madre\s+de|padre\s+de|firmado\s+por"
    r"|atendid[oa]\s+por"
)

_GAP: Final = r"[\s.\-\u2010-\u2015()/+_·]{0,3}"
# What a word in a path, header or log line ends at.
_EDGE: Final = r"\s\"'=,;<>(){}"
_ANCHORS: Final = (
    r"_medical_notes|(?:processed|medical-notes|registry|patients?|pacientes?|sess?i[oó]n(?:e?s)?)/|/session_"
    r"|/(?:extracted_data\.json|result\.html)"
)

# name -> (pattern, replacement template). Where two could start at one character, the first one listed wins.
# An empty template: `scrub` has a function of that name.
RULES: Final[dict[str, tuple[str, str]]] = {
    "marker": (rf"{MARKER_PATTERN}|\b{PSEUDONYM_PATTERN}\b", r"\g<0>"),
    "free": (
        rf"(?P<free_key>[\"'](?:{_FREE_KEYS})[\"']\s*:\s*|\b(?:{_FREE_KEYS})\s*=\s*)(?P<free_text>[\s\S]+)",
        "",
    ),
    "url": (r"\b(?P<scheme>[a-z][a-z0-9+]{1,9})://(?P<target>[^\s\"'<>]+)", ""),
    "query": (r"\?[^\s\"'=?]{1,64}=[^\s\"']*", "?[consulta]"),
    "bearer": (r"\b(?P<scheme_word>bearer|basic)\s+(?!\[token\])[^\s\"',;]+", r"\g<scheme_word> [token]"),
    "secret": (
        rf"(?P<secret_key>(?:{_CREDENTIALS})[\"']?\s*[=:]\s*[\"']?)(?!\[|bearer\b|basic\b)[^\s\"',;&]+",
        r"\g<secret_key>[token]",
    ),
    "token": (
        r"\beyJ[\w-]{5,}(?:\.[\w-]*){0,4}|\b(?-i:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{8,}"
        r"|(?<![\w/+=-])[a-z0-9/+]{40}(?![\w/+=-])|(?<![\w+-])(?=[a-z_+-]*\d)[\w+-]{32,}=*",
        "[token]",
    ),
    "email": (r"[^\s@<>\"'(),;:=\[\]]{1,64}@[^\s@<>\"'(),;:\[\]]+", "[correo]"),
    "path": (rf"(?<![^{_EDGE}:])[^{_EDGE}:]*?(?:{_ANCHORS})[^{_EDGE}:]*", ""),
    "encoded": (rf"(?<![^{_EDGE}])[^{_EDGE}%]*%[0-9a-f]{{2}}[^{_EDGE}]*", "[codificado]"),
    "session": (r"\b(?:agentcore_session_\w+|session_(?=[\w.-]*\d)[\w.-]+)", "[sesión]"),
    "keyed": (
        rf"\b(?P<id_key>(?:(?:{_ID_KEYS})[\"']?\s*[=:]|(?:{_ID_KEYS_BEFORE_EQUALS})\s*=)\s*[\"'<]{{0,2}})"
        rf"(?!\[|{PSEUDONYM_PATTERN}\b)[^\s\"',;<>}}\]]+",
        r"\g<id_key>[oculto]",
    ),
    "uuid": (r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b|\b[0-9a-f]{16,}\b", "[id]"),
    "ip": (
        rf"\b\d{{1,3}}(?:\.\d{{1,3}}){{3}}\b(?!{_GAP}\d)|\b(?:[0-9a-f]{{1,4}}:){{4,7}}[0-9a-f]{{1,4}}\b"
        r"|(?<![\w:])(?=[0-9a-f:]{0,38}::)[0-9a-f:]{3,39}(?![\w:])",
        "[ip]",
    ),
    "date": (
        r"\b(?:\d{1,4}[/-]\d{1,2}[/-]\d{1,4}|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2}))"
        rf"(?:[T ]\d{{1,2}}:\d{{2}}[\d:.]{{0,16}}Z?)?(?!{_GAP}\d)"
        rf"|\b\d{{1,2}}[ºo°]?\s*(?:de\s+|-|/)?\s*(?:{_MONTHS})\b\.?(?:\s*(?:del?\s+|-|/|,)?\s*\d{{2,4}})?",
        "[fecha]",
    ),
    "number": (
        rf"(?:\b[a-z]{{1,3}}[-\s.]?)?(?<!\d)\+?(?:\d{_GAP}){{5,}}\d(?:[-.]?[a-z]\b)?[\w-]*",
        "[número]",
    ),
    "address": (
        rf"\b(?:(?:{_ADDRESSES})\b|(?:{_ADDRESSES_SHORT})\b\.?\s*(?=[\w#]))[^\n]*",
        "[dirección]",
    ),
    "named": (rf"\b(?P<intro>{_INTRODUCED}){_NAME}", r"\g<intro>[nombre]"),
    "proper": (
        rf"\b(?P<intro_proper>(?:{_INTRODUCED_PROPERLY})\s+){_PROPER_NAME}",
        r"\g<intro_proper>[nombre]",
    ),
    "coded": (
        rf"\b(?P<id_word>(?:{_ID_WORDS})(?:\b|(?=\d))[\s:#.\-=nº°]{{0,4}})(?!{PSEUDONYM_PATTERN}\b)"
        rf"(?=[\w.\-]*\d)[\w.\-]+(?:{_GAP}\d[\w.\-]*)*|\b(?-i:[A-Z]){{1,5}}-?\d{{3,}}\w*",
        r"\g<id_word>[id]",
    ),
    "slug": (
        rf"(?<!\w)(?:{_CAPITALISED}(?:_{_CAPITALISED})+(?:_\w+)*|[^\W\d_]+(?:_[^\W\d_]+)*_\d{{3,}}\w*"
        r"|[^\W\d_]+_[^\W\d_]+_\d+(?:_\w+)*)(?!\w)",
        "[paciente]",
    ),
    "digits": (r"(?<![\w-])(?=(?:(?:[^\W\d]|-)*\d){5})[\w-]+|\d{5,}", "[id]"),
    "pair": (
        rf"(?<!\w){_DOUBLE}(?:\s+{_PARTICLES}{_DOUBLE})+(?!\w)|\b{_CAPITALS}(?:\s+{_CAPITALS})+\b",
        "[nombre]",
    ),
}
