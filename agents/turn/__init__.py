"""What happens inside one turn; `conversation` goes through it from start to end.

In order: a `message` of a known caller; `admission` to the session; the `decision` which patient it is about;
`planning` what to do and say; `answering`, with the `opening` of the turn and the agent `speaking` in it;
`replies`.
"""
