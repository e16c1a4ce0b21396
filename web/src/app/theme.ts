import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  Loader,
  type MantineColorsTuple,
  Modal,
  Notification,
  Table,
  Tooltip,
} from '@mantine/core'

/** The one accent: a deep green that white text is readable on from shade 6. */
const accent: MantineColorsTuple = [
  '#eef9f6',
  '#d7f0e9',
  '#abe0d2',
  '#7acdb8',
  '#4db49c',
  '#2b9981',
  '#137a66',
  '#0f6656',
  '#0e5347',
  '#0b4038',
]

const gray: MantineColorsTuple = [
  '#f8f9f9',
  '#f1f3f2',
  '#e6e9e8',
  '#d9dddc',
  '#c3c9c7',
  '#9ba3a1',
  '#6d7674',
  '#515958',
  '#363d3c',
  '#202625',
]

const dark: MantineColorsTuple = [
  '#dbe0de',
  '#bcc3c1',
  '#9da6a3',
  '#717a77',
  '#4a5250',
  '#39403e',
  '#2a302e',
  '#1c2120',
  '#151918',
  '#0f1211',
]

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  colors: { accent, gray, dark },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.3' },
      h2: { fontSize: '1.125rem', lineHeight: '1.4' },
      h3: { fontSize: '1rem', lineHeight: '1.45' },
      h4: { fontSize: '0.875rem', lineHeight: '1.5' },
    },
  },
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    Loader: Loader.extend({ defaultProps: { type: 'dots' } }),
    // Buttons that close have no name of their own.
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.4 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: true } }),
  },
})

/** What Mantine chooses too pale to be read (WCAG AA asks for 4.5 to 1). */
export const cssVariables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#59625f',
    '--mantine-color-placeholder': '#66706d',
    '--mantine-color-error': colors.red[9],
    '--mantine-color-orange-light-color': '#a83a08',
    '--mantine-color-anchor': accent[7],
    '--app-line': gray[2],
    '--app-sunken': gray[0],
  },
  dark: {
    '--mantine-color-dimmed': '#a2aba8',
    '--mantine-color-placeholder': '#929b98',
    '--mantine-color-error': colors.red[4],
    '--mantine-color-anchor': accent[3],
    '--app-line': dark[5],
    '--app-sunken': dark[8],
  },
})
