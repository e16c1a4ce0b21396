import { Gauge, type Registry } from 'prom-client'
import type { QueueDepth } from '#platform/jobs/index.ts'
import type { InstallationFigures, LaneFigures, MailboxFigures } from './metric-queries.ts'

/** What was read of the database for one scrape. */
export type Figures = {
  now: Date
  lanes: LaneFigures[]
  mailboxes: MailboxFigures[]
  installation: InstallationFigures
  queues: QueueDepth[]
}

/** Adds the gauges to a registry; answers what sets them. Mailboxes are told by their ids, or also by their addresses where asked. */
export const createGauges = (
  registry: Registry,
  { addresses }: { addresses: boolean },
): ((figures: Figures) => void) => {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `cadenza_${name}`, help, labelNames, registers: [registry] })
  const ofMailbox = ['company_id', 'mailbox_id', ...(addresses ? ['address'] : [])]

  const lanes = gauge('lanes', 'Lanes (cadence × mailbox) in which somebody waits, and is due', ['state'])
  const mails = gauge('mails', 'Mails on their way', ['state'])
  const jobs = gauge('jobs', 'Background jobs', ['queue', 'state'])
  const webhooks = gauge('webhook_deliveries_waiting', 'Deliveries to webhooks that wait')
  const held = gauge('sending_held_companies', 'Companies of which nothing is sent since a restore')
  const processes = gauge('processes', 'Living processes with a role', ['role'])
  const running = gauge('mailbox_running', '1 while a mailbox sends, 0 while it is paused', ofMailbox)
  const queued = gauge('mailbox_queued_mails', 'Mails that wait to leave a mailbox', ofMailbox)
  const readAge = gauge('mailbox_read_age_seconds', 'How long ago a mailbox was read', ofMailbox)
  const lateness = gauge(
    'mailbox_oldest_due_seconds',
    'How late the oldest due work of a running mailbox is: somebody due in a running cadence, or a queued mail',
    ofMailbox,
  )
  const all = [lanes, mails, jobs, webhooks, held, processes, running, queued, readAge, lateness]

  return (figures) => {
    for (const one of all) one.reset()
    const { now, installation } = figures
    const since = (at: Date): number => Math.max(0, (now.getTime() - at.getTime()) / 1000)
    lanes.set({ state: 'waiting' }, sum(figures.lanes, 'waiting'))
    lanes.set({ state: 'due' }, sum(figures.lanes, 'due'))
    mails.set({ state: 'queued' }, sum(figures.mailboxes, 'queued'))
    mails.set({ state: 'sending' }, installation.sending)
    mails.set({ state: 'uncertain' }, installation.uncertain)
    webhooks.set(installation.webhooksWaiting)
    held.set(installation.heldCompanies)
    for (const role of installation.roles) processes.inc({ role })
    for (const { queue, waiting, active, failed } of figures.queues) {
      jobs.set({ queue, state: 'waiting' }, waiting)
      jobs.set({ queue, state: 'active' }, active)
      jobs.set({ queue, state: 'failed' }, failed)
    }
    const dueOf = new Map(
      figures.lanes.map((lane) => [`${lane.companyId} ${lane.mailboxId}`, lane.oldestDue]),
    )
    for (const { companyId, mailboxId, address, ...mailbox } of figures.mailboxes) {
      const labels = { company_id: companyId, mailbox_id: mailboxId, ...(addresses && { address }) }
      running.set(labels, mailbox.isRunning ? 1 : 0)
      queued.set(labels, mailbox.queued)
      if (mailbox.readAt) readAge.set(labels, since(mailbox.readAt))
      if (!mailbox.isRunning) continue
      const oldest = [mailbox.oldestQueued, dueOf.get(`${companyId} ${mailboxId}`)].flatMap((at) => at ?? [])
      lateness.set(labels, Math.max(0, ...oldest.map(since)))
    }
  }
}

const sum = <Key extends string>(rows: readonly Record<Key, number>[], key: Key): number =>
  rows.reduce((total, row) => total + row[key], 0)
