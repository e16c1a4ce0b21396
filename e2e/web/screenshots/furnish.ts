/** Asks the app's API of the demo, as its admin. */
export type CallDemo = (path: string, request?: { body: string; type: string }) => Promise<unknown>

const CSV = ['Email,First Name,Company', 'nora@harbour.example,Nora,Harbour', 'nobody,Nobody,Nowhere'].join(
  '\n',
)

/** Gives the demo what its history has not, so that no page of it is empty: an import with a rejected row, a webhook, an invitation. */
export const furnish = async (call: CallDemo): Promise<void> => {
  const has = async (path: string): Promise<boolean> => {
    const { items } = Object(await call(path))
    return Array.isArray(items) && items.length > 0
  }
  const post = (path: string, body: object) =>
    call(path, { body: JSON.stringify(body), type: 'application/json' })
  if (!(await has('/webhooks')))
    await post('/webhooks', { url: 'https://crm.brightwater.example/hooks', event: '*' })
  if (!(await has('/invitations')))
    await post('/invitations', { email: 'noel@brightwater.example', role: 'rep' })
  if (await has('/imports')) return
  const { uploadId } = Object(await call('/imports/uploads', { body: CSV, type: 'text/csv' }))
  await post('/imports', { uploadId, fileName: 'Harbour.csv', list: 'Harbour' })
}
