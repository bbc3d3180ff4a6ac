"""Finds out who calls: a token that we verify ourselves, else a setting, else this machine's own developer.

`identity` says what a caller may do; this module only proves who it is. Raises `Unauthenticated` otherwise,
with nothing in it that tells a forged token from an expired one.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from json import JSONDecodeError
from typing import Any

import jwt

from agents.care_teams import CareTeams
from agents.config import Settings
from agents.errors import StoreUnavailable, Unauthenticated
from agents.identity import Caller, ClaimNames, caller_from_claims, caller_from_setting, loopback_caller

_ALGORITHMS = ["RS256", "RS384", "RS512", "ES256", "ES384", "PS256"]  # asymmetric only; never `none`
_LEEWAY = 30  # seconds that clocks may differ
_FORWARDED_BY = ("x-forwarded-for", "forwarded", "x-real-ip")


@dataclass(slots=True)
class Authenticator:
    """One for the process: it keeps the issuer's keys. `caller` may block while it fetches them."""

    settings: Settings
    _keys: jwt.PyJWKClient | None = field(default=None)
    care_teams: CareTeams | None = None

    def caller(
        self, authorization: str | None, forwarded: str | None, host: str | None, headers: Mapping[str, str]
    ) -> Caller:
        """`authorization` and `forwarded` are header values: the caller's own, and what our proxy sends on.

        `host` is the peer's address. A request that came through a proxy is not from this machine.
        """
        token = _bearer(authorization) or _bearer(forwarded)
        if token is not None and self.settings.auth_issuer:
            return self._verified(token)
        if self.settings.local_caller:
            return caller_from_setting(self.settings.local_caller)
        if self._trusts_this_machine() and _is_loopback(host) and not _through_proxy(headers):
            return loopback_caller()
        raise Unauthenticated

    def _trusts_this_machine(self) -> bool:
        """In a container loopback is the platform's own door; with an issuer set everybody has a token."""
        return not self.settings.auth_issuer and not self.settings.docker_container

    def _verified(self, token: str) -> Caller:
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                self._signing_keys().get_signing_key_from_jwt(token),  # with the algorithm it is for
                algorithms=_ALGORITHMS,
                issuer=self.settings.auth_issuer,
                audience=self.settings.auth_audience,
                leeway=_LEEWAY,
                options={"require": ["exp", "iss", "aud", "sub"]},
            )
        except (jwt.PyJWKClientConnectionError, OSError, JSONDecodeError) as error:
            raise StoreUnavailable(
                "No se pudo comprobar su identidad. Reintente en unos segundos."
            ) from error
        except jwt.PyJWTError as error:
            raise Unauthenticated from error
        settings = self.settings
        names = ClaimNames(settings.auth_role_claim, settings.auth_patients_claim, settings.auth_teams_claim)
        return caller_from_claims(claims, names, self.care_teams.teams() if self.care_teams else None)

    def _signing_keys(self) -> jwt.PyJWKClient:
        if self._keys is None:
            issuer = (self.settings.auth_issuer or "").rstrip("/")
            self._keys = jwt.PyJWKClient(  # the set is cached for minutes; keys alone would be for ever
                self.settings.auth_jwks_url or f"{issuer}/.well-known/jwks.json", timeout=5
            )
        return self._keys


def _bearer(value: str | None) -> str | None:
    scheme, _, token = (value or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None


def _through_proxy(headers: Mapping[str, str]) -> bool:
    names = {name.lower() for name in headers}
    return any(name in names for name in _FORWARDED_BY)


def _is_loopback(host: str | None) -> bool:
    try:
        return host is not None and ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
