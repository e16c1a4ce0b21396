import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { engineScene } from './engine-scene.ts'
import { mailboxHeads } from './waiting-queries.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('the heads of lanes are shared among their ends, each with some, and are those who go first', async () => {
  const { db, clock, addCompany } = await engineScene(database.db)
  const company = await addCompany()
  const mailbox = await company.addMailbox()
  const [one, other] = [await company.cadence(['mail A']), await company.cadence(['mail A'], [], 'Other')]
  const ours = await company.addProspects(5)
  const theirs = await company.addProspects(5)
  await company.start(one, ours.slice(3))
  clock.advance(1000)
  await company.start(one, ours.slice(0, 3))
  await company.start(other, theirs)
  const heads = async (most: number, least: number) => {
    const found = await mailboxHeads(db, {
      ...{ companyId: company.companyId, mailboxIds: [mailbox], most, least },
    })
    return found.map(({ prospectId }) => prospectId).sort()
  }
  // Two ends of two lanes.
  expect(await heads(8, 1)).toEqual([...ours.slice(3), ...theirs.slice(0, 2)].sort())
  expect(await heads(1, 1)).toEqual([ours[3], theirs[0]].sort())
  expect(await heads(8, 3)).toEqual([ours[0], ...ours.slice(3), ...theirs.slice(0, 3)].sort())
  expect(await heads(1000, 1)).toEqual([...ours, ...theirs].sort())
  expect(await mailboxHeads(db, { companyId: company.companyId, mailboxIds: [], most: 9, least: 1 })).toEqual(
    [],
  )
})
