import type { Tone } from '#ui/badges/index.ts'
import type { Import } from './types.ts'

export const IMPORT_STATES: Readonly<Record<Import['state'], { label: string; tone: Tone }>> = {
  waiting: { label: 'Waiting', tone: 'quiet' },
  running: { label: 'Running', tone: 'busy' },
  done: { label: 'Done', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
}
