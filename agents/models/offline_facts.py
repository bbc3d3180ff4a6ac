"""What somebody states in a message: name, age, allergies, medicines, symptoms. Pure text, no understanding.

Every fact is returned in the writer's own words. Questions state nothing ("¿soy alérgico a algo?"), nor does
what is denied ("no tengo fiebre").
"""

import re
from collections.abc import Iterable

from agents.patients.normal import PARTICLES
from agents.patients.spelling import fold

_READ = 4_000  # characters of a message that are looked at
_SENTENCE = re.compile(r"¿[^?\n]*\??|[^.!?\n¿]+[.!?\n]?")
_CLAUSE = re.compile(
    r"[.,;:!?\n]|\b(?:pero|aunque)\b|\b[ye]\s+(?=(?:tengo|tiene|me|estoy|siento|tomo|toma|soy|es)\b)",
    re.IGNORECASE,
)
_DENIAL = re.compile(r"\b(?:no|sin|niega|niego|nunca|tampoco|ni)\b", re.IGNORECASE)
# Where words in somebody's own text stop belonging to what was said. Looked for where spaces begin, not at
# each of many.
_END = (
    r"(?=(?<=\S)\s+[ye]\s+(?:tengo|tiene|me|estoy|soy|es|tomo|toma|uso|no)\b|"
    r"(?<=\S)\s+(?:pero|desde|porque|cuando)\b|"
    r"[.,;:!?\n]|\Z)"
)
_LIST = rf"[^.,;:!?\n]+?(?:,\s*al?\s[^.,;:!?\n]+?)*{_END}"

_NAME = re.compile(
    r"(?<!como )\b(?:me llamo|mi nombre es)\s+"
    r"(?P<said>(?:(?!(?:y|e|tengo|soy|estoy|con|desde|quiero|necesito|pero|quisiera)\b)[a-z'-]+ ?){1,5})",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"\b[Ss]oy (?P<said>[A-Z][a-z]+(?: (?:de |del |la )*[A-Z][a-z]+)*)")
_AGE = re.compile(
    r"\b(?:(?:tengo|tiene|cumpli)|edad(?: es)?(?: de)?:?)\s+(?P<said>\d{1,3} anos)\b", re.IGNORECASE
)
_ALLERGY = re.compile(rf"(?P<said>\b(?:alergic[oa]s?|alergias?) al?\s{_LIST})", re.IGNORECASE)
_MEDICINE = re.compile(
    rf"(?P<said>\b(?:tomo|toma|estoy tomando|esta tomando|me recetaron|le recetaron|me inyecto)\s{_LIST})",
    re.IGNORECASE,
)
_PLACE = r"(?:el |la |los |las |mi |mis )?(?!y\b)\w+"
_SYMPTOM = re.compile(
    r"(?P<said>\b(?:"
    rf"(?:me|le) duelen? (?:mucho |bastante |un poco )?{_PLACE}|"
    rf"dolor(?:es)?(?: (?:muy )?(?:fuerte|intenso|leve)s?)? (?:de|en) {_PLACE}|"
    rf"ardor (?:al|en|de) {_PLACE}|hinchazon (?:de|en) {_PLACE}|presion alta|vision borrosa|"
    r"falta de (?:aire|apetito)|dificultad para \w+|fiebre|escalofrios|tos(?: seca| con flema)?|"
    r"mareos?|nauseas?|vomitos?|diarrea|estrenimiento|cansancio|fatiga|debilidad|hormigueo|palpitaciones|picazon|comezon|"
    r"ronchas|sarpullido|congestion|estornudos|insomnio|ansiedad|sangrado|desmayos?|calambres?|edema|disnea|"
    r"[a-z]{3,}algias?|cefaleas?|dolor"
    r")\b)",
    re.IGNORECASE,
)


def names(text: str) -> list[str]:
    """How the writer calls themselves: `Ana` in "me llamo Ana y tengo fiebre"."""
    return [_with_capitals(name) for name in _stated(_NAME, text) + _stated(_CAPITALISED, text)]


def ages(text: str) -> list[str]:
    """With their unit: `34 años`."""
    return _stated(_AGE, text)


def allergies(text: str) -> list[str]:
    """As written, with their preposition: `alérgico a la penicilina`."""
    return _stated(_ALLERGY, text)


def medicines(text: str) -> list[str]:
    return _stated(_MEDICINE, text)


def symptoms(text: str) -> list[str]:
    return _stated(_SYMPTOM, text)


def statements_with(pattern: str, texts: Iterable[str]) -> list[str]:
    """Those of `texts` that state something in which the pattern (without accents) is found, as written."""
    return [text.strip() for text in texts if re.search(pattern, _statements(text), re.IGNORECASE)]


def _stated(pattern: re.Pattern[str], text: str) -> list[str]:
    """What the pattern finds outside questions and denials, in the writer's own spelling, each once."""
    folded, stated = fold(text[:_READ]), _statements(text)
    found = (match for match in pattern.finditer(stated) if not _denied(stated, match.start()))
    spans = [match.span("said") for match in found]
    return list(
        dict.fromkeys(text[folded.origin(start) : folded.origin(end)].strip() for start, end in spans)
    )


def _statements(text: str) -> str:
    """The start of a text without accents, and with full stops where a question stood: positions stay."""
    return _SENTENCE.sub(lambda sentence: _unless_asked(sentence[0]), fold(text[:_READ]).plain)


def _unless_asked(sentence: str) -> str:
    return "." * len(sentence) if sentence.startswith("¿") or sentence.endswith("?") else sentence


def _denied(stated: str, at: int) -> bool:
    return _DENIAL.search(_CLAUSE.split(stated[max(0, at - 200) : at])[-1]) is not None


def _with_capitals(name: str) -> str:
    """A name typed in small letters as names are written (`ana de la cruz`: `Ana de la Cruz`)."""
    words = name.split()
    return " ".join(w if w in PARTICLES else w.capitalize() for w in words) if name.islower() else name
