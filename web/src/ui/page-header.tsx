import { Anchor, Group, Stack, Text, Title } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { PageTitle } from './page-title.tsx'

type Props = {
  /** Also the title of the document. */
  title: string
  /** What stands beside the title: a state, a count. */
  beside?: ReactNode
  /** One line below the title. */
  about?: ReactNode
  /** Buttons at the right; the first-ranked last. */
  actions?: ReactNode
  /** The page above this one. */
  back?: { to: LinkProps['to']; label: string }
}

/** The head of every page: its name, what can be done on it, and the way back. */
export const PageHeader = ({ title, beside, about, actions, back }: Props) => (
  <Stack gap={4} mb="lg">
    <PageTitle title={title} />
    {back && (
      <Anchor renderRoot={(props) => <Link to={back.to} {...props} />} size="sm" c="dimmed" w="fit-content">
        <Group gap={4} wrap="nowrap">
          <IconArrowLeft size={14} aria-hidden />
          {back.label}
        </Group>
      </Anchor>
    )}
    <Group justify="space-between" align="center" gap="sm">
      <Group gap="sm" miw={0}>
        <Title order={1} tabIndex={-1} id="page-title">
          {title}
        </Title>
        {beside}
      </Group>
      {actions && <Group gap="xs">{actions}</Group>}
    </Group>
    {about && (
      <Text c="dimmed" size="sm">
        {about}
      </Text>
    )}
  </Stack>
)
