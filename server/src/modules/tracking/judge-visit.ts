import { isbot } from 'isbot'

/** A request for a pixel or for a link in a mail. */
export type Visit = {
  what: 'opened' | 'clicked'
  method: string
  /** The User-Agent header; empty when there was none. */
  agent: string
  /** The browser said that it only fetches ahead (`Sec-Purpose: prefetch`). */
  ahead: boolean
  at: Date
}

/** What else is known of it. */
export type Circumstances = {
  /** When a mail server took the mail, or was first given it; null when none was. */
  deliveredAt: Date | null
  /** Another link of the mail was visited within the same second. */
  scanned: boolean
}

export type MachineReason = 'head' | 'no_agent' | 'scanner' | 'apple_privacy' | 'prefetch' | 'bot'

/** `proxy`: a person looked, and his provider fetched the image for him. */
export type Judgement = { machine: true; reason: MachineReason } | { machine: false; reason?: 'proxy' }

/** Nobody reads a mail this soon after it was sent; filters and prefetching providers do. */
const TOO_SOON = 10_000

/** All that Apple's Mail Privacy Protection tells of itself. It fetches every image of every mail, read or not. */
const APPLE_PRIVACY = 'Mozilla/5.0'

/** Gmail fetches images for open sessions ahead of time, under an agent that no browser has: Edge 12 with a second product behind it. */
const GMAIL_AHEAD = / Edge\/12\.246 Mozilla\/5\.0$/

/** Providers that fetch an image when it is looked at: Gmail, Yahoo and AOL, Seznam. */
const IMAGE_PROXY = /GoogleImageProxy|YahooMailProxy|SeznamEmailProxy/i

/** Programs in which people read mail, whose short agents look like those of robots. */
const MAIL_PROGRAM = /^(?:Outlook|Microsoft Outlook|Airmail|Superhuman|BlueMail|Mailspring|Thunderbird)\b/i

/** Whether a person or a machine opened or clicked, by plain rules; the first that holds names the reason. */
export const judgeVisit = (visit: Visit, { deliveredAt, scanned }: Circumstances): Judgement => {
  const { what, method, agent, at } = visit
  const machine = (reason: MachineReason): Judgement => ({ machine: true, reason })
  if (method === 'HEAD') return machine('head')
  if (agent.trim() === '') return machine('no_agent')
  if (scanned) return machine('scanner')
  if (what === 'opened' && agent === APPLE_PRIVACY) return machine('apple_privacy')
  if (visit.ahead || GMAIL_AHEAD.test(agent)) return machine('prefetch')
  const byProxy = what === 'opened' && IMAGE_PROXY.test(agent)
  if (!byProxy && !MAIL_PROGRAM.test(agent) && isbot(agent)) return machine('bot')
  if (deliveredAt === null || at.getTime() - deliveredAt.getTime() < TOO_SOON) return machine('prefetch')
  return byProxy ? { machine: false, reason: 'proxy' } : { machine: false }
}
