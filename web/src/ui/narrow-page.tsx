import { Box, Center, Paper, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { Brand } from './brand.tsx'
import { PageTitle } from './page-title.tsx'

type Props = { title: string; about?: ReactNode; children: ReactNode; width?: number }

/** A page outside of the shell: the brand, a sentence, a form. */
export const NarrowPage = ({ title, about, children, width = 420 }: Props) => (
  <Center component="main" mih="100dvh" p="md" bg="var(--app-sunken)">
    <PageTitle title={title} />
    <Stack w="100%" maw={width} gap="lg">
      <Center>
        <Brand size={26} />
      </Center>
      <Paper withBorder radius="lg" p={{ base: 'lg', xs: 'xl' }} shadow="xs">
        <Title order={1} mb={about ? 4 : 'lg'}>
          {title}
        </Title>
        {about && (
          <Text c="dimmed" size="sm" mb="lg" component="div">
            {about}
          </Text>
        )}
        <Box>{children}</Box>
      </Paper>
    </Stack>
  </Center>
)
