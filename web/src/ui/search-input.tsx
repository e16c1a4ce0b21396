import { CloseButton, TextInput, type TextInputProps } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useShortcuts } from './shortcuts/index.ts'

type Props = Omit<TextInputProps, 'value' | 'onChange'> & {
  /** What is searched, for those who hear it: "Search prospects". */
  label: string
  value: string
  /** Called when the typing pauses. */
  onSearch(value: string): void
}

/** A field that searches while one types; `/` goes to it, Escape empties it. */
export const SearchInput = ({ label, value, onSearch, ...input }: Props) => {
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(value)
  const [given, setGiven] = useState(value)
  if (given !== value) {
    // The address changed: the way back, or a saved view.
    setGiven(value)
    setText(value)
  }
  const searchSoon = useDebouncedCallback(onSearch, 250)
  useShortcuts('Search', [{ keys: '/', label, run: () => field.current?.focus() }])
  const change = (next: string): void => {
    setText(next)
    searchSoon(next.trim())
  }
  return (
    <TextInput
      ref={field}
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
      rightSection={
        text !== '' && <CloseButton size="sm" aria-label="Empty the search" onClick={() => change('')} />
      }
      value={text}
      onChange={({ currentTarget }) => change(currentTarget.value)}
      onKeyDown={({ key, currentTarget }) => {
        if (key !== 'Escape') return
        if (text === '') currentTarget.blur()
        else change('')
      }}
      {...input}
    />
  )
}
