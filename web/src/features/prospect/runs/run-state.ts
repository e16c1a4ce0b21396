import type { Tone } from '#ui/badges/state-badge.tsx'
import type { Run } from '../types.ts'

/** How a run stands, in a word or two. */
export const runState = ({
  phase,
  status,
  statusLabel,
}: Pick<Run, 'phase' | 'status' | 'statusLabel'>): { label: string; tone: Tone } => {
  switch (phase) {
    case 'paused':
      return { label: 'Paused', tone: 'warning' }
    case 'held':
      return { label: 'Held', tone: 'bad' }
    case 'task_open':
      return { label: 'Task open', tone: 'busy' }
    case 'due':
    case 'mail_in_hand':
      return { label: 'Running', tone: 'busy' }
    case 'ended':
      return { label: statusLabel, tone: status === 'replied' || status === 'completed' ? 'good' : 'quiet' }
  }
}
