"""The HTTP API: what most callers see. It calls the runtime and reads the stores; no conversation logic."""
