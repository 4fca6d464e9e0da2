-- comment: half a unit for comparing two printings of one fact; a whole number of three digits or more was rounded to itself, it did not lose its zeros
CREATE MACRO stated_half(half_unit, half_unit_rule, printed, unit) AS
    CASE WHEN half_unit_rule = 'document'
              AND regexp_full_match(printed, '[^0-9.]*[1-9][0-9,，]{2,}[^0-9.]*')
         THEN greatest(half_unit, CASE unit WHEN '亿元' THEN 50000000 WHEN '万元' THEN 5000
                                            WHEN '千元' THEN 500 WHEN '元' THEN 0.5
                                            ELSE 0 END::DECIMAL(18, 6))
         ELSE half_unit END
