"""What every part may use and that uses no other part: safe logging and pseudonyms."""
