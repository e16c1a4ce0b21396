import { createSpotlight } from '@mantine/spotlight'

/** Whether the palette is open; apart from what it shows, which loads after the page. */
export const [paletteStore, palette] = createSpotlight()

export const openPalette = (): void => palette.open()
