import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiQuery, type ItemOf } from '#api/index.ts'

type Prospect = ItemOf<'/prospects'>

const labelOf = ({ fullName, firstName, lastName, company, email }: Prospect): string => {
  const name = fullName ?? [firstName, lastName].filter(Boolean).join(' ')
  return [name || email, company].filter(Boolean).join(' · ')
}

/** One prospect, found by words of his fields. */
export const ProspectPicker = ({
  value,
  onChange,
}: {
  value: string | null
  onChange(prospectId: string | null): void
}) => {
  const [search, setSearch] = useState('')
  const [settled] = useDebouncedValue(search, 250)
  const [chosen, setChosen] = useState<Prospect | null>(null)
  const words = chosen && settled === labelOf(chosen) ? '' : settled.trim()
  const { data, isFetching } = useQuery({
    ...apiQuery('/prospects', { params: { query: { limit: 20, ...(words !== '' && { search: words }) } } }),
    placeholderData: keepPreviousData,
  })
  const found = data?.items ?? []
  const options = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found
  return (
    <Select
      size="xs"
      label="Shown for"
      placeholder={isFetching ? 'Looking …' : 'Choose a prospect'}
      data={options.map((prospect) => ({ value: prospect.id, label: labelOf(prospect) }))}
      value={value}
      onChange={(id) => {
        setChosen(options.find((one) => one.id === id) ?? null)
        onChange(id)
      }}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options: all }) => all}
      nothingFoundMessage="Nobody is found by these words"
      maxDropdownHeight={260}
    />
  )
}
