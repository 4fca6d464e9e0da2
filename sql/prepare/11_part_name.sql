-- comment: the part of a kind that a later file replaces: a project's table, an accounts' form
CREATE MACRO part_name(source, form, project) AS
    CASE WHEN source = 'self_evaluation_table' THEN coalesce(project, '')
         WHEN source IN ('final_accounts', 'budget') THEN coalesce(form, '')
         ELSE '' END
