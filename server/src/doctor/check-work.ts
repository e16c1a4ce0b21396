import type { HoursNeverMet } from '#modules/engine/index.ts'
import type { App } from '../app.ts'
import type { Finding } from './finding.ts'

type Company = { companyId: string; name: string }

type Asked = {
  outbound: Pick<App['outbound'], 'listUncertain'>
  engine: Pick<App['engine'], 'heldCounts' | 'hoursThatNeverMeet'>
  sequences: Pick<App['sequences'], 'listSequences'>
}

/**
 * What waits for a person in a company: uncertain mails, prospects that are held, hours of mailboxes and cadences that never meet, cadences
 * that paused themselves.
 */
export const checkWork = async (app: Asked, { companyId, name }: Company): Promise<Finding[]> => {
  const about = `Work of ${name}`
  const findings: Finding[] = []
  const uncertain = await app.outbound.listUncertain({ companyId })
  if (uncertain.length > 0)
    findings.push({
      level: 'problem',
      about,
      found: `${uncertain.length} mails of which nobody knows whether they left`,
      todo: 'cadenza uncertain list --user YOU',
    })
  for (const { reason, prospects } of await app.engine.heldCounts({ companyId }))
    findings.push({ level: 'warning', about, ...describeHold(reason, prospects) })
  for (const apart of await app.engine.hoursThatNeverMeet({ companyId })) findings.push(describeHours(apart))
  for (const cadence of await app.sequences.listSequences({ companyId, kind: 'cadence' }))
    if (cadence.state === 'paused')
      findings.push({
        level: 'warning',
        about: `Cadence ${cadence.name}`,
        found: `is paused: ${cadence.pauseReason ?? 'no reason was given'}`,
        todo: `cadenza cadence resume "${cadence.name}" --user OWNER`,
      })
  return findings
}

const describeHours = (apart: HoursNeverMet): Finding => {
  const waiting = apart.prospects === 1 ? '1 prospect waits' : `${apart.prospects} prospects wait`
  return {
    level: 'problem',
    about: `Mailbox ${apart.mailbox}, cadence ${apart.sequence}`,
    found: `${waiting} for hours that never come: the mailbox sends only ${apart.mailboxHours}, the cadence only ${apart.sequenceHours}`,
    todo: 'Change the hours or days of the mailbox, or those of the cadence and publish it.',
  }
}

const HOLDS: Record<string, { found: string; todo: string }> = {
  missing_variable: {
    found: 'wait for fields that their mail names and they lack',
    todo: 'cadenza status CADENCE names the fields; mails go by themselves when they are filled in.',
  },
  template_error: {
    found: 'wait because their mail cannot be written',
    todo: 'cadenza status CADENCE says why; correct the cadence and publish it.',
  },
  no_mailbox: {
    found: 'wait for a mailbox to send from',
    todo: 'Connect one of the kind that the cadence names: cadenza mailbox add --help',
  },
  no_open_day: {
    found: 'wait for a day that weekdays and holidays leave open',
    todo: 'Open a day in the cadence and publish it.',
  },
}

const describeHold = (reason: string, prospects: number): Pick<Finding, 'found' | 'todo'> => {
  const hold = HOLDS[reason]
  return {
    found: `${prospects} prospects ${hold?.found ?? `are held (${reason})`}`,
    todo: hold?.todo ?? 'cadenza status CADENCE says more.',
  }
}
