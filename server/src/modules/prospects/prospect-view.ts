import type { ProspectChange, Prospect as ProspectView } from '@cadenza/contracts'
import { TEXT_FIELDS } from './fields.ts'
import type { Prospect } from './prospect.ts'

/** A prospect as the app's API answers it. */
export const prospectView = ({
  emailKey,
  ownerEmail,
  createdAt,
  updatedAt,
  lastInteractionAt,
  lastContactedAt,
  ...prospect
}: Prospect): ProspectView => ({
  ...prospect,
  owner: ownerEmail,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
  lastInteractionAt: lastInteractionAt.toISOString(),
  lastContactedAt: lastContactedAt?.toISOString() ?? null,
})

/** What the app's API calls the keys of the public API, which the use cases take. */
export const OUR_NAMES: ReadonlyMap<string, string> = new Map<string, string>([
  ...TEXT_FIELDS.map(({ name, property }) => [name, property] as const),
  ['Email', 'email'],
  ['List', 'list'],
  ['Tags', 'tags'],
  ['Owner', 'owner'],
  ['CustomFields', 'customFields'],
])

/** What is given of a prospect, as the use cases take it. */
export const inputOf = ({ customFields, ...given }: ProspectChange): object => {
  const values: ReadonlyMap<string, unknown> = new Map(Object.entries(given))
  const named = [...OUR_NAMES].flatMap(([name, ours]) => (values.has(ours) ? [[name, values.get(ours)]] : []))
  return {
    ...Object.fromEntries(named),
    ...(customFields && {
      CustomFields: Object.entries(customFields).map(([key, value]) => ({ key, value })),
    }),
  }
}
