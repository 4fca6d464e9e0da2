-- comment: what is printed for each term, the total's own fund label before others
-- last: identity_terms
CREATE TEMP TABLE operands AS
SELECT a.anchor, t.slot, t.alternative, t.item, t.weight, t.position, t.stage_override,
       f.stage, f.value, f.low, f.high, f.conflict, f.printed, f.printed_unit, f.figure_ids,
       f.doubtful
FROM anchors a
JOIN identity_terms t ON t.identity = a.identity
JOIN fact f ON f.submission_id = a.submission_id
    AND f.fiscal_year IS NOT DISTINCT FROM a.fiscal_year AND f.source = a.source
    AND f.project = a.project AND f.account_code = a.account_code
    AND f.account_name = a.account_name AND f.item = t.item
    AND f.stage = coalesce(t.stage_override, a.stage) AND f.fund = coalesce(t.fund, a.fund)
WHERE t.fund IS NULL OR a.fund IN ('', 'all', 'fiscal')  -- a part of another label: only of all money
QUALIFY row_number() OVER (
    PARTITION BY a.anchor, t.slot, t.alternative, t.item ORDER BY t.preference) = 1
