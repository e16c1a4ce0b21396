import type { CadenceNumbers } from './types.ts'

/** How many are on their way. */
export const inCadence = ({ statuses }: CadenceNumbers): number =>
  statuses.find(({ status }) => status === 'in_cadence')?.prospects ?? 0
