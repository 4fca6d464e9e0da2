-- comment: the facts a printed ratio or change is about, and those it is measured against
-- last: block_facts
CREATE TEMP TABLE claim_sides AS
WITH wanted AS (
    SELECT c.*, s.side, s.want_item, s.want_stage
    FROM live_claims c, LATERAL (
        SELECT 'one' AS side, c.item AS want_item, coalesce(c.stage, 'final') AS want_stage
        UNION ALL
        SELECT 'other', CASE WHEN c.kind = 'share' THEN c.versus ELSE c.item END,
               CASE WHEN c.kind = 'share' THEN coalesce(c.stage, 'final') ELSE c.versus END
        WHERE c.versus IS NOT NULL
        UNION ALL
        SELECT 'other', c.item, unnest(['initial_budget', 'adjusted_budget'])
        WHERE c.versus IS NULL AND c.kind IN ('completion_rate', 'execution_rate')
    ) s
    WHERE c.value IS NOT NULL
), placed AS (
    -- a function's share is of the whole unit; a kind of revenue's share is of all funds
    SELECT *, side = 'other' AND kind = 'share' AND want_item = item AS of_unit,
           side = 'other' AND kind = 'share' AND want_item = 'revenue.total' AS of_all,
           -- 一般公共预算财政拨款支出…占本年支出合计的…: the same item of more funds, never of its own
           side = 'other' AND kind = 'share' AND want_item = item
               AND account_code IS NULL AND account_name IS NULL AS of_wider
    FROM wanted
), known AS (
    SELECT submission_id, fiscal_year, source, project, account_code, account_name, item, stage,
           fund, NULL::INTEGER AS block, NULL::INTEGER AS char_start, value, low, high, conflict, printed, printed_unit,
           figure_ids
    FROM fact
    UNION ALL BY NAME SELECT * FROM block_facts
)
SELECT w.claim_id, w.side, f.item, f.stage, f.fund, f.value, f.low, f.high, f.conflict, f.printed,
       f.printed_unit, f.figure_ids,
       w.of_wider,
       CASE WHEN w.of_wider THEN true WHEN w.of_all THEN f.fund IN ('', 'all')
            ELSE w.fund IS NOT DISTINCT FROM nullif(f.fund, '') END AS same_fund, f.source = w.source AS same_source,
       f.block IS NOT NULL AS same_block, f.char_start,
       count(DISTINCT f.fund) OVER (PARTITION BY w.claim_id, w.side, f.stage) AS funds
FROM placed w JOIN known f
    ON f.submission_id = w.submission_id AND f.fiscal_year IS NOT DISTINCT FROM w.fiscal_year
   AND f.project = coalesce(w.project, '') AND f.account_code = if(w.of_unit, '', coalesce(w.account_code, ''))
   AND f.account_name = if(w.of_unit, '', coalesce(w.account_name, '')) AND f.item = w.want_item
   AND f.stage = w.want_stage
WHERE f.value IS NOT NULL
  AND (NOT w.of_wider OR (f.fund IN ('', 'all', 'fiscal') AND f.fund <> coalesce(w.fund, '')))
  AND (f.block IS NULL OR (f.block = w.block AND f.char_start < w.char_start))
