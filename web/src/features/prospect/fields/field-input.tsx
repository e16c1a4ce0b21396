import { Autocomplete, TextInput } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { sentenceOf } from '#api/index.ts'

type Props = {
  label: string
  value: string
  options: readonly string[] | undefined
  onSave(value: string): Promise<unknown>
  onClose(): void
}

/** The input of a field while it is edited; leaving it saves, too. */
export const FieldInput = ({ label, value, options, onSave, onClose }: Props) => {
  const [text, setText] = useState(value)
  const [error, setError] = useState<string | null>(null)
  const [isSaving, setSaving] = useState(false)
  const save = async (given: string): Promise<void> => {
    if (isSaving) return
    if (given.trim() === value.trim()) {
      onClose()
      return
    }
    setSaving(true)
    try {
      await onSave(given.trim())
      onClose()
    } catch (failure) {
      setError(sentenceOf(failure))
      setSaving(false)
    }
  }
  const input = {
    size: 'sm',
    'aria-label': label,
    value: text,
    error,
    autoFocus: true,
    'data-autofocus': true,
    // Not disabled: that would take the focus away, and with it the keys.
    readOnly: isSaving,
    onBlur: () => {
      // What was refused stays open until it is corrected or left by Escape.
      if (error === null || text.trim() === value.trim()) void save(text)
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose()
      if (event.key === 'Enter') void save(text)
    },
  }
  const change = (next: string): void => {
    setText(next)
    setError(null)
  }
  return options === undefined ? (
    <TextInput {...input} onChange={({ currentTarget }) => change(currentTarget.value)} />
  ) : (
    <Autocomplete
      {...input}
      data={[...new Set(options)]}
      limit={30}
      onChange={change}
      onOptionSubmit={(chosen) => void save(chosen)}
    />
  )
}
