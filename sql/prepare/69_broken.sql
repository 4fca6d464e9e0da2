-- comment: the totals that their sums do not give
CREATE TEMP TABLE broken AS
SELECT anchor, measure, value, low, high, sum_low, sum_high, figure_ids, part_ids FROM judged WHERE outcome = 'break'
