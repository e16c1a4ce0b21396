export {
  type Shortcut,
  type ShortcutGroup,
  ShortcutsProvider,
  useShortcutGroups,
  useShortcuts,
} from './shortcuts.tsx'
