-- id: text.missing_reason
-- severity: hint
-- title: 增减变动没有说明原因
-- basis: 决算、预算公开的情况说明应写明增减变动的主要原因
-- advice: 请单位补充增减变动的原因。
SELECT c.unit_code, c.fiscal_year, concat_ws('/', c.place, c.scope, '第' || c.block || '段') AS binding,
       CASE WHEN bool_or(regexp_matches(p.text, '原因|由于|因为|主要是|系')) THEN 'exact' ELSE 'break' END AS outcome,
       list(c.claim_id ORDER BY c.claim_id) AS figure_ids, list(DISTINCT c.submission_id ORDER BY c.submission_id) AS submission_ids,
       '正文“' || left(any_value(p.text) FILTER (p.block = c.block), 60) || '…”写有增减变动“' || any_value(shown(c.printed, c.printed_unit))
       || '”，没有说明原因。' AS message
FROM live_claims c
JOIN live_passages p ON p.submission_id = c.submission_id AND p.block BETWEEN c.block AND c.block + 4  -- often one reason for several lines
WHERE c.kind IN ('change', 'change_rate') AND c.value <> 0
  AND c.place IN ('narrative.final_accounts', 'narrative.budget')
GROUP BY c.unit_code, c.fiscal_year, c.place, c.scope, c.block
