import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '#api/index.ts'

type Props = { value: string; error: string | undefined; onChange(owner: string): void }

/** Who gets the rows that name no owner. */
export const OwnerChoice = ({ value, error, onChange }: Props) => {
  const { data } = useQuery(apiQuery('/members'))
  return (
    <NativeSelect
      label="Owner"
      description="Of rows that name none"
      data={[
        { value: '', label: 'Me for new ones; others keep theirs' },
        ...(data?.items ?? []).map(({ email, name }) => ({ value: email, label: name || email })),
      ]}
      value={value}
      error={error}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
