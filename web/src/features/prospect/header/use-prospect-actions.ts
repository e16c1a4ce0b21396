import { useNavigate } from '@tanstack/react-router'
import { api, useApiMutation } from '#api/index.ts'
import { confirm } from '#ui/confirm.ts'
import { personName } from '../person-name.ts'
import type { Prospect } from '../types.ts'

/** What can be done with a prospect as a whole; what cannot be undone is asked for first. */
export const useProspectActions = (prospect: Prospect) => {
  const navigate = useNavigate()
  const name = personName(prospect)
  const params = { path: { prospect: prospect.id } }
  const changes = ['/prospects', '/suppressions', '/tasks'] as const
  const send = useApiMutation({
    mutate: () => api.post('/prospects/{prospect}/send-to-webhook', { params }),
    changes: ['/prospects', '/webhooks'],
    done: ({ webhooks }) =>
      webhooks === 0
        ? 'No webhook listens to this. An admin adds one for the event sendProspect under Settings.'
        : `${name} goes to ${webhooks === 1 ? 'the webhook' : `${webhooks} webhooks`}.`,
  })
  const unsubscribe = useApiMutation({
    mutate: () => api.post('/prospects/{prospect}/unsubscribe', { params }),
    changes,
    done: `${name} gets no more mail.`,
  })
  const forbid = useApiMutation({
    mutate: () => api.post('/prospects/{prospect}/do-not-contact', { params }),
    changes,
    done: `Nobody contacts ${name} any more.`,
  })
  const remove = useApiMutation({
    mutate: () => api.delete('/prospects/{prospect}', { params }),
    done: `${name} is deleted.`,
    onDone: () => void navigate({ to: '/prospects' }),
  })
  return {
    sendToWebhook: () => send.mutate(),
    unsubscribe: () =>
      confirm({
        title: `${name} asked for no more mail?`,
        text: `Whatever runs for him ends, and no mail goes to ${prospect.email} any more. A manager can take it back.`,
        confirm: 'Stop all mail',
        isDestructive: true,
        onConfirm: () => unsubscribe.mutate(),
      }),
    forbid: () =>
      confirm({
        title: `Nobody is to contact ${name}?`,
        text: `Whatever runs for him ends, and no mail goes to ${prospect.email} any more. A manager can take it back.`,
        confirm: 'Do not contact',
        isDestructive: true,
        onConfirm: () => forbid.mutate(),
      }),
    remove: () =>
      confirm({
        title: `Delete ${name}?`,
        text: 'His mails, answers, notes, tasks and calls go with him, and whatever runs for him ends. This cannot be undone. Numbers in reports stay, and so does the word that he may not be mailed.',
        confirm: 'Delete prospect',
        isDestructive: true,
        onConfirm: () => remove.mutate(),
      }),
  }
}
