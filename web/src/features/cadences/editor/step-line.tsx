import { useState } from 'react'
import { offerUndo } from '#ui/undo.tsx'
import type { Checks } from '../types.ts'
import { AddStep } from './add-step.tsx'
import { copyStep } from './copy-step.ts'
import { type Draft, indexOfStep, insertStep, moveStep, removeStep, type Step } from './draft.ts'
import { ofStep } from './mistakes.ts'
import { newStep, type StepChoice } from './new-step.ts'
import { StepCard } from './step-card.tsx'
import { dayMarks, stepNumbers, stepTitle } from './step-words.ts'
import classes from './steps.module.css'
import type { CadenceStore } from './use-draft.ts'

type Props = {
  draft: Draft
  edit: CadenceStore['edit']
  openKey: string | undefined
  onOpen(key: string | undefined): void
  isReadOnly: boolean
  checks: Checks
}

const focusStep = (key: string): void =>
  void requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-step="${CSS.escape(key)}"]`)?.focus(),
  )

/** The steps below each other, to open, move, add and remove. */
export const StepLine = ({ draft, edit, openKey, onOpen, isReadOnly, checks }: Props) => {
  const [dragged, setDragged] = useState<string | null>(null)
  const [target, setTarget] = useState<string | null>(null)
  const numbers = stepNumbers(draft.steps)
  const days = dayMarks(draft.steps, draft.settings)

  const add = (index: number, choice: StepChoice): void => {
    const step = newStep(choice, draft, index)
    edit((now) => insertStep(now, index, step))
    onOpen(step.key)
  }
  const move = (key: string, to: number): void => {
    edit((now) => moveStep(now, key, to))
    focusStep(key)
  }
  const remove = (step: Step, index: number): void => {
    edit((now) => removeStep(now, step.key))
    if (openKey === step.key) onOpen(undefined)
    const next = draft.steps[index + 1] ?? draft.steps[index - 1]
    if (next) focusStep(next.key)
    const undo = (): void => {
      edit((now) =>
        indexOfStep(now, step.key) < 0 ? insertStep(now, Math.min(index, now.steps.length), step) : now,
      )
      onOpen(step.key)
    }
    offerUndo({ message: `“${stepTitle(step)}” is removed.`, onUndo: undo })
  }
  const drop = (key: string): void => {
    if (dragged !== null && dragged !== key) {
      const from = indexOfStep(draft, dragged)
      const onto = indexOfStep(draft, key)
      move(dragged, from < onto ? onto - 1 : onto)
    }
    setDragged(null)
    setTarget(null)
  }

  return (
    <div>
      <ol className={classes.list} aria-label="Steps">
        {draft.steps.map((step, index) => (
          <li
            className={classes.item}
            key={step.key}
            draggable={!isReadOnly}
            onDragStart={() => setDragged(step.key)}
            onDragOver={(event) => {
              if (dragged === null) return
              event.preventDefault()
              setTarget(step.key)
            }}
            onDrop={(event) => {
              event.preventDefault()
              drop(step.key)
            }}
            onDragEnd={() => {
              setDragged(null)
              setTarget(null)
            }}
          >
            {index > 0 && (
              <div className={classes.gap}>
                {!isReadOnly && (
                  <span data-quiet>
                    <AddStep label={`Add before ${stepTitle(step)}`} onAdd={(choice) => add(index, choice)} />
                  </span>
                )}
              </div>
            )}
            <StepCard
              step={step}
              number={numbers.get(step.key)}
              day={days.get(step.key)}
              isOpen={openKey === step.key}
              isReadOnly={isReadOnly}
              mistakes={ofStep(checks.mistakes, index).length}
              onOpen={() => onOpen(step.key)}
              onMove={(by) => move(step.key, index + by)}
              onDuplicate={() => {
                const copy = copyStep(step)
                edit((now) => insertStep(now, index + 1, copy))
                onOpen(copy.key)
              }}
              onRemove={() => remove(step, index)}
              isDragged={dragged === step.key}
              isTarget={target === step.key && dragged !== step.key}
            />
          </li>
        ))}
      </ol>
      {!isReadOnly && (
        <>
          {draft.steps.length > 0 && <div className={classes.gap} />}
          <AddStep label="Add a step" onAdd={(choice) => add(draft.steps.length, choice)} isLast />
        </>
      )}
    </div>
  )
}
