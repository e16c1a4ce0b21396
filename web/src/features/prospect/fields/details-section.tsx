import { Button, Divider, Stack, Title } from '@mantine/core'
import { useState } from 'react'
import { Section } from '#ui/section.tsx'
import type { Prospect } from '../types.ts'
import { CustomFields } from './custom-fields.tsx'
import { EditableField } from './editable-field.tsx'
import { FIELD_GROUPS, type FieldGroup } from './field-groups.ts'
import { ListField } from './list-field.tsx'
import { OutcomeField } from './outcome-field.tsx'
import { OwnerField } from './owner-field.tsx'
import { TagsField } from './tags-field.tsx'
import { TimeZoneField } from './time-zone-field.tsx'
import { useChangeProspect } from './use-change-prospect.ts'

/** Everything written down about a prospect, each edited where it stands. */
export const DetailsSection = ({ prospect }: { prospect: Prospect }) => {
  const [isWhole, setWhole] = useState(false)
  return (
    <Section title="Details">
      <Stack gap="md">
        <Stack gap={2}>
          <EmailField prospect={prospect} />
          <OwnerField prospect={prospect} />
          <ListField prospect={prospect} />
          <TagsField prospect={prospect} />
          <OutcomeField prospect={prospect} />
        </Stack>
        {FIELD_GROUPS.map((group) => (
          <FieldsOf key={group.name} group={group} prospect={prospect} isWhole={isWhole} />
        ))}
        <Stack gap={2}>
          <TimeZoneField prospect={prospect} />
        </Stack>
        <CustomFields prospect={prospect} />
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          onClick={() => setWhole(!isWhole)}
          w="fit-content"
        >
          {isWhole ? 'Show fewer fields' : 'Show all fields'}
        </Button>
      </Stack>
    </Section>
  )
}

const EmailField = ({ prospect }: { prospect: Prospect }) => {
  const { mutateAsync } = useChangeProspect(prospect.id)
  return <EditableField label="Email" value={prospect.email} onSave={(email) => mutateAsync({ email })} />
}

type GroupProps = { group: FieldGroup; prospect: Prospect; isWhole: boolean }

const FieldsOf = ({ group, prospect, isWhole }: GroupProps) => {
  const { mutateAsync } = useChangeProspect(prospect.id)
  const shown = [...group.fields, ...group.more.filter(({ name }) => isWhole || prospect[name])]
  return (
    <Stack gap={2} component="section" aria-label={group.name}>
      <Divider mb={6} />
      <Title order={3} size="h4" mb={2}>
        {group.name}
      </Title>
      {shown.map(({ name, label, isLink }) => (
        <EditableField
          key={name}
          label={label}
          isLink={isLink}
          value={prospect[name] ?? ''}
          onSave={(value) => mutateAsync({ [name]: value })}
        />
      ))}
    </Stack>
  )
}
