"""Vocabularies, spelled as `spelling.fold` leaves text: without accents and capitals."""
