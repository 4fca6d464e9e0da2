-- comment: one fact a side and stage; another fund label only where there is no choice, of wider funds each (what a share is of)
-- last: claim_sides
CREATE TEMP TABLE claim_operands AS
SELECT * FROM claim_sides
WHERE same_fund OR (funds = 1 AND fund IS NOT NULL)
QUALIFY row_number() OVER (
    PARTITION BY claim_id, side, stage, item, if(of_wider, if(fund = 'fiscal', 'fiscal', ''), '')
    ORDER BY same_fund DESC, same_block DESC, char_start DESC, same_source DESC, fund, figure_ids) = 1
