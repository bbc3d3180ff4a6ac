"""Who calls, proven: `authentication` by `tokens`, a setting or this machine; whom their `care_teams` treat.

What a caller may then see is `identity`'s.
"""
