-- comment: half of the last decimal a score shows; a whole score is exact
CREATE MACRO score_half(score) AS
    CASE WHEN score = round(score, 0) THEN 0.000::DECIMAL(5, 3)
         WHEN score = round(score, 1) THEN 0.050::DECIMAL(5, 3)
         ELSE 0.005::DECIMAL(5, 3) END
