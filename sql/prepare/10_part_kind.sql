-- comment: the kind of material a fact belongs to; narratives by the document they stand in
CREATE MACRO part_kind(source, kinds) AS
    CASE WHEN source <> 'narrative' THEN source
         WHEN list_contains(kinds, 'self_evaluation_report') THEN 'narrative'
         WHEN list_contains(kinds, 'final_accounts') THEN 'narrative.final_accounts'
         WHEN list_contains(kinds, 'budget') THEN 'narrative.budget'
         -- a table's title and signatures replace no report
         WHEN list_has_any(kinds, ['self_evaluation_table', 'base_data_table'])
             THEN 'narrative.aside'
         ELSE 'narrative' END
