"""Where conversations are kept: the store contract, one module a backend, the registry, the notes."""
