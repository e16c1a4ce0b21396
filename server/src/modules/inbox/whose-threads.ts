// Reads mailboxes and prospects, which are other modules'.
/**
 * SQL: which threads `i` a member sees who is held to what is his (`$n`, null: all): those given to him, those of his mailboxes and those
 * with his prospects. Asked of each thread on the way through an index, by primary keys.
 */
export const seenBy = (
  parameter: string,
): string => `(${parameter}::text IS NULL OR i.assignee_id = ${parameter}
  OR i.mailbox_id IN (SELECT b.id FROM mailboxes b WHERE b.company_id = i.company_id AND b.user_id = ${parameter})
  OR EXISTS (SELECT FROM prospects o WHERE o.company_id = i.company_id AND o.id = i.prospect_id AND o.owner_id = ${parameter}))`
