import { Button, Combobox, Group, ScrollArea, Text, TextInput, useCombobox } from '@mantine/core'
import { IconBraces } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type AnswerOf, apiQuery } from '#api/index.ts'
import { variableText } from './liquid.ts'

type Variable = AnswerOf<'get', '/mails/variables'>['variables'][number]

const GROUPS: readonly { of: Variable['of']; label: string }[] = [
  { of: 'prospect', label: 'Prospect' },
  { of: 'custom', label: 'Custom fields' },
  { of: 'owner', label: 'Owner of the prospect' },
  { of: 'sender', label: 'Sender' },
]

const matches = ({ name }: Variable, search: string): boolean =>
  name.toLowerCase().replaceAll(' ', '').includes(search.toLowerCase().replaceAll(' ', ''))

/** Puts a variable into the text, with a default where one is given. */
export const VariableMenu = ({ onInsert }: { onInsert(text: string): void }) => {
  const [search, setSearch] = useState('')
  const [standIn, setStandIn] = useState('')
  const menu = useCombobox({
    onDropdownClose: () => {
      menu.resetSelectedOption()
      setSearch('')
      setStandIn('')
    },
    onDropdownOpen: () => menu.focusSearchInput(),
  })
  const { data } = useQuery({ ...apiQuery('/mails/variables'), staleTime: 60_000 })
  const shown = (data?.variables ?? []).filter((variable) => matches(variable, search))
  const choose = (name: string) => {
    menu.closeDropdown()
    onInsert(variableText(name, standIn))
  }
  return (
    <Combobox store={menu} onOptionSubmit={choose} width={300} position="bottom-start" withinPortal>
      <Combobox.Target withAriaAttributes={false}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconBraces size={14} aria-hidden />}
          onClick={() => menu.toggleDropdown()}
          aria-haspopup="listbox"
          aria-expanded={menu.dropdownOpened}
        >
          Variable
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value)
            menu.selectFirstOption()
          }}
          placeholder="Search variables"
          aria-label="Search variables"
        />
        <Group px="sm" py={6} gap="xs" wrap="nowrap">
          <Text size="xs" c="dimmed" id="default-of-variable">
            Default
          </Text>
          <TextInput
            size="xs"
            flex={1}
            value={standIn}
            onChange={(event) => setStandIn(event.currentTarget.value)}
            placeholder="there"
            aria-labelledby="default-of-variable"
          />
        </Group>
        <Combobox.Options aria-label="Variables">
          <ScrollArea.Autosize mah={280} type="scroll">
            {GROUPS.map(({ of, label }) => {
              const some = shown.filter((variable) => variable.of === of)
              return some.length === 0 ? null : (
                <Combobox.Group label={label} key={of}>
                  {some.map(({ name, description }) => (
                    <Combobox.Option value={name} key={name}>
                      <Text size="sm">{name}</Text>
                      {description !== null && (
                        <Text size="xs" c="dimmed">
                          {description}
                        </Text>
                      )}
                    </Combobox.Option>
                  ))}
                </Combobox.Group>
              )
            })}
            {shown.length === 0 && <Combobox.Empty>No variable of this name</Combobox.Empty>}
          </ScrollArea.Autosize>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
