import { useState } from 'react'
import { api, formErrors, useApiMutation } from '#api/index.ts'
import { formatInstant } from '#ui/time/index.ts'
import { offerUndo } from '#ui/undo.tsx'
import type { Draft } from './draft.ts'

/** In which an answer can be taken back, in seconds; as long as its notice is shown. */
const UNDO_SECONDS = 10
/** Later than this it waits for its mailbox rather than for the user. */
const SOON = (UNDO_SECONDS + 5) * 1000

type Sent = { draft: Draft; done: boolean }

/** Sends an answer, which can be taken back for some seconds. */
export const useSendAnswer = ({
  threadId,
  onSent,
  onTakenBack,
}: {
  threadId: string
  onSent(done: boolean): void
  onTakenBack(draft: Draft): void
}) => {
  const [errors, setErrors] = useState<Record<string, string>>({})
  const takeBack = useApiMutation({
    mutate: ({ messageId }: { messageId: string; draft: Draft }) =>
      api.delete('/mails/{id}', { params: { path: { id: messageId } } }),
    changes: ['/threads'],
    onDone: (_, { draft }) => onTakenBack(draft),
  })
  const send = useApiMutation({
    mutate: ({ draft: { to, cc, subject, html, quote, answers }, done }: Sent) =>
      api.post('/threads/{id}/answers', {
        params: { path: { id: threadId } },
        body: {
          ...{ to, cc, subject, html, quote, done },
          delaySeconds: UNDO_SECONDS,
          ...(answers !== undefined && { answers }),
        },
      }),
    changes: ['/threads', '/prospects'],
    onDone: ({ messageId, sendsAt }, { draft, done }) => {
      setErrors({})
      onSent(done)
      const waits = new Date(sendsAt).getTime() - Date.now()
      offerUndo({
        message:
          waits > SOON
            ? `Your answer goes at ${formatInstant(sendsAt)}, by the pace of its mailbox.`
            : 'Your answer is on its way.',
        onUndo: () => takeBack.mutate({ messageId, draft }),
      })
    },
    onFailed: (error) => {
      const found = formErrors(error, ['to', 'cc', 'subject', 'html'])
      setErrors(found ?? {})
      return found !== null
    },
  })
  return {
    send: (draft: Draft, done: boolean) => send.mutate({ draft, done }),
    isSending: send.isPending,
    errors,
    clearErrors: () => setErrors({}),
  }
}
