// docs/klenty-api.md: every line of curl in it is run by a shell against a server, in order, and prints what stands below it.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewEvent } from '#modules/events/index.ts'
import { wholeServer } from '#test/whole-server.ts'
import type { App } from './app.ts'
import { operationGroups } from './klenty-api/document/index.ts'

const run = promisify(execFile)
const GUIDE = join(import.meta.dirname, '../../docs/klenty-api.md')

let variables: Record<string, string>
let close: () => Promise<void>
beforeAll(async () => {
  const { app, server, close: closeAll } = await wholeServer()
  close = closeAll
  const origin = await server.listen({ port: 0, host: '127.0.0.1' })
  const hello = await app.accounts.addUser({ company: 'Klenty', email: 'hello@klenty.com' })
  await furnish(app, hello)
  variables = { URL: `${origin}/apis/v1/user/hello@klenty.com`, KEY: hello.apiKey }
})
afterAll(() => close())

type Member = { companyId: string; userId: string }

/** What the guide's reader has: cadences, journeys, a call, and mails that were sent. */
const furnish = async (app: App, { companyId, userId }: Member): Promise<void> => {
  const colleague = await app.accounts.addUser({ company: 'Klenty', email: 'test16@gmail.com' })
  const mail = (options: string) => `steps:\n  - mail:\n${options}`
  const option = (name: string) => `      - { template: ${name}, subject: ${name}, body: Hi }\n`
  const cadence = (owner: string, name: string, options: string) =>
    app.sequences.importCadenceFile({
      ...{ companyId, userId: owner, publish: true },
      text: `name: ${name}\n${mail(options)}`,
    })
  await cadence(userId, 'Cadence1', option('welcome'))
  await cadence(colleague.userId, 'call test', option('welcome'))
  const { sequenceId } = await cadence(userId, 'cad one step', option('welcome') + option('followup pipe'))
  for (const [owner, name] of [
    [userId, 'journey1'],
    [userId, 'journeytest2'],
    [colleague.userId, 'Test3'],
  ])
    await app.sequences.importJourneyFile({
      ...{ companyId, userId: owner ?? '', publish: true },
      text: `name: ${name}\nstart: pause\nnodes:\n  pause: { wait: 1 day, next: done }\n  done: end\n`,
    })
  const { id: prospectId } = await app.prospects.upsertProspect({
    ...{ companyId, userId, source: 'api' as const },
    input: { Email: 'anna@tute.com', FirstName: 'Anna', Phone: '+1 415 555 0123', List: 'Fair', Tags: 'hot' },
  })
  await app.calls.logCall({
    ...{ companyId, userId, prospectId, disposition: 'answered', durationSeconds: 95 },
    ...{ startedAt: new Date('2026-03-01T10:00:00Z'), fromNumber: '+1 415 555 0100' },
  })
  await tellOfMails(app, { companyId, sequenceId })
}

/** Two people were started on two days; one opened twice and clicked, the other's mail bounced. */
const tellOfMails = async (
  { db, events, sequences, newId }: App,
  { companyId, sequenceId }: { companyId: string; sequenceId: string },
): Promise<void> => {
  const { published } = await sequences.sequenceById({ companyId, sequenceId })
  const step = published && 'steps' in published ? published.steps[0] : undefined
  if (step?.kind !== 'mail') throw new Error('the cadence begins with a mail')
  const person = (day: string, optionIndex: number) => ({
    ...{ enrolmentId: newId(), sequenceId, messageId: newId(), mailboxId: 'mailbox', stepId: step.id },
    ...{ optionId: step.options[optionIndex]?.id, occurredAt: new Date(`${day}T12:00:00Z`) },
  })
  const reader = person('2026-02-24', 0)
  const gone = person('2026-02-26', 1)
  const change = (startedAt: Date, to: string) => ({
    from: 'in_cadence',
    to,
    startedAt: startedAt.toISOString(),
  })
  const of = (sentAt: Date, first: boolean) => ({
    sentAt: sentAt.toISOString(),
    ...(first && { first: true as const }),
  })
  const list: NewEvent[] = [
    { ...reader, kind: 'started', data: {} },
    { ...reader, kind: 'sent', data: { first: true } },
    { ...reader, kind: 'opened', data: { machine: false, ...of(reader.occurredAt, true) } },
    { ...reader, kind: 'opened', data: { machine: false, ...of(reader.occurredAt, false) } },
    {
      ...reader,
      kind: 'clicked',
      data: { url: 'https://a.test', machine: false, ...of(reader.occurredAt, true) },
    },
    { ...gone, kind: 'started', data: {} },
    { ...gone, kind: 'sent', data: { first: true } },
    { ...gone, kind: 'bounced', data: { hard: true, ...of(gone.occurredAt, true) } },
    { ...gone, kind: 'ended', data: { status: 'bounced', change: change(gone.occurredAt, 'bounced') } },
  ]
  await db.transaction((tx) => events.appendEvents(tx, companyId, list))
}

/** The lines to run, each with what it prints. */
const readSteps = async (): Promise<{ command: string; printed: string }[]> => {
  const text = await readFile(GUIDE, 'utf8')
  return [...text.matchAll(/^```sh\n(.*?)^```\n\n```json\n(.*?)^```$/gms)].map(
    ([, command = '', printed = '']) => ({
      command,
      printed,
    }),
  )
}

/** Generated ids, tokens and requests' ids are free; all else, and the order of keys, is compared. */
const comparable = (text: string): string =>
  JSON.stringify(JSON.parse(text), null, 2)
    .replaceAll(/\b[0-9a-f]{24}\b/g, 'ID')
    .replaceAll(/"whsec_[^"]*"/g, '"TOKEN"')

test('every line prints what the guide says', async () => {
  const steps = await readSteps()
  expect(steps.length).toBeGreaterThan(45)
  for (const { command, printed } of steps) {
    const { stdout } = await run('sh', ['-c', command], { env: { PATH: '/usr/bin:/bin', ...variables } })
    expect(comparable(stdout), command).toBe(comparable(printed))
  }
}, 60_000)

test('no line of the guide goes without an answer', async () => {
  const text = await readFile(GUIDE, 'utf8')
  expect(text.match(/^```sh$/gm)).toHaveLength((await readSteps()).length)
})

test('every request of the API has a line', async () => {
  const commands = (await readSteps()).map(({ command }) => command.toLowerCase())
  const missing = operationGroups
    .flatMap(({ operations }) => operations)
    .filter(({ path, method, alsoAt = [] }) => {
      const patterns = [path, ...alsoAt.map((other) => other.path)].map(
        (one) => new RegExp(`\\$url${one.toLowerCase().replaceAll(/:\w+/g, '[^/?"]+')}["?]`),
      )
      const isPost = (command: string) => / -d |-x post/.test(command)
      return !commands.some(
        (command) => isPost(command) === (method === 'POST') && patterns.some((one) => one.test(command)),
      )
    })
  expect(missing.map(({ id }) => id)).toEqual([])
})
