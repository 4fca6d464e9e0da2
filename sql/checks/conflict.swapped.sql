-- id: conflict.swapped
-- severity: error
-- title: 两个分项疑似互换
-- basis: 同一合计下的两个分项，在一处印的数正好是另一处对方的数
-- consequences: conflict.* accounts.* sum.* change.* ratio.* continuity.* text.direction
-- advice: 核对两处的两个数，按账面更正填反的一处。
WITH told AS (
    -- the three public expenses are one thing whatever fund label text and table give them
    SELECT *, coalesce(unit_code, submission_id) AS owner, regexp_replace(item, '\.[a-z_]+$', '') AS whole,
           CASE WHEN item LIKE 'three_public%' THEN '' ELSE fund END AS label,
           coalesce(list_position(['final_accounts', 'budget', 'base_data_table', 'self_evaluation_table'], source), 9)
               AS trust
    FROM fact
    WHERE value IS NOT NULL AND account_code = '' AND account_name = '' AND low <= high
      AND regexp_matches(item, '\.(purchase|operation|overseas|vehicle|reception|basic|project|personnel|public|goods|works|services)$')
), apart AS (
    -- one item in two places with two values; a is the more trusted place
    SELECT a.owner, a.unit_code, a.fiscal_year, a.scope, a.stage, a.whole, a.item, a.submission_id, a.source,
           b.submission_id AS other_submission, b.source AS other_source,
           a.low, a.high, a.printed, a.figure_ids AS ids, b.low AS other_low, b.high AS other_high, b.printed AS other_printed,
           b.figure_ids AS other_ids
    FROM told a JOIN told b ON b.owner = a.owner AND b.fiscal_year IS NOT DISTINCT FROM a.fiscal_year
        AND b.scope IS NOT DISTINCT FROM a.scope AND b.item = a.item AND b.stage = a.stage AND b.label = a.label
        AND (a.trust, a.submission_id) < (b.trust, b.submission_id)
    WHERE a.high < b.low OR b.high < a.low
)
SELECT p.unit_code, p.fiscal_year, concat_ws('/', p.item, q.item, p.stage, p.scope) AS binding, 'break' AS outcome,
       p.ids || q.ids || p.other_ids || q.other_ids AS figure_ids,
       list_distinct([p.submission_id, p.other_submission]) AS submission_ids,
       p.ids || q.ids || p.other_ids || q.other_ids AS causes,
       named('stage', p.stage) || named('item', p.item) || '和' || named('item', q.item) || '疑似填反：'
       || named('source', p.source) || '分别为“' || p.printed || '”“' || q.printed || '”，'
       || named('source', p.other_source) || '分别为“' || p.other_printed || '”“' || q.other_printed || '”，两个数正好互换。' AS message
FROM apart p JOIN apart q ON q.owner = p.owner AND q.fiscal_year IS NOT DISTINCT FROM p.fiscal_year
    AND q.scope IS NOT DISTINCT FROM p.scope AND q.stage = p.stage AND q.whole = p.whole AND p.item > q.item
    AND q.submission_id = p.submission_id AND q.source = p.source
    AND q.other_submission = p.other_submission AND q.other_source = p.other_source
WHERE p.low <= q.other_high AND q.other_low <= p.high AND q.low <= p.other_high AND p.other_low <= q.high
QUALIFY row_number() OVER (PARTITION BY p.owner, p.fiscal_year, p.scope, p.stage, p.item, q.item
                           ORDER BY p.submission_id, p.other_submission, p.source, p.other_source) = 1
