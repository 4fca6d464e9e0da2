-- comment: what is printed for each term, the total's own fund label before others
-- last: identity_terms
CREATE TEMP TABLE operands AS
WITH spots AS (
    -- a place in a document as one number: joining on it is a third of joining on six texts
    SELECT row_number() OVER () AS spot, *
    FROM (SELECT DISTINCT submission_id, fiscal_year, source, project, account_code, account_name FROM fact)
), numbered AS MATERIALIZED (
    SELECT s.spot, f.rowid AS fact, f.item, f.stage, f.fund, f.value, f.low, f.high, f.conflict, f.doubtful
    FROM fact f JOIN spots s ON s.submission_id = f.submission_id
        AND s.fiscal_year IS NOT DISTINCT FROM f.fiscal_year AND s.source = f.source
        AND s.project = f.project AND s.account_code = f.account_code AND s.account_name = f.account_name
), found AS MATERIALIZED (
    SELECT a.anchor, t.slot, t.alternative, t.item, t.weight, t.position, t.stage_override, t.preference, t.choices,
           f.* EXCLUDE (spot, item, stage, fund)
    FROM anchors a JOIN numbered w ON w.fact = a.anchor // 1000
    JOIN identity_terms t ON t.identity = a.identity
    JOIN numbered f ON f.spot = w.spot AND f.item = t.item
        AND f.stage = coalesce(t.stage_override, w.stage) AND f.fund = coalesce(t.fund, w.fund)
    WHERE t.fund IS NULL OR w.fund IN ('', 'all', 'fiscal')  -- a part of another label: only of all money
)
SELECT * FROM found WHERE choices = 1
UNION ALL
SELECT * FROM found WHERE choices > 1
QUALIFY row_number() OVER (PARTITION BY anchor, slot, alternative, item ORDER BY preference) = 1
