-- comment: the operands that enter each sum, with what is printed; one of weight 0 only has to be there
CREATE TEMP VIEW terms AS
SELECT t.*, f.stage, f.printed, f.printed_unit, f.figure_ids
FROM term_numbers t JOIN fact f ON f.rowid = t.fact
WHERE t.weight <> 0
