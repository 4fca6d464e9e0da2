-- comment: amounts in the paragraphs of claims: a printed ratio speaks of the nearest before it
CREATE TEMP TABLE block_facts AS
SELECT f.submission_id, f.fiscal_year, f.source, coalesce(f.project, '') AS project,
       coalesce(f.account_code, '') AS account_code, coalesce(f.account_name, '') AS account_name,
       f.item, coalesce(f.stage, '') AS stage, coalesce(f.fund, '') AS fund, f.block, f.char_start,
       f.value, CAST(f.value - f.half_unit AS DECIMAL(24, 6)) AS low,
       CAST(f.value + f.half_unit AS DECIMAL(24, 6)) AS high,
       -- what stands beside the ratio is what it means, whatever is printed elsewhere
       false AS conflict, shown(f.printed, f.printed_unit) AS printed, f.printed_unit,
       [f.figure_id] AS figure_ids, f.assurance = 'doubtful' AS doubtful
FROM live_figures f
SEMI JOIN live_claims c ON c.submission_id = f.submission_id AND c.block = f.block
WHERE f.value IS NOT NULL AND f.source = 'narrative' AND f.char_start IS NOT NULL
