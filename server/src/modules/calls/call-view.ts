import type { Call as CallView, ListedCall as ListedCallView } from '@cadenza/contracts'
import type { Call } from './call.ts'
import type { ListedCall } from './list-calls.ts'

/** A call as the app's API answers it. */
export const callView = (call: Call): CallView => ({
  id: call.id,
  provider: call.provider,
  callSid: call.callSid,
  state: call.state,
  disposition: call.disposition,
  userId: call.userId,
  prospectId: call.prospectId,
  taskId: call.taskId,
  fromNumber: call.fromNumber,
  toNumber: call.toNumber,
  startedAt: call.startedAt.toISOString(),
  endedAt: call.endedAt?.toISOString() ?? null,
  durationSeconds: call.durationSeconds,
  notes: call.notes,
  failure: call.failure,
  createdAt: call.createdAt.toISOString(),
})

/** A call in a list. */
export const listedCallView = (call: ListedCall): ListedCallView => ({
  ...callView(call),
  prospectEmail: call.prospectEmail,
  prospectName: call.prospectName,
  userEmail: call.userEmail,
})
