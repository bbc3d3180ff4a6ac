"""Reading the value of an identifier, and telling it from amounts, dates, times, pressures and phone
numbers.
"""

import re
from importlib import import_module
from typing import NamedTuple

from agents.patients.tokens import Kind, Message
from agents.patients.words.clinic import COUNTED, MEASURED, UNITS
from agents.patients.words.documents import GLUED, SHAPES

_DECIMAL = re.compile(r"\d+[.,]\d{1,2}\Z|0[.,]\d+\Z|\d+\.\d{4,}\Z")
_DATE = re.compile(r"(?:[0-3]?\d[-/.][01]?\d[-/.](?:19|20)?\d\d|(?:19|20)\d\d[-/.][01]?\d[-/.][0-3]?\d)\Z")
_ROUND = re.compile(r"\d{1,3}[.,]?\d00\Z")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_FRACTION = re.compile(r"\d{1,3}/\d{1,3}\Z")
_RANGE = re.compile(r"\d{1,3}-\d{1,3}\Z")
_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3})+\Z")
_PAIRS = re.compile(r"\d{2}(?: \d{2}){2,}\Z")
_IN_PAIRS = re.compile(r"\d\d-\d\d-\d\d\Z")  # as hospitals write record numbers
_AMOUNT = re.compile(r"[\d.,/-]*\d[.,/]?([a-z]+)\d?\Z")
_MEASURE_CODE = re.compile(r"([a-z]{1,4})[-:]?\d{1,3}[./]\d{1,3}\Z")  # TA120/80
# What may stand before a passport's number and is not its letters: `pasaporte ab 554120`.
_LITTLE_WORDS = frozenset(
    "a al con da de del do e el en es la las lo los mi no nr nro o por que si su sin tel tu un una y".split()
)
_FILES = frozenset("pdf jpg jpeg png doc docx xls xlsx txt csv xml json dcm zip".split())
_MOBILE = re.compile(r"3[0-5]\d{8}\Z|09[6-9]\d{7}\Z|9\d{8}\Z")  # CO, EC, CL and PE
# Findings written like codes: G2P1, T4N0M0, COVID-19, HbA1c, CIE-10's E11.9.
_CLINICAL_CODE = re.compile(
    r"(?:[gpactnm]\d{1,2}){1,6}\Z|[a-z]\d{1,3}(?:[.,]\d{1,3})?[a-z]?\Z|(?:covid|sars|cov|hba|hb|spo|fio|sato|cd|ca|vih|hiv|hla|h\d|b|t|l|c|d|s|q|omega|cie|who|oms|asa|nyha|birads|po|pco|po2|hco)-?\d{1,3}[a-z]?\Z"
)
_CODE = re.compile(r"[a-z]{0,6}[-/.]?\d[\da-z./-]*\Z")
_NAME_CODE = re.compile(r"[a-z]{2}[a-z0-9]*(?:[-'][a-z0-9]+)*(?:_[a-z0-9'-]+)+\Z")
_COMPLEMENT = re.compile(r"\d{5,8}-?(?:\d?[a-z]|lp|cb|sc|or|pt|ch|tj|be|pd)\Z")  # Bolivia
# Panama: born abroad, naturalised, a foreigner, native, of before.
_PANAMANIAN = re.compile(
    r"(?:pe|e|n)(?:-| {0,3})\d{1,4}-\d{1,6}\Z|\d{1,2}-?(?:nt|av|pi)-\d{1,4}-\d{1,6}\Z"
    r"|\d{1,2}-?(?:nt|av|pi)-\d{3,6}\Z"
)
# With a check letter, of a foreigner also with one before: `12.345.678-Z`, `X-1234567-L`.
SPANISH = re.compile(r"(?:\d{8}|\d{1,2}\.\d{3}\.\d{3}|[xyz][-. ]?\d{7})[-. ]?[a-z]\Z")
# How the numbers of some countries are typed in groups: DO, NI, CR, HN, GT, UY and CL, PA.
_GROUPS = re.compile(
    r"\d{3} \d{7} \d|\d{3} \d{6} \d{4} ?[a-z]|\d{1,2} \d{4} \d{4}|\d{4} \d{4} \d{5}|\d{4} \d{5} \d{4}"
    r"|\d{1,2}[ .]\d{3}[ .]\d{3}[ -][\dk]|\d{9} \d|\d{8} \d|\d{1,2} \d{3} \d{4}"
)
_IN_FOURS = re.compile(r"\d{4}(?: (?!19\d\d|20\d\d)\d{4}){1,2}\Z")  # `MRN 5540 2216`, not `HC 4512 2024`
_NICARAGUAN = re.compile(r"\d{3}[- ]?\d{6}[- ]?\d{4} ?-?[a-z]\Z")
_CHECK_LETTERS = "trwagmyfpdxbnjzsqvhlcke"
_SEXES = ("m", "f")
_LETTERED = {"cedula": (_COMPLEMENT, _NICARAGUAN, _PANAMANIAN), "dni": (SPANISH,)}
_CURP = re.compile(r"[a-z]{4}\d{6}[a-z0-9]{6,8}\Z")
MOST_CHARACTERS = 64
_LIST = 6
_LEAST_OF_RECORD = 4  # digits; a shorter record number goes on in the next group
_OLDEST = 120  # years


class Value(NamedTuple):
    """The tokens from `first` up to, and without, `last`, their digits counted; one with `_` is `named`."""

    first: int
    last: int
    digits: int
    named: bool = False


def read_value(message: Message, place: int, kind: str, least: int = 0) -> Value | None:
    """The value of a kind of document at a place, of at least so many digits; None if there is none."""
    shape = SHAPES[kind]
    for last in _ends(message, place, kind):
        value = _measured(message, place, last)
        text = message.written(place, last).lower()
        shortest = 3 if kind == "cedula" and _PANAMANIAN.match(text) else max(shape.least, least)
        fits = shortest <= value.digits <= shape.most and _letters_fit(text, kind)
        strict = kind in ("id", "afiliacion") or (kind == "hc" and not _IN_PAIRS.match(text))
        blank = set(re.sub(r"\D", "", text)) == {"0"}  # `pon DNI 00000000 si no tiene`
        if fits and not blank and not is_amount(message, place, last, strict):
            return value
    return None


def read_code(message: Message, place: int, least: int) -> Value | None:
    """A number, a code or a name with `_` that stands without the name of a document."""
    token = message[place]
    if token.kind is Kind.CODE and len(token.low) <= MOST_CHARACTERS and _NAME_CODE.match(token.low):
        return (
            None
            if _is_address(message, place + 1)
            else _measured(message, place, place + 1)._replace(named=True)
        )
    value = read_value(message, place, "id", least)
    if value is None or (value.last - value.first == 1 and _RANGE.match(token.low)):
        return None
    measure = _MEASURE_CODE.match(token.low)
    if (measure and measure.group(1) in MEASURED) or _MOBILE.match(token.low):
        return None
    if _CLINICAL_CODE.match(token.low) or (token.kind is Kind.CODE and value.digits < 3):
        return None
    return value


def is_amount(message: Message, first: int, last: int, strict: bool = True) -> bool:
    """Whether a number is a measure, date, time, share or part of an address; not strict: after `DNI`."""
    text, after = message.written(first, last).lower(), message.low(last)
    unit = _AMOUNT.match(text)
    if strict and last - first == 1 and any(pattern.match(text) for pattern in (_DECIMAL, _DATE, _FRACTION)):
        return True
    digits = sum(map(str.isdigit, text))
    if unit and digits < 5 and unit.group(1) in UNITS - {"k"}:
        return True
    is_time = digits <= 2 and after == ":" and message[last + 1].kind is Kind.NUMBER
    counts = digits < 3 and last == first + 1 and _is_list_item(message, first)
    if is_time or counts or after in ("%", "°") or _is_address(message, last):
        return True
    if _ROUND.match(text) and after in MEASURED:
        return True  # `15.000 leucocitos`
    if (after, message.low(last + 1)) == ("c", "/"):
        return False  # `654 c/fiebre`
    if after == "por":  # `3 por día`, `50 por ciento`
        return digits < 4 and message.low(last + 1) in UNITS | {"ciento"}
    if after in ("de", "al") and (message.low(last + 1) in MEASURED | {"nacer"}):
        return digits < 5  # `140 de glucosa`
    most = 3 if after in ("a", "m", "d", "h", "x") else 4  # `45 a`, not `HC 5512 a ...`
    if after == "." and message.low(last + 1) in _FILES and message.gap(last) == message.gap(last + 1) == "":
        return True
    if after == "a" and text.isdigit() and int(text) > _OLDEST:
        return False  # `del paciente 456 a la 457`
    return (after in UNITS and digits <= most) or (after in COUNTED and digits < 3)


def _is_list_item(message: Message, place: int) -> bool:
    """`ID: 1) neumonía 2) derrame`, `ID: 1. Neumonía`; not `(id 12)`."""
    if message.low(place + 1) == ".":
        behind_colon = message.low(place - 1) == ":" and len(message.low(place)) == 1
        return behind_colon and message[place + 2].kind is Kind.WORD
    return message.low(place + 1) == ")" and all(message.low(at) != "(" for at in range(place - _LIST, place))


def is_year(text: str) -> bool:
    """`la historia de 2022`."""
    return bool(_YEAR.match(text))


def _is_address(message: Message, place: int) -> bool:
    return message.low(place) in ("@", "/", "\\") and message.gap(place) == ""


def _measured(message: Message, first: int, last: int) -> Value:
    return Value(first, last, sum(map(str.isdigit, message.written(first, last))))


def _letters_fit(text: str, kind: str) -> bool:
    letters = SHAPES[kind].letters
    if len(text) > MOST_CHARACTERS or not text.isascii():
        return False
    if kind == "curp":
        return bool(_CURP.match(re.sub(r"[-. ]", "", text)))
    if kind in ("id", "hc") and _NAME_CODE.match(text):
        return True
    if kind in _LETTERED and any(pattern.match(text) for pattern in _LETTERED[kind]):
        return True
    return all(not each.isalpha() or (letters == "a-z" or each in letters) for each in text)


def _ends(message: Message, place: int, kind: str) -> list[int]:
    """Where a value may end, longest first: numbers typed in groups, letters set apart from digits."""
    token, after = message[place], message[place + 1]
    if kind == "curp" and token.kind in (Kind.WORD, Kind.CODE):
        return [end for end in range(place + 6, place, -1) if message[end - 1].kind is not Kind.MARK]
    if kind == "cedula" and token.low in ("v", "e") and after.low in (".", "-"):
        # `V.- 12.345.678`
        number = place + 1 + (message.low(place + 2) in (".", "-")) + 1
        return _ends(message, number, kind) if message[number].kind is Kind.NUMBER else []
    if token.kind is Kind.WORD:
        joined = after.kind is not Kind.MARK and (_is_prefix(message, place, kind))
        return _ends(message, place + 1, kind) if joined else []
    if token.kind is Kind.MARK:
        return []
    if token.kind is Kind.CODE:
        return [place + 1]
    return [*_grouped(message, place, kind), place + 1]


def _is_prefix(message: Message, place: int, kind: str) -> bool:
    """`V 12.345.678`, `pasaporte AB 123456`, `expediente HC-4512`."""
    token = message[place]
    if kind == "dni":
        return token.low in ("x", "y", "z") and message[place + 1].kind in (Kind.NUMBER, Kind.CODE)
    if message[place + 1].kind is not Kind.NUMBER:
        return False
    if kind == "cedula":
        return token.low in ("v", "e", "ve", "pe")
    if kind == "passport":
        typed = token.plain.isupper() or not (token.low in _LITTLE_WORDS or token.plain.istitle())
        return len(token.low) <= 3 and typed and token.low not in GLUED | MEASURED
    glued = (
        token.low in GLUED
        and token.end >= message[place + 1].start - 1
        and message.gap(place + 1) in ("", "-")
    )
    return kind == "hc" and glued


def _grouped(message: Message, place: int, kind: str) -> list[int]:
    if kind == "rut" and message.low(place + 1) == "-" and len(message.low(place + 2)) == 1:
        return [place + 3]
    if kind == "dni" and _is_check_letter(message, place + 1):
        return [place + 2]
    if kind == "rut" and _is_check_k(message, place + 1):
        return [place + 2]
    last = place + 1
    while last < place + 8 and message[last].kind is Kind.NUMBER and message.gap(last).isspace():
        last += 1
    last += message.gap(last).isspace() and _ends_in_letter(message, last)
    found = [end for end in range(last, place + 1, -1) if _is_grouped(message.written(place, end), kind)]
    fours = " ".join(message.written(place, last).split())
    if kind == "hc" and message.low(last) not in UNITS and _IN_FOURS.match(fours):
        return [last]
    if kind == "hc" and not found and len(message.low(place)) < _LEAST_OF_RECORD:
        return _short_groups(message, place)
    return found[:1]


def _short_groups(message: Message, place: int) -> list[int]:
    """`expediente 06 1187`, `MRN 60 22 1403`; not `HC 451 de 45 años`, `HC 451 38 semanas`, `HC 451 2024`."""
    last = place
    while last < place + 5 and message.low(last).isdigit() and (last == place or message.gap(last).isspace()):
        if last > place and (len(message.low(last)) < 2 or is_year(message.low(last))):
            break
        last += 1
    while last > place + 1 and is_amount(message, last - 1, last):
        last -= 1
    return [last] if last > place + 1 else []


def _is_check_k(message: Message, place: int) -> bool:
    """`RUT 11.111.112 k`; not `RUT 11.111.111 k quiere saber`, as people type `que`."""
    number = re.sub(r"\D", "", message.low(place - 1))
    if message.low(place) != "k" or len(number) not in (7, 8):
        return False
    return bool(import_module("stdnum.cl.rut").is_valid(f"{number}K"))


def _is_check_letter(message: Message, place: int) -> bool:
    """`DNI 50.123.987 T`; not `DNI 50123987 a nombre de ...`, `DNI 50123987 M, 40 años`."""
    letter, digits = message[place], re.sub(r"\D", "", message.low(place - 1))
    if len(letter.low) != 1 or not letter.low.isalpha():
        return False
    if len(digits) == 7 and message.low(place - 2) in ("x", "y", "z"):
        return True
    if message[place + 1].kind is not Kind.MARK:
        return False
    if letter.low in _SEXES:
        return len(digits) == 8 and _CHECK_LETTERS[int(digits) % 23] == letter.low
    return letter.plain.isupper() and len(digits) in (7, 8)


def _ends_in_letter(message: Message, place: int) -> bool:
    """The last group of `001 150385 0004X` and of `12 345 678 k`."""
    low = message.low(place)
    return 0 < len(low) <= 5 and low[-1].isalpha() and (len(low) == 1 or low[:-1].isdigit())


def _is_grouped(text: str, kind: str) -> bool:
    text = re.sub(r"\s+", " ", text)
    shape = SHAPES[kind]
    digits = sum(map(str.isdigit, text))
    if (
        _THOUSANDS.match(text)
        or _GROUPS.fullmatch(text.lower())
        or (_PAIRS.match(text) and kind in ("hc", "afiliacion", "id", "cedula", "dni"))
    ):
        return True
    # Kinds of one length are known by it however they are grouped.
    return shape.least >= 9 and shape.most <= shape.least + 1 and digits in range(shape.least, shape.most + 1)
