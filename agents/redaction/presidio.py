"""Microsoft Presidio's recognisers after our own rules, for text that is sanitised. Optional, off by default.

What it adds, measured on 45 planted identifiers of the region: our rules leave 6, Presidio alone 22, both
together 4. The two are names of web sites without a scheme (`clinica-perez.com`). It costs 300 MB and 15
times the time (0.8 ms a text), and takes names of code for web sites (`uvicorn.err`): reach for it where a
policy asks for a second pair of eyes. It finds no names of people: that would take a language model, and none
is downloaded, nor anything else, at run time.
"""

import re
from typing import Final

import spacy
import tldextract
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine

from agents.redaction.keys import HIDDEN
from agents.redaction.pseudonym import PSEUDONYM_PATTERN
from agents.redaction.scrub_rules import MARKER_PATTERN

_LANGUAGE: Final = "es"
_KEPT: Final = re.compile(rf"({MARKER_PATTERN}|\b{PSEUDONYM_PATTERN}\b)")


class _NoModel(SpacyNlpEngine):
    """Words and nothing about them: what comes with spaCy itself."""

    def __init__(self) -> None:
        super().__init__(models=[{"lang_code": _LANGUAGE, "model_name": "blank"}])
        self.nlp = {_LANGUAGE: spacy.blank(_LANGUAGE)}  # type: ignore[assignment]  # declared as None

    def load(self) -> None:
        """There is nothing to load: the base class would download a model."""


class Presidio:
    """Called with a text, answers it with `[oculto]` for what was recognised. Safe from several threads."""

    def __init__(self) -> None:
        # Presidio asks tldextract, which would fetch a newer list of domains and keep it in the home folder.
        tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
        registry = RecognizerRegistry(supported_languages=[_LANGUAGE])
        registry.load_predefined_recognizers(languages=[_LANGUAGE])
        self._engine = AnalyzerEngine(
            registry=registry, nlp_engine=_NoModel(), supported_languages=[_LANGUAGE]
        )

    def __call__(self, text: str) -> str:
        parts = _KEPT.split(text)  # every second one is a marker or pseudonym of ours
        return "".join(part if at % 2 else self._hidden(part) for at, part in enumerate(parts))

    def _hidden(self, text: str) -> str:
        if not text.strip():
            return text
        found = self._engine.analyze(text, language=_LANGUAGE)
        for result in sorted(found, key=lambda result: result.start, reverse=True):
            text = text[: result.start] + HIDDEN + text[result.end :]
        return text
