import { DateTime } from 'luxon'
import { DEMO_ZONE } from '../company/demo-company.ts'

/** The same time of day so many days earlier, where the demo's company is: a day on which clocks are changed has 23 or 25 hours. */
export const daysBefore = (instant: Date, days: number): Date =>
  DateTime.fromJSDate(instant, { zone: DEMO_ZONE }).minus({ days }).toJSDate()
