-- comment: for each term the item itself, else its printed children; numbers before blanks
CREATE TEMP TABLE chosen AS
SELECT anchor, slot, alternative, bool_or(value IS NOT NULL) AS numbered, count(*) AS found
FROM operands GROUP BY anchor, slot, alternative
QUALIFY row_number() OVER (
    PARTITION BY anchor, slot ORDER BY numbered DESC, alternative) = 1
