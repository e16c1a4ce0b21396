import type { DeliveryTimes } from './delivery-window.ts'
import { dayOf } from './zone-days.ts'

/** A person for whom a mail waits. */
export type Addressee = {
  prospectId: string
  /** Automatic mails that he was or will be sent today, in the zone of `calendar`. */
  mailsToday: number
  calendar: DeliveryTimes
}

/** Counts what people are sent each day, by the day of the zone a mail is sent by, as the dispatcher does. */
export const mailsOfDay = ({ limit, now }: { limit: number; now: Date }) => {
  const expected = new Map<string, Date[]>()
  return {
    /** Whether one more mail at this moment would be too many for its day. */
    isFull({ prospectId, mailsToday, calendar: { zone } }: Addressee, at: Date): boolean {
      const day = dayOf(zone, at)
      const before = dayOf(zone, now) === day ? mailsToday : 0
      const some = expected.get(prospectId)
      const since = some?.filter((one) => dayOf(zone, one) === day).length ?? 0
      return before + since >= limit
    },
    count({ prospectId }: Addressee, at: Date): void {
      const some = expected.get(prospectId)
      if (some) some.push(at)
      else expected.set(prospectId, [at])
    },
  }
}
