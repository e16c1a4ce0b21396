import { Autocomplete, Box, Button, Group, Modal, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { FIELDS } from './field-conditions.ts'
import type { BulkAction } from './use-bulk-action.ts'
import type { Choices } from './use-choices.ts'

export type BulkQuestion = 'add_tags' | 'remove_tags' | 'set_list' | 'set_owner' | 'set_field'

type Props = {
  question: BulkQuestion | null
  who: string
  choices: Choices
  onClose(): void
  onAction(action: BulkAction): void
}

const TITLES: Readonly<Record<BulkQuestion, string>> = {
  add_tags: 'Add tags to',
  remove_tags: 'Remove tags from',
  set_list: 'Move to a list:',
  set_owner: 'Give to somebody:',
  set_field: 'Set a field of',
}

/** The parts of a name are each person's own. */
const OF_ONE = ['email', 'firstName', 'lastName', 'fullName']

/** Suggestions open below their field, in room of their own: over the buttons nobody could press these. */
const SUGGESTIONS = 160

/** Asks for what an action needs to know. */
export const BulkDialog = ({ question, who, choices, onClose, onAction }: Props) => {
  const [tags, setTags] = useState<string[]>([])
  const [choice, setChoice] = useState<string | null>(null)
  const [text, setText] = useState('')
  const action = question && actionOf(question, { tags, choice, text })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!action) return
    onAction(action)
    onClose()
  }
  return (
    <Modal opened={question !== null} onClose={onClose} title={question && `${TITLES[question]} ${who}`}>
      <form onSubmit={submit}>
        <Stack>
          <Box mb={question === 'set_field' ? 0 : SUGGESTIONS}>
            {(question === 'add_tags' || question === 'remove_tags') && (
              <TagsInput
                label="Tags"
                description={question === 'add_tags' ? 'New names make new tags' : undefined}
                maxDropdownHeight={SUGGESTIONS - 10}
                data={choices.tags.map(({ label }) => label)}
                value={tags}
                onChange={setTags}
                data-autofocus
              />
            )}
            {question === 'set_list' && (
              <Autocomplete
                label="List"
                description="A new name makes a new list"
                maxDropdownHeight={SUGGESTIONS - 10}
                data={[...new Set(choices.lists.map(({ label }) => label))]}
                value={text}
                onChange={setText}
                data-autofocus
              />
            )}
            {question === 'set_owner' && (
              <Select
                label="New owner"
                searchable
                maxDropdownHeight={SUGGESTIONS - 10}
                data={choices.owners}
                value={choice}
                onChange={setChoice}
                data-autofocus
              />
            )}
          </Box>
          {question === 'set_field' && (
            <>
              <Select
                label="Field"
                searchable
                data={[
                  ...Object.entries(FIELDS)
                    .filter(([name]) => !OF_ONE.includes(name))
                    .map(([value, label]) => ({ value, label })),
                  ...choices.customFields.map(({ value, label }) => ({ value: `custom.${value}`, label })),
                ]}
                value={choice}
                onChange={setChoice}
                data-autofocus
              />
              <TextInput
                label="Value"
                description="Left empty, the field is cleared"
                value={text}
                onChange={({ currentTarget }) => setText(currentTarget.value)}
              />
            </>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={!action}>
              Change
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

const actionOf = (
  question: BulkQuestion,
  { tags, choice, text }: { tags: string[]; choice: string | null; text: string },
): BulkAction | null => {
  switch (question) {
    case 'add_tags':
    case 'remove_tags':
      return tags.length > 0 ? { kind: question, tags } : null
    case 'set_list':
      return text.trim() === '' ? null : { kind: question, list: text.trim() }
    case 'set_owner':
      return choice === null ? null : { kind: question, ownerId: choice }
    case 'set_field':
      return choice === null ? null : { kind: question, field: choice, value: text.trim() || null }
  }
}
