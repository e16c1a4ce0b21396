import { SegmentedControl, useMantineColorScheme } from '@mantine/core'

const CHOICES = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'Auto' },
] as const

/** Light, dark, or as the system has it; remembered in this browser. */
export const ColorSchemeChoice = () => {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label="Colours"
      data={[...CHOICES]}
      value={colorScheme}
      onChange={(value) => setColorScheme(CHOICES.find((choice) => choice.value === value)?.value ?? 'auto')}
    />
  )
}
