import type { DeliveryWindow, Weekday } from '#modules/sequences/definition.ts'

/** How much a mailbox may send. Days and times of day are in `zone`. */
export type MailboxLimits = {
  /** Most automatic mails a day. */
  daily: number
  /** Most automatic mails an hour, counted from the first mail of that hour; null: no limit. */
  hourly: number | null
  /** The pause between two mails is drawn between these, in seconds; both 0: none. */
  minGapSeconds: number
  maxGapSeconds: number
  /** A slow start: `startAt` mails on the day `from` ("YYYY-MM-DD") and before, `addPerDay` more each day after, up to `daily`. */
  ramp: { startAt: number; addPerDay: number; from: string } | null
  zone: string
  /** The mailbox's own hours, beside those of the sequence; null: any. */
  window: DeliveryWindow | null
  /** The mailbox's own weekdays; null: any. */
  days: Weekday[] | null
}

/** What a mailbox has used of its limits, as table mailbox_slots keeps it. */
export type MailboxPace = {
  /** No mail before. */
  nextSlotAt: Date
  /** "YYYY-MM-DD" in the mailbox's zone; `dayCount` counts its mails. */
  day: string
  dayCount: number
  /** When the hour began whose mails `hourCount` counts. */
  hourStart: Date
  hourCount: number
}
