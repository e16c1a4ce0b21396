import type { NewEvent } from '#modules/events/index.ts'
import type { UserName, WebScene } from './web-scene.ts'

const DAY = 86_400_000

/** The id in what the API answers. Throws where there is none. */
export const idOf = (answer: unknown): string => {
  const id: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'id') : undefined
  if (typeof id !== 'string') throw new Error(`The answer has no id: ${JSON.stringify(answer)}`)
  return id
}

const PEOPLE = [
  ['Ann', 'Berg', 'Northwind', 'Oslo', 'Norway'],
  ['Bob', 'Chen', 'Contoso', 'Singapore', 'Singapore'],
  ['Cleo', 'Duarte', 'Fabrikam', 'Lisbon', 'Portugal'],
  ['Dan', 'Evans', 'Adatum', 'Cardiff', 'United Kingdom'],
  ['Eve', 'Fischer', 'Litware', 'Berlin', 'Germany'],
  ['Finn', 'Garcia', 'Proseware', 'Madrid', 'Spain'],
] as const

const OPTIONS = ['A', 'B'].map((template) => ({
  ...{ template, weight: 1, subject: `A question about {{ Company }}, ${template}` },
  body: '<p>Hello {{ FirstName }}</p>',
}))

/**
 * A company that has worked for some weeks: prospects, a cadence with two options, a mailbox, what became of its mails, and tasks that are
 * overdue, for today, still to come and done.
 */
export const seedWork = async (scene: WebScene, owner: UserName = 'ada') => {
  const post = (path: string, body: unknown) => scene.call(owner, 'POST', path, body)
  const prospects = await Promise.all(
    PEOPLE.map(async ([firstName, lastName, company, city, country], index) =>
      idOf(
        await post('/prospects', {
          ...{ firstName, lastName, fullName: `${firstName} ${lastName}`, company, city, country },
          email: `${firstName}@${company}.test`.toLowerCase(),
          title: index % 2 === 0 ? 'Head of Operations' : 'Buyer',
          phone: `+4912345678${index}`,
          linkedinUrl: `https://www.linkedin.com/in/${firstName}-${lastName}`.toLowerCase(),
        }),
      ),
    ),
  )
  const cadence = idOf(
    await post('/cadences', {
      name: 'Spring outreach',
      definition: {
        steps: [
          { kind: 'mail', options: OPTIONS },
          { kind: 'task', task: 'call', title: 'Ring {{ FirstName }}' },
          { kind: 'mail', options: [{ ...OPTIONS[0], subject: '', template: 'Follow-up' }] },
        ],
      },
    }),
  )
  await post(`/cadences/${cadence}/publish`, undefined)
  const mailbox = idOf(
    await post('/mailboxes', { from: 'Ada Admin <ada@acme.test>', smtp: 'smtp://127.0.0.1:9' }),
  )
  await seedEvents(scene, { cadence, mailbox, steps: await stepsOf(scene, cadence) })
  const tasks = await seedTasks(scene, { owner, prospects })
  return { prospects, cadence, mailbox, tasks }
}

type Step = { id: string; options: string[] }

const stepsOf = async (scene: WebScene, cadence: string): Promise<Step[]> => {
  const { rows } = await scene.db.query<Step>(
    `SELECT s.step_id AS id, coalesce(array_agg(o.option_id ORDER BY o.number) FILTER (WHERE o.option_id IS NOT NULL), '{}') AS options
     FROM sequence_steps s
     LEFT JOIN sequence_options o ON o.company_id = s.company_id AND o.sequence_id = s.sequence_id AND o.step_id = s.step_id
     WHERE s.sequence_id = $1 GROUP BY s.step_id, s.number ORDER BY s.number`,
    [cadence],
  )
  return rows
}

/** Thirty days of mails; the second option of the first step is answered three times as often. */
const seedEvents = async (
  scene: WebScene,
  { cadence, mailbox, steps }: { cadence: string; mailbox: string; steps: readonly Step[] },
): Promise<void> => {
  const events: NewEvent[] = []
  const begin = Date.now() - 30 * DAY
  const [first, , follow] = steps
  for (let day = 0; day < 30; day++) {
    const sunday = new Date(begin + day * DAY).getUTCDay() % 6 === 0
    for (let n = 0; n < (sunday ? 0 : 24 + ((day * 7) % 11)); n++) {
      const step = n % 3 === 2 ? follow : first
      const option = step?.options[n % 2] ?? step?.options[0] ?? ''
      const at = begin + day * DAY + n * 60_000
      const about = {
        ...{
          enrolmentId: `e${day}-${n}`,
          sequenceId: cadence,
          messageId: `m${day}-${n}`,
          mailboxId: mailbox,
        },
        ...{ stepId: step?.id ?? '', optionId: option },
      }
      const sentAt = new Date(at).toISOString()
      const later = (hours: number) => new Date(at + hours * 3_600_000)
      const happened = (kind: 'opened' | 'clicked' | 'replied', machine = false): NewEvent[] => {
        const marks = { sentAt, ...(!machine && { first: true as const }) }
        if (kind === 'replied') return [{ ...about, kind, occurredAt: later(5), data: marks }]
        if (kind === 'opened') return [{ ...about, kind, occurredAt: later(2), data: { machine, ...marks } }]
        return [
          { ...about, kind, occurredAt: later(3), data: { machine, url: 'https://acme.test', ...marks } },
        ]
      }
      const luck = (day * 31 + n * 17) % 100
      events.push(
        ...(step === first
          ? ([
              {
                ...{ kind: 'started', occurredAt: new Date(at), sequenceId: cadence },
                ...{ enrolmentId: about.enrolmentId, data: {} },
              },
            ] satisfies NewEvent[])
          : []),
        { ...about, kind: 'sent', occurredAt: new Date(at), data: step === first ? { first: true } : {} },
        ...(luck < 55 ? happened('opened') : []),
        ...(luck % 4 === 0 ? happened('opened', true) : []),
        ...(luck < 12 ? happened('clicked') : []),
        ...(luck < (option === first?.options[1] ? 12 : 3) ? happened('replied') : []),
        ...(luck === 99
          ? ([
              { ...about, kind: 'bounced', occurredAt: later(1), data: { hard: true, first: true, sentAt } },
            ] satisfies NewEvent[])
          : []),
      )
    }
  }
  await scene.app.events.appendEvents(scene.db, scene.user('ada').companyId, events)
}

const seedTasks = async (
  scene: WebScene,
  { owner, prospects }: { owner: UserName; prospects: readonly string[] },
) => {
  const now = Date.now()
  const rows = [
    ['Ring Ann about the pilot', 'call', 0, -2, 'Ask how the pilot went.\nOffer a call with our engineers.'],
    ['Send Bob the price list', 'manual_mail', 1, -1, 'Hello Bob,\n\nhere is the price list you asked for.'],
    ['Connect with Cleo', 'linkedin', 2, 0, 'Hi Cleo, we spoke at the fair in Lisbon.'],
    ['Ring Dan', 'call', 3, 0, 'Introduce yourself; he was sent two mails.'],
    ['Look up who buys at Litware', 'todo', 4, 0, ''],
    ['Ring Finn', 'call', 5, 3, ''],
    ['Ring Eve', 'call', 4, 0, ''],
  ] as const
  const ids: string[] = []
  for (const [title, kind, person, days, note] of rows) {
    // Noon lies within its day whenever the test runs.
    const noon = new Date(now + days * DAY)
    noon.setUTCHours(11, 0, 0, 0)
    const made = await scene.call(owner, 'POST', '/tasks', {
      ...{ prospectId: prospects[person], title, kind, note },
      dueAt: noon.toISOString(),
    })
    ids.push(idOf(made))
  }
  await scene.call(owner, 'POST', `/tasks/${ids.at(-1)}/done`, { outcome: 'Interested' })
  await scene.call(owner, 'POST', '/calls', {
    ...{
      prospectId: prospects[0],
      disposition: 'answered',
      durationSeconds: 245,
      notes: 'Wants an offer in May.',
    },
  })
  await scene.call(owner, 'POST', '/calls', { prospectId: prospects[1], disposition: 'not_answered' })
  return ids
}
