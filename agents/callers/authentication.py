"""Finds out who calls: a verified token (`tokens`), else a setting, else the developer at this machine.

`identity` says what a caller may do; this module only proves who it is. Raises `Unauthenticated` otherwise,
with nothing in it that tells a forged token from an expired one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agents.callers.care_teams import CareTeams
from agents.config import Settings
from agents.errors import Unauthenticated
from agents.identity import Caller, ClaimNames, caller_from_claims, caller_from_setting, loopback_caller
from agents.shared.loopback import is_loopback, names_loopback

if TYPE_CHECKING:
    from agents.callers.tokens import Verifier

_FORWARDED_BY = ("x-forwarded-for", "forwarded", "x-real-ip")


@dataclass(slots=True)
class Authenticator:
    """One for the process: it keeps the issuer's keys. `caller` may block while it fetches them."""

    settings: Settings
    care_teams: CareTeams | None = None
    _verifier: "Verifier | None" = None

    def caller(
        self, authorization: str | None, forwarded: str | None, host: str | None, headers: Mapping[str, str]
    ) -> Caller:
        """`authorization` and `forwarded` are header values: the caller's own, and what our proxy sends on.

        `host` is the peer's address. A request that came through a proxy is not from this machine, nor is one
        that a web page of elsewhere made a browser here send.
        """
        token = _bearer(authorization) or _bearer(forwarded)
        if token is not None and self.settings.auth_issuer:
            return self._verified(token)
        if self.settings.local_caller:
            return caller_from_setting(self.settings.local_caller)
        if self._trusts_this_machine() and is_loopback(host) and _sent_from_here(headers):
            return loopback_caller()
        raise Unauthenticated

    def _trusts_this_machine(self) -> bool:
        """In a container loopback is the platform's own door; with an issuer set everybody has a token."""
        return not self.settings.auth_issuer and not self.settings.docker_container

    def _verified(self, token: str) -> Caller:
        if self._verifier is None:
            # Late: cryptography is heavy, and most developers bring no tokens.
            from agents.callers.tokens import Verifier

            self._verifier = Verifier(self.settings)
        settings = self.settings
        names = ClaimNames(settings.auth_role_claim, settings.auth_patients_claim, settings.auth_teams_claim)
        claims = self._verifier.claims(token)
        return caller_from_claims(claims, names, self.care_teams.teams() if self.care_teams else None)


def _bearer(value: str | None) -> str | None:
    scheme, _, token = (value or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None


def _sent_from_here(headers: Mapping[str, str]) -> bool:
    given = {name.lower(): value for name, value in headers.items()}
    if any(name in given for name in _FORWARDED_BY):
        return False
    asked, page = given.get("host"), given.get("origin")  # a name may lead here and still be another site's
    return (asked is None or names_loopback(f"http://{asked}")) and (page is None or names_loopback(page))
