"""What parts that do not know each other agree on: session ids, header names, events on the wire."""
