-- comment: every verdict beside the total it is about
CREATE TEMP VIEW judged AS
SELECT v.*, i.identity, i.check_id, coalesce(s.figure_ids, []) AS part_ids, w.*
FROM identity_verdicts v JOIN fact w ON w.rowid = v.fact JOIN identities i ON i.ordinal = v.ordinal
LEFT JOIN sums s ON s.anchor = v.anchor
