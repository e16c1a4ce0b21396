import type { CadenceFile, FileOption } from '../cadence-file/file-types.ts'
import type { Exit } from '../definition-journey.ts'
import type { DraftNode } from '../journey/draft-journey.ts'
import type { SequenceKind } from '../sequence.ts'

/** A cadence or journey as a file names it. */
export type NamedSequence = { kind: SequenceKind; name: string }

type Head = { id?: string | undefined; name: string }

export type FileNode =
  | Exclude<DraftNode, { kind: 'mail' | 'start_sequence' | 'stop_sequence' }>
  | (Head & { kind: 'mail'; options: FileOption[]; next: Exit })
  | (Head & { kind: 'start_sequence'; sequence: NamedSequence; next: Exit })
  | (Head & { kind: 'stop_sequence'; sequence: NamedSequence; next: Exit })

/** A journey as a file says it: nodes, mailboxes, calendars and other sequences by name. */
export type JourneyFile = {
  name: string
  settings: CadenceFile['settings']
  start: Exit
  nodes: FileNode[]
}
