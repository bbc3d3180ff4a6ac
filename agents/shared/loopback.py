"""Whether an address is this machine's own."""

import ipaddress
from urllib.parse import urlsplit


def is_loopback(host: str | None) -> bool:
    """`127.0.0.1` and its like; not a name, which may lead anywhere."""
    try:
        return host is not None and ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def names_loopback(url: str) -> bool:
    """Whether the URL's host is this machine by its own name, not by one that merely leads here."""
    try:
        host = urlsplit(url).hostname
    except ValueError:  # half an IPv6 address, for example
        return False
    return host == "localhost" or is_loopback(host)
