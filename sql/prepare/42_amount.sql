-- comment: a computed value in words of its measure, money in the unit the document prints
CREATE MACRO amount(number, measure, unit) AS
    CASE WHEN measure = 'CNY' AND unit = '元' THEN plain(number) || '元'
         WHEN measure = 'CNY'
         THEN plain(CAST(number AS DECIMAL(28, 8)) * 0.0001::DECIMAL(5, 4)) || '万元'
         WHEN measure = 'person' THEN plain(number) || '人'
         WHEN measure = 'percent' THEN plain(number) || '%'
         ELSE plain(number) END
