const ASCII = (text: string): number[] => [...text].map((one) => one.charCodeAt(0))

type Mark = { at: number; octets: readonly number[] }

/** How the files begin: PNG (ISO/IEC 15948, 5.2), JPEG (ISO/IEC 10918-1, B.1), GIF89a (section 17), WebP (RFC 9649, 2.4). */
const MARKS: readonly { type: string; marks: readonly Mark[] }[] = [
  { type: 'image/png', marks: [{ at: 0, octets: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] }] },
  { type: 'image/jpeg', marks: [{ at: 0, octets: [0xff, 0xd8, 0xff] }] },
  { type: 'image/gif', marks: [{ at: 0, octets: ASCII('GIF8') }] },
  {
    type: 'image/webp',
    marks: [
      { at: 0, octets: ASCII('RIFF') },
      { at: 8, octets: ASCII('WEBP') },
    ],
  },
]

/** Of which kind a picture is by its first bytes, whatever it was declared as; undefined for all that is none that we show, such as SVG. */
export const pictureType = (content: Uint8Array): string | undefined =>
  MARKS.find(({ marks }) =>
    marks.every(({ at, octets }) => octets.every((octet, index) => content[at + index] === octet)),
  )?.type
