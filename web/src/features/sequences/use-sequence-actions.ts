import { useApiMutation } from '#api/index.ts'
import { saveFile } from '#ui/charts/save-file.ts'
import { SEQUENCE_CALLS } from './sequence-calls.ts'
import type { SequenceKind, SequenceSummary } from './types.ts'
import { useOpenSequence } from './use-open-sequence.ts'

type Which = Pick<SequenceSummary, 'id' | 'name'>

/** What may be done with a cadence or a journey as a whole; archiving is of its own (useArchive). */
export const useSequenceActions = (kind: SequenceKind) => {
  const { open } = useOpenSequence(kind)
  const calls = SEQUENCE_CALLS[kind]
  const changes = calls.paths
  return {
    pause: useApiMutation({
      mutate: ({ id }: Which) => calls.pause(id),
      changes,
      done: (_answer, { name }) => `“${name}” is paused: nothing leaves until it is resumed.`,
    }),
    resume: useApiMutation({
      mutate: ({ id }: Which) => calls.resume(id),
      changes,
      done: (_answer, { name }) => `“${name}” goes on.`,
    }),
    restore: useApiMutation({
      mutate: ({ id }: Which) => calls.restore(id),
      changes,
      done: (_answer, { name }) => `“${name}” is back, paused.`,
    }),
    duplicate: useApiMutation({
      mutate: ({ id }: Which) => calls.duplicate(id),
      changes,
      done: ({ name }) => `“${name}” is a draft of yours.`,
      onDone: ({ id }) => void open(id),
    }),
    share: useApiMutation({
      mutate: ({ id, shared }: Which & { shared: boolean }) => calls.change(id, { shared }),
      changes,
      done: (_answer, { name, shared }) =>
        shared ? `Everybody can use “${name}”.` : `Only you, managers and admins see “${name}”.`,
    }),
    exportFile: useApiMutation({
      mutate: ({ id, version }: Which & { version: number }) => calls.file(id, version === 0),
      onDone: (text, { name }) => saveFile({ name: fileName(name), content: text, type: 'application/yaml' }),
    }),
  }
}

/** A name without what file systems do not take. */
const fileName = (name: string): string => `${name.replaceAll(/[\\/:*?"<>|]/g, '-')}.yaml`
