import type { SequenceSettings, Step } from '../definition.ts'

/** A mail option of a file. Without a body, the saved template of that name gives it (and the subject, when that is missing too). */
export type FileOption = {
  id?: string | undefined
  template: string
  weight: number
  subject: string | undefined
  body: string | undefined
}

type Kept<Kind extends Step['kind']> = Omit<Extract<Step, { kind: Kind }>, 'id'> & { id?: string | undefined }

export type FileStep =
  | { id?: string | undefined; kind: 'mail'; options: FileOption[] }
  | Kept<'wait'>
  | Kept<'task'>

export type FileMailboxes = { of: 'starter' } | { of: 'owner' } | { of: 'list'; addresses: string[] }

/** A cadence as a file says it: mailboxes by address, a holiday calendar by name. */
export type CadenceFile = {
  name: string
  settings: Omit<SequenceSettings, 'mailboxes' | 'holidays'> & {
    mailboxes: FileMailboxes
    holidays: { country?: string; calendar?: string; days: string[] }
  }
  steps: FileStep[]
}
