import { spawnSync } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ARRIVALS } from './arrivals.ts'
import { type FilesScene, filesScene, type Lines, linesOf, OLD_COMPANY, SECRETS } from './files-scene.ts'
import { LEFT_OUT } from './left-out.ts'
import { openCompanyFile } from './open-company-file.ts'

let source: FilesScene
let second: FilesScene
let third: FilesScene
let first: string
beforeAll(async () => {
  ;[source, second, third] = await Promise.all([
    filesScene('grown'),
    filesScene('empty'),
    filesScene('empty'),
  ])
  first = await source.exported()
})
afterAll(() => Promise.all([source, second, third].map((scene) => scene.close())))

/** Without the columns that are meant to be others on arrival. */
const apartFromArrivals = (lines: Lines): Lines =>
  Object.fromEntries(
    Object.entries(lines).map(([table, rows]) => [
      table,
      rows.map((row) =>
        Object.fromEntries(Object.entries(row).filter(([column]) => !ARRIVALS[table]?.[column])),
      ),
    ]),
  )

describe('an export', () => {
  test('holds every table of a company but those of a closed list, and nothing that opens anything', async () => {
    const { rows } = await source.db.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'company_id' ORDER BY 1`,
    )
    const lines = await linesOf(first)
    const names = Object.keys(lines).filter((name) => name !== 'people')
    expect([...names, ...Object.keys(LEFT_OUT)].sort()).toEqual(rows.map(({ name }) => name))
    // The rows of old versions fill every table, so an empty entry is one that was forgotten.
    expect(Object.keys(lines).filter((name) => lines[name]?.length === 0)).toEqual([])
    const columns = Object.values(lines).flatMap((table) => table.flatMap((row) => Object.keys(row)))
    expect(columns.filter((column) => /secret|password|token|hash|company_id/.test(column))).toEqual([])
    expect(JSON.stringify(lines)).not.toContain('sealed')
  })

  test('holds no row of another company', async () => {
    const { companies, memberships } = await linesOf(first)
    expect(companies).toEqual([expect.objectContaining({ name: 'Acme' })])
    expect(memberships).toHaveLength(2)
  })

  test('is a zip that others can read', async () => {
    const unzip = spawnSync('unzip', ['-t', first], { encoding: 'utf8' })
    if (unzip.error === undefined) expect(unzip.stdout).toContain('No errors detected')
    expect((await stat(first)).mode & 0o777).toBe(0o600)
    expect((await readFile(first)).subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
    const { manifest, close } = await openCompanyFile(first)
    close()
    expect(manifest).toMatchObject({ company: { id: OLD_COMPANY, name: 'Acme' }, leftOut: LEFT_OUT })
  })
})

describe('imported elsewhere and exported again', () => {
  let again: string
  beforeAll(async () => {
    await second.app.companyFiles.importCompany({ path: first })
    again = await second.exported()
  })

  test('it is the same, but for what was stopped', async () => {
    const [before, after] = [await linesOf(first), await linesOf(again)]
    expect(apartFromArrivals(after)).toEqual(apartFromArrivals(before))
    expect(after.companies).toEqual(before.companies)
  })

  test('nothing runs by itself', async () => {
    const { db } = second
    const running = `SELECT 'mailbox' AS what FROM mailboxes WHERE state = 'running' UNION ALL
      SELECT 'sequence' FROM sequences WHERE state = 'live' UNION ALL SELECT 'webhook' FROM webhooks WHERE state = 'on' UNION ALL
      SELECT 'delivery' FROM webhook_deliveries WHERE state = 'waiting' UNION ALL
      SELECT 'import' FROM imports WHERE state IN ('waiting', 'running') UNION ALL
      SELECT 'secret' FROM mailboxes WHERE coalesce(smtp_secret, imap_secret) IS NOT NULL UNION ALL
      SELECT 'key' FROM api_keys UNION ALL SELECT 'password' FROM auth_accounts`
    expect((await db.query(running)).rows).toEqual([])
    expect(await second.app.recovery.openHoldOf({ companyId: OLD_COMPANY })).toMatchObject({
      backupAt: new Date('2026-03-02T09:00:00Z'),
    })
    expect(await second.app.engine.tick({ within: 1_000 })).toMatchObject({ claimed: 0, recorded: 0 })
  })

  test('the secrets of webhooks can be opened here', async () => {
    const { rows } = await second.db.query<{ id: string; secret: string }>('SELECT id, secret FROM webhooks')
    expect(rows.length).toBeGreaterThan(0)
    for (const { id, secret } of rows)
      expect(SECRETS.decrypt(secret, `webhook:${OLD_COMPANY}:${id}`)).toMatch(/^whsec_/)
  })

  test('a third installation has exactly what the second has', async () => {
    await third.app.companyFiles.importCompany({ path: again })
    expect(await linesOf(await third.exported())).toEqual(await linesOf(again))
  })
})

test('members who are known here by their login mail are who they are here, wherever they stand', async () => {
  const fourth = await filesScene('empty')
  try {
    const known = await fourth.app.accounts.addUser({ company: 'Other', email: 'hello@klenty.com' })
    const taken = '00000000000000000000d002'
    await fourth.db.query(
      `INSERT INTO auth_users ("id", "name", "email", "createdAt", "updatedAt") VALUES ($1, 'X', 'x@x.test', now(), now())`,
      [taken],
    )
    await fourth.app.companyFiles.importCompany({ path: first })
    const { rows } = await fourth.db.query<{ id: string; email: string }>(
      `SELECT u.id, m.email FROM memberships m JOIN auth_users u ON u.id = m.user_id AND u.email = m.email WHERE m.company_id = $1`,
      [OLD_COMPANY],
    )
    const ids = new Map(rows.map(({ id, email }) => [email, id]))
    expect(ids.get('hello@klenty.com')).toBe(known.userId)
    const steve = ids.get('steve@acme.test') ?? ''
    expect(steve).toMatch(/^[0-9a-f]{24}$/)
    expect(steve).not.toBe(taken)
    const text = JSON.stringify(apartFromArrivals(await linesOf(first)))
      .replaceAll('"00000000000000000000d001"', `"${known.userId}"`)
      .replaceAll(`"${taken}"`, `"${steve}"`)
    const { people: _, memberships: __, ...expected } = JSON.parse(text)
    const {
      people: ___,
      memberships: ____,
      ...got
    } = apartFromArrivals(await linesOf(await fourth.exported()))
    expect(sorted(got)).toEqual(sorted(expected))
  } finally {
    await fourth.close()
  }
})

const sorted = (lines: Lines): Lines =>
  Object.fromEntries(
    Object.entries(lines).map(([table, rows]) => [
      table,
      rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    ]),
  )
