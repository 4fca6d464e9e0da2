-- comment: Chinese name of a code, the code itself where it has none
CREATE MACRO named(of_kind, of_code) AS
    coalesce((SELECT any_value(n.name) FROM names n WHERE n.kind = of_kind AND n.code = of_code),
             of_code)
