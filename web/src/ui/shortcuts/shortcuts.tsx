import { createContext, type ReactNode, use, useEffect, useId, useState } from 'react'
import { keyOf, matchKeys } from './match-keys.ts'

export type Shortcut = {
  /** `j`, `Mod+Enter`, or keys one after the other: `g p`. */
  keys: string
  label: string
  run(): void
  /** Also while a text is typed; for combinations with Mod. */
  whileTyping?: boolean
}

export type ShortcutGroup = { name: string; shortcuts: readonly Shortcut[] }

/** What is shown now and its keys, by the id of the part that gives them; what was shown first comes first. */
type Registry = Map<string, ShortcutGroup>

const Shortcuts = createContext<Registry | null>(null)

/** How long the second key of `g p` may take, in milliseconds. */
const PAUSE = 1_200

/** Listens to the keyboard for all shortcuts of what is shown. */
export const ShortcutsProvider = ({ children }: { children: ReactNode }) => {
  const [registry] = useState<Registry>(() => new Map())
  useEffect(() => listen(() => [...registry.values()].flatMap(({ shortcuts }) => shortcuts)), [registry])
  return <Shortcuts value={registry}>{children}</Shortcuts>
}

const useRegistry = (): Registry => {
  const registry = use(Shortcuts)
  if (registry === null) throw new Error('useShortcuts wants a ShortcutsProvider around it.')
  return registry
}

/**
 * Gives the shown part of a page its keys, listed under `?` below `name`. Where two parts give one key, the one shown later has it. They
 * rest while a text is typed or a dialog is open.
 */
export const useShortcuts = (name: string, shortcuts: readonly Shortcut[]): void => {
  const registry = useRegistry()
  const id = useId()
  // After every rendering, so that the functions are those of the last.
  useEffect(() => {
    registry.set(id, { name, shortcuts })
  })
  useEffect(() => () => void registry.delete(id), [registry, id])
}

/** What the keyboard does at this moment, for the list under `?`. */
export const useShortcutGroups = (): (() => ShortcutGroup[]) => {
  const registry = useRegistry()
  return () => [...registry.values()].filter(({ shortcuts }) => shortcuts.length > 0)
}

/** Returns what ends it. */
const listen = (shortcutsNow: () => readonly Shortcut[]): (() => void) => {
  let pressed: string[] = []
  let lastAt = 0
  const onKey = (event: KeyboardEvent): void => {
    if (
      event.defaultPrevented ||
      event.isComposing ||
      ['Shift', 'Control', 'Meta', 'Alt'].includes(event.key)
    )
      return
    const isResting = isTyping(event.target) || isDialogOpen() || isPressing(event)
    const shortcuts = shortcutsNow().filter(({ whileTyping }) => !isResting || whileTyping)
    if (event.timeStamp - lastAt > PAUSE) pressed = []
    lastAt = event.timeStamp
    pressed.push(keyOf(event))
    const all = shortcuts.map(({ keys }) => keys)
    const found = matchKeys(pressed, all) ?? matchKeys(pressed.slice(-1), all)
    if (found === 'beginning') {
      pressed = pressed.slice(-1)
      return
    }
    pressed = []
    if (found === null) return
    event.preventDefault()
    shortcuts.findLast(({ keys }) => keys === found.match)?.run()
  }
  document.addEventListener('keydown', onKey)
  return () => document.removeEventListener('keydown', onKey)
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [role=combobox]') !== null)

/** Enter and the space bar press the button or open the link that has the focus. */
const isPressing = ({ key, target }: KeyboardEvent): boolean =>
  (key === 'Enter' || key === ' ') &&
  target instanceof Element &&
  target.closest('a, button, summary, [role=menuitem], [role=tab]') !== null

const isDialogOpen = (): boolean => document.querySelector('[role=dialog], [role=alertdialog]') !== null
