"""Verifying a token: signature by the issuer's keys, issuer, audience, expiry. For `authentication` only."""

from dataclasses import dataclass, field
from json import JSONDecodeError
from typing import Any

import jwt

from agents.config import Settings
from agents.errors import StoreUnavailable, Unauthenticated

_ALGORITHMS = ["RS256", "RS384", "RS512", "ES256", "ES384", "PS256"]  # asymmetric only; never `none`
_LEEWAY = 30  # seconds that clocks may differ


@dataclass(slots=True)
class Verifier:
    """One for the process: it keeps the issuer's keys. `claims` may block while it fetches them."""

    settings: Settings
    _keys: jwt.PyJWKClient | None = field(default=None)

    def claims(self, token: str) -> dict[str, Any]:
        """What the token says, once it is proven. Raises Unauthenticated, whatever is wrong with it."""
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
        return claims

    def _signing_keys(self) -> jwt.PyJWKClient:
        if self._keys is None:
            issuer = (self.settings.auth_issuer or "").rstrip("/")
            self._keys = jwt.PyJWKClient(  # the set is cached for minutes; keys alone would be for ever
                self.settings.auth_jwks_url or f"{issuer}/.well-known/jwks.json", timeout=5
            )
        return self._keys
