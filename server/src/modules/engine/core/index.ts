export { type Advance, advance } from './advance.ts'
export { type Calendar, calendarOf } from './calendar.ts'
export { chooseOption } from './choose-option.ts'
export {
  type DeliveryTimes,
  findSendable,
  isSendable,
  nextSendable,
  windowEnd,
} from './delivery-window.ts'
export type { Enrolment, EnrolmentPhase, EnrolmentStatus, Hold } from './enrolment.ts'
export { firstState } from './first-state.ts'
export { forecast, nextDaysOpening } from './forecast.ts'
export { afterMail, type Foreseen } from './foretell/foreseen.ts'
export { type Foretold, foretell, foretelling } from './foretell/foretell.ts'
export type { Effect, Happening } from './happening.ts'
export { holidaysOf, type IsHoliday } from './holidays.ts'
export { type HoursApart, hoursApart, hoursInWords } from './hours-meet.ts'
export { type Facts, fold } from './journey/facts.ts'
export { nodeAt } from './journey/place.ts'
export { waitingNode } from './journey/waiting-node.ts'
export type { MailboxLimits, MailboxPace } from './mailbox-limits.ts'
export type { WaitingHead } from './mailbox-queue.ts'
export { actionStep, dueFor, nextStep } from './next-due.ts'
export {
  fillSlots,
  type LaneHead,
  nextSlot,
  type SlotChoice,
  type SlotWait,
  slotOpensAt,
  slotsFree,
  slotWait,
  takeSlots,
} from './next-slot.ts'
export { partAt } from './part-at.ts'
export { STATUSES, statusLabel, strongerStatus } from './prospect-status.ts'
export { type Throttle, throttledUntil } from './throttle.ts'
export { knownZone, type Place, type ZoneOfPlace, type ZoneSource, zoneOf } from './time-zone.ts'
export { addWait } from './wait.ts'
export { lackInWords, type Waiting, waitingSentence } from './waiting-sentence.ts'
export { wantedAt } from './wanted-at.ts'
