// Reads prospects, lists, prospect_tags, tags, memberships, sequences, sequence_steps, messages, received_mails and events.
import type { NewEvent } from '#modules/events/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import type { BodyFacts } from './delivery-body.ts'
import type { NamingFacts } from './names-of-event.ts'

/** A row or none; the limit keeps it a probe of the primary key, whatever the planner believes of the table's size. */
const one = (alias: string, select: string): string =>
  `LEFT JOIN LATERAL (${select} LIMIT 1) ${alias} ON true`

export type EventFacts = BodyFacts & NamingFacts

/**
 * What is told of each event, in the order given: its prospect, his cadence, its step and texts, as they stand in the transaction that
 * appends it. Every look-up is by a primary key; replies before it are looked for in events_prospect, his tags in the key of prospect_tags.
 */
export const factsOf = async (
  tx: Queryable,
  { companyId, events }: { companyId: string; events: readonly (NewEvent & { id: string | null })[] },
): Promise<EventFacts[]> => {
  const { rows } = await tx.query<EventFacts>(
    `SELECT p.full_name AS "fullName", p.first_name AS "firstName", p.middle_name AS "middleName", p.last_name AS "lastName",
       p.company, p.company_domain AS "companyDomain", p.account, p.department, p.title, p.location, p.phone, p.email,
       p.twitter_id AS "twitterId", p.linkedin_url AS "linkedinURL", p.company_email AS "companyEmail",
       p.company_phone AS "companyPhone", p.city, p.country, l.name AS list, p.custom_fields AS "customFields",
       (SELECT string_agg(t.name, ',' ORDER BY t.name_key) FROM prospect_tags pt
          JOIN tags t ON t.company_id = pt.company_id AND t.id = pt.tag_id
        WHERE pt.company_id = $1 AND pt.prospect_id = e.prospect_id) AS tags,
       po.email AS "prospectOwner", co.email AS "cadenceOwner", s.name AS "cadenceName", s.kind AS "sequenceKind",
       st.number AS "stepNumber", m.subject, r.new_text AS "replyText",
       e.kind = 'replied' AND EXISTS (
         SELECT FROM events x WHERE x.company_id = $1 AND x.prospect_id = e.prospect_id AND x.kind = 'replied'
           AND x.sequence_id = e.sequence_id AND x.id < e.id) AS "repliedBefore"
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) WITH ORDINALITY
       AS e(id, kind, prospect_id, sequence_id, step_id, message_id, received_id, place)
     ${one('p', 'SELECT * FROM prospects WHERE company_id = $1 AND id = e.prospect_id')}
     ${one('l', 'SELECT name FROM lists WHERE company_id = $1 AND id = p.list_id')}
     ${one('po', 'SELECT email FROM memberships WHERE company_id = $1 AND user_id = p.owner_id')}
     ${one('s', 'SELECT name, kind, owner_id FROM sequences WHERE company_id = $1 AND id = e.sequence_id')}
     ${one('co', 'SELECT email FROM memberships WHERE company_id = $1 AND user_id = s.owner_id')}
     ${one('st', 'SELECT number FROM sequence_steps WHERE company_id = $1 AND sequence_id = e.sequence_id AND step_id = e.step_id')}
     ${one('m', 'SELECT subject FROM messages WHERE company_id = $1 AND id = e.message_id')}
     ${one('r', 'SELECT new_text FROM received_mails WHERE company_id = $1 AND id = e.received_id')}
     ORDER BY e.place`,
    [
      companyId,
      events.map(({ id }) => id),
      events.map(({ kind }) => kind),
      events.map(({ prospectId }) => prospectId ?? null),
      events.map(({ sequenceId }) => sequenceId ?? null),
      events.map(({ stepId }) => stepId ?? null),
      events.map(({ messageId }) => messageId ?? null),
      events.map(({ data }) => ('receivedMailId' in data && data.receivedMailId) || null),
    ],
  )
  return rows
}
