import { AppError } from '#platform/errors/index.ts'
import type { KlentyClient } from './klenty-client.ts'
import type { MoveNotes } from './move.ts'
import type { MovesDeps } from './moves-deps.ts'
import { required } from './note-people.ts'
import { readNames } from './read-answers.ts'

/** Makes an empty draft for each cadence on the server: its name is all that the API tells. One of a name that is here stays as it is. */
export const bringCadences = async (
  deps: MovesDeps,
  client: KlentyClient,
  { companyId, userId }: { companyId: string; userId: string },
): Promise<Pick<MoveNotes, 'cadences' | 'cadencesThere' | 'cadencesRefused'>> => {
  const notes = { cadences: [] as string[], cadencesThere: [] as string[], cadencesRefused: [] as Refused[] }
  for (const name of required('/cadences', await client.get('/cadences'), readNames)) {
    try {
      await deps.sequences.createSequence({ companyId, userId, kind: 'cadence', name })
      notes.cadences.push(name)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (error.code === 'conflict') notes.cadencesThere.push(name)
      else notes.cadencesRefused.push({ name, reason: error.message })
    }
  }
  return notes
}

type Refused = MoveNotes['cadencesRefused'][number]
