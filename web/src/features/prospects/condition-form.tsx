import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { customField, FIELDS, type FieldTest, TESTS, writeCondition } from './field-conditions.ts'

type Props = { customFields: readonly { value: string; label: string }[]; onAdd(condition: string): void }

const isTest = (value: string | null): value is FieldTest => value !== null && Object.hasOwn(TESTS, value)

/** A condition on any field, standard or custom. */
export const ConditionForm = ({ customFields, onAdd }: Props) => {
  const [field, setField] = useState<string | null>(null)
  const [test, setTest] = useState<FieldTest>('contains')
  const [value, setValue] = useState('')
  const valueInput = useRef<HTMLInputElement>(null)
  const needsValue = test === 'contains' || test === 'is'
  const isReady = field !== null && (!needsValue || value.trim() !== '')
  const add = (): void => {
    if (field === null || !isReady) return
    onAdd(writeCondition(field, test, value.trim()))
    setValue('')
    // The button that was pressed is disabled now, and would take the focus with it.
    valueInput.current?.focus()
  }
  return (
    <Stack gap="xs">
      <Group gap="xs" grow align="flex-end">
        <Select
          label="Field"
          placeholder="Choose"
          searchable
          comboboxProps={{ withinPortal: false }}
          data={[
            { group: 'Fields', items: Object.entries(FIELDS).map(([key, label]) => ({ value: key, label })) },
            {
              group: 'Custom fields',
              items: customFields.map(({ value: name, label }) => ({ value: customField(name), label })),
            },
          ]}
          value={field}
          onChange={setField}
        />
        <Select
          aria-label="What the field has to do"
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={Object.entries(TESTS).map(([key, label]) => ({ value: key, label }))}
          value={test}
          onChange={(chosen) => isTest(chosen) && setTest(chosen)}
        />
      </Group>
      <Group gap="xs" wrap="nowrap">
        <TextInput
          ref={valueInput}
          aria-label="Value"
          placeholder={needsValue ? 'Value' : 'Needs none'}
          flex={1}
          disabled={!needsValue}
          value={value}
          onChange={({ currentTarget }) => setValue(currentTarget.value)}
          onKeyDown={({ key }) => key === 'Enter' && add()}
        />
        <Button variant="default" disabled={!isReady} onClick={add}>
          Add
        </Button>
      </Group>
    </Stack>
  )
}
