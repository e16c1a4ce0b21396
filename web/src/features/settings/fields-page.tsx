import { Stack } from '@mantine/core'
import { PageHeader } from '#ui/page-header.tsx'
import { CustomFields } from './labels/custom-fields.tsx'
import { Lists } from './labels/lists.tsx'
import { Tags } from './labels/tags.tsx'

/** What prospects are sorted by; all of it is everybody's. */
export const FieldsPage = () => (
  <>
    <PageHeader title="Lists, tags and fields" about="Shared by the whole company." />
    <Stack gap="lg">
      <Lists />
      <Tags />
      <CustomFields />
    </Stack>
  </>
)
