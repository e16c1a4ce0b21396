// Its SQL reads sequences.

/** Which sequences a report is about. */
export type SeenSequences = {
  companyId: string
  /** Only this one. */
  sequenceId?: string | undefined
  /** Only those of this user. */
  ownerId?: string | undefined
  /** Only those that this user sees: shared ones and his own. */
  seenBy?: string | undefined
}

/** SQL: their ids; `$1` is the company, the others what each of the names above stands at. Served by the primary key, or sequences_owner. */
export const sequencesSeen = (sequenceId: string, ownerId: string, seenBy: string): string =>
  `SELECT s.id FROM sequences s
   WHERE s.company_id = $1 AND (${sequenceId}::text IS NULL OR s.id = ${sequenceId})
     AND (${ownerId}::text IS NULL OR s.owner_id = ${ownerId})
     AND (${seenBy}::text IS NULL OR s.shared OR s.owner_id = ${seenBy})`
