import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '../../test/database.ts'
import { engineScene } from '../modules/engine/engine-scene.ts'
import { checkWork } from './check-work.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('a mailbox and a cadence whose hours never meet are named, as long as somebody waits for them', async () => {
  const { engine, sequences, addCompany } = await engineScene(database.db)
  const company = await addCompany()
  const check = () =>
    checkWork(
      { engine, sequences, outbound: { listUncertain: async () => [] } },
      { companyId: company.companyId, name: 'Acme' },
    )
  const window = { from: '20:00', to: '22:00' }
  const mailbox = await company.addMailbox({ limits: { window, days: [6, 7] } })
  const weekends = await company.cadence(['mail A'], ['window: 21:00-23:00'], 'Weekends')
  const weekdays = await company.cadence(['mail A'], ['days: mon-fri'], 'Weekdays')
  await company.start(weekends, await company.addProspects(1))
  expect(await check()).toEqual([])
  await company.start(weekdays, await company.addProspects(2))
  expect(await check()).toEqual([
    {
      level: 'problem',
      about: `Mailbox ${mailbox}@acme.test, cadence Weekdays`,
      found:
        '2 prospects wait for hours that never come: the mailbox sends only 20:00–22:00, Sat Sun (UTC), the cadence only Mon Tue Wed Thu Fri (UTC)',
      todo: 'Change the hours or days of the mailbox, or those of the cadence and publish it.',
    },
  ])
})
