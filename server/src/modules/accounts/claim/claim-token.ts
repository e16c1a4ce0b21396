import type { Database } from '#platform/db/index.ts'
import type { AccountsDeps } from '../accounts-deps.ts'

type Deps = Pick<AccountsDeps, 'db' | 'newId' | 'secrets'>

const PURPOSE = 'claim'

/** The id of this installation, made on first use. */
const instanceIdOf = async ({ db, newId }: Deps): Promise<string> => {
  await db.query(`INSERT INTO instance (key, value) VALUES ('id', $1) ON CONFLICT (key) DO NOTHING`, [
    newId(),
  ])
  const { rows } = await db.query<{ value: string }>(`SELECT value FROM instance WHERE key = 'id'`)
  return rows[0]?.value ?? ''
}

/** Whether nobody has claimed the instance yet: there is no user. */
export const isUnclaimed = async (db: Pick<Database, 'query'>): Promise<boolean> => {
  const { rows } = await db.query<{ claimed: boolean }>('SELECT EXISTS (SELECT FROM auth_users) AS claimed')
  return rows[0]?.claimed === false
}

/**
 * The one-time token that claims this instance, or undefined once somebody has. It is a signature of the installation's id, so it is the
 * same after a restart, good for no other installation, and nothing needs to be stored.
 */
export const claimToken = async (deps: Deps): Promise<string | undefined> =>
  (await isUnclaimed(deps.db))
    ? deps.secrets.sign({ purpose: PURPOSE, text: await instanceIdOf(deps) })
    : undefined

/** Compares in constant time. */
export const isClaimToken = async (deps: Deps, token: string): Promise<boolean> =>
  deps.secrets.verify({ purpose: PURPOSE, text: await instanceIdOf(deps), signature: token })
