-- comment: numerator as percent of denominator to four decimals, exact integer division
CREATE MACRO percent_of(numerator, denominator) AS
    CAST((CAST(CAST(numerator AS DECIMAL(28, 4)) * 10000 AS HUGEINT) * 2000000
          + CAST(CAST(denominator AS DECIMAL(28, 4)) * 10000 AS HUGEINT))
         // (2 * CAST(CAST(denominator AS DECIMAL(28, 4)) * 10000 AS HUGEINT))
         AS DECIMAL(30, 0)) * 0.0001::DECIMAL(5, 4)
