import { Button, Group, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type AnswerOf, api, formErrors, useApiMutation } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import { LANGUAGES, type PageWords, readLanguage } from './languages.ts'
import { PagePreview } from './page-preview.tsx'

const PARTS = ['language', 'name', 'title', 'question', 'button', 'done'] as const
const NAMES = Object.fromEntries(PARTS.map((part) => [`unsubscribePage.${part}`, part]))

type Values = { language: string } & Record<Exclude<(typeof PARTS)[number], 'language'>, string>

const wordsOf = ({ language, ...texts }: Values): PageWords => {
  const own = (text: string): string | null => (text.trim() === '' ? null : text.trim())
  return {
    language: readLanguage(language),
    name: own(texts.name),
    title: own(texts.title),
    question: own(texts.question),
    button: own(texts.button),
    done: own(texts.done),
  }
}

/** The company's own words, with the page as it would be beside them. */
export const UnsubscribeForm = ({ settings }: { settings: AnswerOf<'get', '/settings'> }) => {
  const { language, name, title, question, button, done } = settings.unsubscribePage
  const form = useForm<Values>({
    initialValues: {
      ...{ language, name: name ?? '', title: title ?? '', question: question ?? '' },
      ...{ button: button ?? '', done: done ?? '' },
    },
  })
  const save = useApiMutation({
    mutate: (values: Values) => api.patch('/settings', { body: { unsubscribePage: wordsOf(values) } }),
    changes: ['/settings'],
    done: 'The page is saved.',
    onDone: (_answer, saved) => form.resetDirty(saved),
    onFailed: (error) => {
      const errors = formErrors(error, PARTS, NAMES)
      if (errors) form.setErrors(errors)
      return errors !== null
    },
  })
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
      <Section
        title="Words"
        about="What you leave empty stays as it comes with Cadenza. {name} and {address} are filled in."
      >
        <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
          <Stack>
            <Select
              label="Language"
              data={LANGUAGES}
              allowDeselect={false}
              {...form.getInputProps('language')}
            />
            <TextInput
              label="Who wrote"
              placeholder={settings.name}
              maxLength={100}
              {...form.getInputProps('name')}
            />
            <TextInput label="Heading" maxLength={100} {...form.getInputProps('title')} />
            <Textarea
              label="Question"
              autosize
              minRows={2}
              maxLength={600}
              {...form.getInputProps('question')}
            />
            <TextInput label="Button" maxLength={60} {...form.getInputProps('button')} />
            <Textarea
              label="Afterwards"
              autosize
              minRows={2}
              maxLength={600}
              {...form.getInputProps('done')}
            />
            <Group>
              <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
                Save
              </Button>
              <Button variant="default" disabled={!form.isDirty()} onClick={form.reset}>
                Discard
              </Button>
            </Group>
          </Stack>
        </form>
      </Section>
      <PagePreview words={wordsOf(form.values)} />
    </SimpleGrid>
  )
}
