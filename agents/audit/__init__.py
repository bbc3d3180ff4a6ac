"""The audit trail: who did what, with whose data, when and with what result. Separate from the logs.

Append only, one JSON line an entry, hash-chained (`chain`); people, patients and sessions stand in it as
keyed pseudonyms, and nothing that anybody wrote does. To a file (`file`) or a CloudWatch log group
(`cloudwatch`).
"""
