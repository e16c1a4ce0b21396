import { Select, type SelectProps } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'

/** What a webhook is told of. */
export const EventSelect = (props: Omit<SelectProps, 'data'>) => {
  const events = useQuery(apiQuery('/webhook-events'))
  const items = events.data?.items ?? []
  const about = items.find(({ name }) => name === props.value)?.description
  return (
    <Select
      label="Told of"
      description={about}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={items.map(({ name }) => ({ value: name, label: name === '*' ? 'Everything' : name }))}
      searchable
      allowDeselect={false}
      nothingFoundMessage="There is no such event."
      {...props}
    />
  )
}
