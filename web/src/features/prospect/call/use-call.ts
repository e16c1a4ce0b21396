import { useState } from 'react'
import { api, useApiMutation } from '#api/index.ts'
import type { CallResult } from './call-result-dialog.tsx'

/** A call that was begun, or one that was made elsewhere and is written down now. */
type Asked = { callId: string | null }

/** Dials a prospect, or writes down a call, and then asks what came of it. */
export const useCall = (prospectId: string) => {
  const [asked, setAsked] = useState<Asked | null>(null)
  const changes = ['/calls', '/prospects'] as const
  const dial = useApiMutation({
    mutate: () => api.post('/calls/dial', { body: { prospectId } }),
    changes,
    onDone: ({ call, url }) => {
      setAsked({ callId: call.id })
      // A tel: link, which the system hands to whatever makes calls; without one the provider rings the user.
      if (url?.startsWith('tel:')) window.location.assign(url)
    },
  })
  const save = useApiMutation({
    mutate: (result: CallResult) => {
      const callId = asked?.callId ?? null
      return callId === null
        ? api.post('/calls', { body: { prospectId, ...result } })
        : api.patch('/calls/{id}', { params: { path: { id: callId } }, body: result })
    },
    changes,
    done: 'The call is written down.',
    onDone: () => setAsked(null),
  })
  return {
    isDialling: dial.isPending,
    dial: () => dial.mutate(),
    writeDown: () => setAsked({ callId: null }),
    dialog: {
      isOpen: asked !== null,
      isBegun: asked?.callId != null,
      isSaving: save.isPending,
      onSave: (result: CallResult) => save.mutate(result),
      onClose: () => setAsked(null),
    },
  }
}
