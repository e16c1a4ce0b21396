import { expect, test } from 'vitest'
import type { Webhook } from '#modules/webhooks/index.ts'
import { checkWebhooks } from './check-webhooks.ts'

const WEBHOOK: Webhook = {
  id: 'w1',
  event: 'reply',
  url: 'hooks.test/a',
  state: 'on',
  offReason: null,
  failingSince: null,
  createdBy: 'u1',
  createdByEmail: 'steve@acme.test',
  createdAt: new Date('2026-03-01T09:00:00Z'),
}

const findingsOf = (...changes: Partial<Webhook>[]) =>
  checkWebhooks(
    { webhooks: { listWebhooks: async () => changes.map((change) => ({ ...WEBHOOK, ...change })) } },
    { companyId: 'c1' },
  )

test('webhooks that take nothing are named, with what to do', async () => {
  const failingSince = new Date('2026-03-02T09:00:00Z')
  expect(await findingsOf({}, { state: 'off', offReason: 'A user switched it off.' })).toEqual([])
  const [failing, off, ...others] = await findingsOf(
    { failingSince },
    { failingSince, state: 'off', offReason: 'Nothing was taken for a day.' },
  )
  expect(failing).toMatchObject({ level: 'warning', about: 'Webhook hooks.test/a (reply)' })
  expect(failing?.found).toBe('has taken nothing since 2026-03-02T09:00:00.000Z')
  expect(off).toMatchObject({ level: 'problem', found: 'is off: Nothing was taken for a day.' })
  expect(off?.todo).toContain('cadenza webhook on w1 --user steve@acme.test')
  expect(others).toEqual([])
})
