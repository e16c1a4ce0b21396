/** Luxon's and ISO 8601's numbering: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** `from` and `to` are "HH:MM" in the zone the sequence sends in. `to` before `from` crosses midnight; equal means the whole day. */
export type DeliveryWindow = { from: string; to: string }

export type WaitUnit = 'minutes' | 'hours' | 'days' | 'business_days'
/** A positive whole number of units. Days keep the local time of day; business days skip closed weekdays and holidays. */
export type Wait = { amount: number; unit: WaitUnit }

/** One way a mail step may read (A/B). Chosen by weight per enrolment. */
export type MailOption = {
  /** Survives edits. */
  id: string
  /** Name of the template, as reports show it. */
  template: string
  /** Share relative to the step's other options; 0 switches the option off. */
  weight: number
  /** Liquid. Empty: the mail continues the thread with `Re:`. */
  subject: string
  /** HTML with Liquid. */
  body: string
}

export type TaskKind = 'call' | 'linkedin' | 'manual_mail' | 'todo'

/** Steps of a cadence, in order. Ids survive edits; a wait is a step of its own and delays the one after it. */
export type Step =
  | { id: string; kind: 'mail'; options: MailOption[] }
  | { id: string; kind: 'wait'; wait: Wait }
  | { id: string; kind: 'task'; task: TaskKind; title: string; note: string }

/** A step that does something, as opposed to a wait. */
export type ActionStep = Exclude<Step, { kind: 'wait' }>

/** Whose local time windows and weekdays are in. */
export type SendingZone = { of: 'prospect' } | { of: 'mailbox' } | { of: 'fixed'; zone: string }

/** Which mailbox a prospect's mails leave from; once chosen it stays. */
export type SendingMailboxes = { of: 'starter' } | { of: 'owner' } | { of: 'list'; mailboxIds: string[] }

/** What ends a prospect's way through the sequence early. */
export type StopRules = {
  /** Default true, at any step. */
  reply: boolean
  /** On an out-of-office: go on, stop (can be resumed), or wait until the day the mail names. */
  autoReply: 'continue' | 'stop' | 'hold'
  /** A reply by somebody of the same domain stops the others (never for public mail providers). */
  colleagueReply: boolean
  /** Outcomes of calls and tasks that stop with Task Stopped. */
  taskOutcomes: string[]
}

export type SequenceSettings = {
  zone: SendingZone
  window: DeliveryWindow
  /** Days on which mails may go; at least one. */
  days: Weekday[]
  /**
   * Days without mails: a public calendar (ISO 3166 country, optionally "US-CA"), own days "YYYY-MM-DD", and a saved holiday calendar.
   * `definitionsOf` has merged the saved calendar into `country` and `days`; rules need not look at `calendarId`.
   */
  holidays: { country?: string; days: string[]; calendarId?: string }
  mailboxes: SendingMailboxes
  /** Most first-step mails begun on one day; follow-ups are not limited. null: no limit. */
  throttle: number | null
  stopOn: StopRules
  /** Whether a prospect may be started again after an end other than Manually stopped. */
  reentry: boolean
  track: { opens: boolean; clicks: boolean }
  /** Adds List-Unsubscribe headers and, where the body has none, an unsubscribe line. */
  unsubscribe: boolean
}

/** What a cadence is: a document, drafted and published as a whole. */
export type CadenceDefinition = { settings: SequenceSettings; steps: Step[] }

export const DEFAULT_SETTINGS: SequenceSettings = {
  zone: { of: 'prospect' },
  window: { from: '09:00', to: '17:00' },
  days: [1, 2, 3, 4, 5],
  holidays: { days: [] },
  mailboxes: { of: 'starter' },
  throttle: null,
  stopOn: { reply: true, autoReply: 'hold', colleagueReply: false, taskOutcomes: [] },
  reentry: false,
  track: { opens: true, clicks: true },
  unsubscribe: true,
}
