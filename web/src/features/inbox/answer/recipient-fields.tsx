import { Anchor, Autocomplete, Group, Stack, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Thread } from '../types.ts'
import { type Draft, othersOf, recipientsOf, replySubject } from './draft.ts'

type Props = {
  thread: Thread
  draft: Draft
  errors: Readonly<Record<string, string>>
  onChange(draft: Draft): void
}

/** To whom an answer goes, and under which subject; what is rarely changed is shown when it is asked for. */
export const RecipientFields = ({ thread, draft, errors, onChange }: Props) => {
  const others = othersOf(thread)
  const ccError = Object.entries(errors).find(([field]) => field === 'cc' || field.startsWith('cc.'))?.[1]
  const [showsCopy, setShowsCopy] = useState(draft.cc.length > 0)
  const [showsSubject, setShowsSubject] = useState(draft.subject !== replySubject(thread.subject))
  return (
    <Stack gap="xs">
      <Autocomplete
        label="To"
        size="sm"
        value={draft.to}
        error={errors.to}
        data={recipientsOf(thread)}
        onChange={(to) => onChange({ ...draft, to })}
      />
      {(showsCopy || ccError !== undefined) && (
        <TagsInput
          label="Copy to"
          value={draft.cc}
          error={ccError}
          data={others}
          splitChars={[',', ' ', ';']}
          acceptValueOnBlur
          onChange={(cc) => onChange({ ...draft, cc })}
        />
      )}
      {(showsSubject || errors.subject !== undefined) && (
        <TextInput
          label="Subject"
          value={draft.subject}
          error={errors.subject}
          onChange={({ currentTarget }) => onChange({ ...draft, subject: currentTarget.value })}
        />
      )}
      <Group gap="md">
        {!showsCopy && (
          <Anchor component="button" type="button" size="xs" onClick={() => setShowsCopy(true)}>
            Add a copy
          </Anchor>
        )}
        {others.length > 0 && draft.cc.length === 0 && (
          <Anchor
            component="button"
            type="button"
            size="xs"
            onClick={() => {
              setShowsCopy(true)
              onChange({ ...draft, cc: others })
            }}
          >
            Answer to all
          </Anchor>
        )}
        {!showsSubject && (
          <Anchor component="button" type="button" size="xs" onClick={() => setShowsSubject(true)}>
            Change the subject
          </Anchor>
        )}
      </Group>
    </Stack>
  )
}
