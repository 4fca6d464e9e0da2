-- comment: facts with their conflicts marked
-- last: conflicts
UPDATE fact SET conflict = true FROM conflicts c WHERE fact.fact_no >> 4 = c.of_any_source
