import { Button } from '@mantine/core'
import { IconArrowLeft, IconListDetails } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { apiQuery } from '#api/index.ts'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { EmptyState } from '#ui/states/index.ts'
import { readCadenceSearch } from '../cadence-search.ts'
import { changeMail, type Draft, indexOfStep, replaceStep } from './draft.ts'
import { MailStepEditor } from './mail-step-editor.tsx'
import { NO_CHECKS, ofStep } from './mistakes.ts'
import { StepLine } from './step-line.tsx'
import { stepNumbers, TASK_NAMES } from './step-words.ts'
import classes from './steps.module.css'
import { TaskStepEditor } from './task-step-editor.tsx'
import type { CadenceStore } from './use-draft.ts'
import { WaitStepEditor } from './wait-step-editor.tsx'

type Props = { cadenceId: string; draft: Draft; edit: CadenceStore['edit']; isReadOnly: boolean }

/** The steps in a line, and the one that is open beside it. */
export const StepsTab = ({ cadenceId, draft, edit, isReadOnly }: Props) => {
  const search = useSearch({ from: '/app/cadences/$cadenceId' })
  const navigate = useNavigate()
  const { data: checks = NO_CHECKS } = useQuery(
    apiQuery('/cadences/{id}/checks', { params: { path: { id: cadenceId } } }),
  )
  const chosen = draft.steps.find(
    ({ key, id }) => key === search.step || (id !== undefined && id === search.step),
  )
  // Where there is room the first stands beside the line until another is chosen.
  const openStep = chosen ?? draft.steps[0] ?? null
  const open = (step: string | undefined): void => {
    const { step: _before, ...rest } = search
    void navigate({
      to: '/cadences/$cadenceId',
      params: { cadenceId },
      search: { ...rest, ...(step !== undefined && { step }) },
      replace: true,
      resetScroll: false,
    })
  }
  // A step that is new is named by its key until it is saved; the address should hold for the next visit, too.
  const lasting = chosen?.id !== undefined && chosen.id !== search.step ? chosen.id : undefined
  useEffect(() => {
    if (lasting === undefined) return
    void navigate({
      to: '/cadences/$cadenceId',
      params: { cadenceId },
      search: (before) => readCadenceSearch({ ...before, step: lasting }),
      replace: true,
      resetScroll: false,
    })
  }, [lasting, cadenceId, navigate])
  const go = (by: number): void => {
    const index = openStep ? indexOfStep(draft, openStep.key) + by : 0
    const next = draft.steps[Math.min(Math.max(index, 0), draft.steps.length - 1)]
    if (next) open(next.key)
  }
  useShortcuts('Steps', [
    { keys: 'j', label: 'Next step', run: () => go(1) },
    { keys: 'k', label: 'Step before', run: () => go(-1) },
  ])
  const index = openStep ? indexOfStep(draft, openStep.key) : -1
  const told = { mistakes: ofStep(checks.mistakes, index), findings: ofStep(checks.findings, index) }
  const number = openStep ? stepNumbers(draft.steps).get(openStep.key) : undefined
  return (
    <div className={classes.columns}>
      <div className={classes.line} data-hidden={chosen ? true : undefined}>
        <StepLine
          draft={draft}
          edit={edit}
          openKey={openStep?.key}
          onOpen={open}
          isReadOnly={isReadOnly}
          checks={checks}
        />
      </div>
      <section aria-label="The step that is open" className={chosen ? undefined : classes.beside}>
        {chosen && (
          <Button
            className={classes.back}
            variant="subtle"
            size="compact-sm"
            mb="sm"
            leftSection={<IconArrowLeft size={14} aria-hidden />}
            onClick={() => open(undefined)}
          >
            All steps
          </Button>
        )}
        {openStep?.kind === 'mail' && (
          <MailStepEditor
            key={openStep.key}
            step={openStep}
            title={`Step ${number}: Mail`}
            index={index}
            isFirstMail={draft.steps.find(({ kind }) => kind === 'mail')?.key === openStep.key}
            unsubscribe={draft.settings.unsubscribe}
            onChange={(change) => edit((now) => changeMail(now, openStep.key, change))}
            isReadOnly={isReadOnly}
            told={told}
          />
        )}
        {openStep?.kind === 'wait' && (
          <WaitStepEditor
            key={openStep.key}
            step={openStep}
            onChange={(step) => edit((now) => replaceStep(now, step))}
            isReadOnly={isReadOnly}
            told={told}
          />
        )}
        {openStep?.kind === 'task' && (
          <TaskStepEditor
            key={openStep.key}
            step={openStep}
            title={`Step ${number}: ${TASK_NAMES[openStep.task]}`}
            onChange={(step) => edit((now) => replaceStep(now, step))}
            isReadOnly={isReadOnly}
            told={told}
          />
        )}
        {!openStep && <NoSteps isReadOnly={isReadOnly} />}
      </section>
    </div>
  )
}

const NoSteps = ({ isReadOnly }: { isReadOnly: boolean }) => (
  <EmptyState
    icon={IconListDetails}
    title="No steps yet"
    text={
      isReadOnly
        ? 'Its owner has not written any.'
        : 'Add a first mail. Then a wait, and a follow-up that goes on in the same thread.'
    }
  />
)
