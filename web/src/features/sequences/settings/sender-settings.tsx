import { Checkbox, MultiSelect, Radio, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import type { Settings } from '../types.ts'
import type { SettingsProps } from './settings-tab.tsx'

/** From which mailboxes the mails leave, and what is added to them. */
export const SenderSettings = ({ settings, onChange, isReadOnly }: SettingsProps) => {
  const { mailboxes, unsubscribe, track } = settings
  return (
    <Section title="Who sends" about="A prospect keeps the mailbox of his first mail.">
      <Stack gap="lg">
        <Radio.Group
          label="Mailboxes"
          value={mailboxes.of}
          onChange={(of) => onChange({ mailboxes: sendersOf(of, mailboxes) })}
          readOnly={isReadOnly}
        >
          <Stack gap="xs" mt={6}>
            <Radio value="starter" label="Of whoever starts the prospect" disabled={isReadOnly} />
            <Radio value="owner" label="Of the prospect’s owner" disabled={isReadOnly} />
            <Radio value="list" label="These, in equal shares" disabled={isReadOnly} />
          </Stack>
        </Radio.Group>
        {mailboxes.of === 'list' && (
          <ChosenMailboxes
            ids={mailboxes.mailboxIds}
            onChange={(mailboxIds) => onChange({ mailboxes: { of: 'list', mailboxIds } })}
            isReadOnly={isReadOnly}
          />
        )}
        <Stack gap="xs">
          <Checkbox
            label="Add an unsubscribe line and the headers of it"
            checked={unsubscribe}
            onChange={(event) => onChange({ unsubscribe: event.currentTarget.checked })}
            disabled={isReadOnly}
          />
          <Checkbox
            label="Track opens"
            checked={track.opens}
            onChange={(event) => onChange({ track: { ...track, opens: event.currentTarget.checked } })}
            disabled={isReadOnly}
          />
          <Checkbox
            label="Track clicks"
            description="Opens and clicks are tracked only where the server has a public address."
            checked={track.clicks}
            onChange={(event) => onChange({ track: { ...track, clicks: event.currentTarget.checked } })}
            disabled={isReadOnly}
          />
        </Stack>
      </Stack>
    </Section>
  )
}

type Senders = Settings['mailboxes']

const sendersOf = (of: string, before: Senders): Senders => {
  if (of === 'starter' || of === 'owner') return { of }
  return before.of === 'list' ? before : { of: 'list', mailboxIds: [] }
}

const ChosenMailboxes = ({
  ids,
  onChange,
  isReadOnly,
}: {
  ids: string[]
  onChange(ids: string[]): void
  isReadOnly: boolean
}) => {
  const { data } = useQuery(apiQuery('/mailboxes', { params: { query: { limit: 200 } } }))
  const known = data?.items.filter(({ state }) => state !== 'removed') ?? []
  const options = known.map(({ id, address, state }) => ({
    value: id,
    label: state === 'paused' ? `${address} (paused)` : address,
  }))
  const foreign = ids.filter((id) => !known.some((mailbox) => mailbox.id === id))
  return (
    <MultiSelect
      aria-label="Mailboxes that send"
      placeholder={ids.length === 0 ? 'Choose mailboxes' : ''}
      searchable
      data={[
        ...options,
        ...foreign.map((id) => ({ value: id, label: data ? 'A mailbox of somebody else' : '…' })),
      ]}
      value={ids}
      onChange={onChange}
      error={ids.length === 0 ? 'Choose at least one mailbox.' : undefined}
      readOnly={isReadOnly}
    />
  )
}
