import sanitizeHtml from 'sanitize-html'

export type SanitisedMail = {
  html: string
  /** Pictures of other servers that were left out; asking for them tells these servers that the mail was read. */
  blockedImages: number
  /** Pictures that were sent along, which only the mailbox has. */
  missingImages: number
  /** What the HTML calls pictures that were sent along. */
  contentIds: Set<string>
}

/**
 * HTML of a mail, reduced to what text and layout need (a closed list of elements, attributes and styles): no scripts, forms, frames, SVG or
 * style sheets, nothing that loads by itself but pictures, and these from other servers only with `remoteImages`. Links keep http, https,
 * mailto and tel, and open outside; without `links` they are text. Shown in a sandboxed frame beside, because one wall is not enough.
 * `attached` has the pictures that were sent along as `data:` addresses, by their Content-IDs.
 */
export const sanitiseMail = (
  html: string,
  {
    remoteImages = false,
    links = true,
    attached = new Map(),
  }: { remoteImages?: boolean; links?: boolean; attached?: ReadonlyMap<string, string> } = {},
): SanitisedMail => {
  let blockedImages = 0
  let missingImages = 0
  let inserted = 0
  const contentIds = new Set<string>()
  const picture = (_tag: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag => {
    const { src = '', ...others } = attribs
    const kind = kindOfSource(src)
    if (kind === 'inline' || (kind === 'remote' && remoteImages))
      return { tagName: 'img', attribs: { ...others, src: src.trim() } }
    if (kind === 'remote') blockedImages++
    if (kind === 'attached') {
      const contentId = contentIdOf(src)
      const data = attached.get(contentId)
      contentIds.add(contentId)
      // It came out of the mail too, so it is judged like an address that stood there.
      if (data !== undefined && inserted + data.length <= MOST_INSERTED && kindOfSource(data) === 'inline') {
        inserted += data.length
        return { tagName: 'img', attribs: { ...others, src: data } }
      }
      missingImages++
    }
    return { tagName: 'img', attribs: others }
  }
  const link = (_tag: string, { href = '', title = '' }: sanitizeHtml.Attributes): sanitizeHtml.Tag =>
    links && SAFE_LINK.test(href.trim())
      ? {
          tagName: 'a',
          attribs: { href: href.trim(), title, target: '_blank', rel: 'noopener noreferrer nofollow' },
        }
      : { tagName: 'span', attribs: {} }
  const clean = sanitizeHtml(html.slice(0, LONGEST), {
    allowedTags: TAGS,
    allowedAttributes: ATTRIBUTES,
    allowedStyles: { '*': STYLES },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: remoteImages ? ['data', 'https', 'http'] : ['data'] },
    allowProtocolRelative: false,
    nonTextTags: HIDDEN,
    nestingLimit: MOST_NESTED,
    transformTags: { img: picture, a: link },
  })
  return { html: clean, blockedImages, missingImages, contentIds }
}

const LONGEST = 1_000_000
const MOST_NESTED = 100
/** Of pictures that were sent along, in characters: one that is shown a thousand times would be written a thousand times. */
const MOST_INSERTED = 20_000_000

const SAFE_LINK = /^(?:https?:\/\/|mailto:|tel:)/i
const INLINE_PICTURE = /^data:image\/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]+$/i

const kindOfSource = (src: string): 'inline' | 'remote' | 'attached' | 'none' => {
  const source = src.trim()
  if (INLINE_PICTURE.test(source)) return 'inline'
  if (/^https?:\/\//i.test(source)) return 'remote'
  return /^cid:/i.test(source) ? 'attached' : 'none'
}

/** Of a `cid:` address, in which some characters may stand as %xx (RFC 2392, section 2). */
const contentIdOf = (src: string): string => {
  const id = src.trim().slice('cid:'.length)
  try {
    return decodeURIComponent(id)
  } catch {
    // Not escaped, then.
    return id
  }
}

/** Elements whose text is not for reading. */
const HIDDEN = [
  ...[
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'title',
    'template',
    'svg',
    'math',
    'iframe',
    'object',
  ],
  ...['xmp', 'noembed', 'noframes', 'select', 'head'],
]

const TAGS = [
  ...[
    'p',
    'div',
    'span',
    'br',
    'hr',
    'pre',
    'code',
    'blockquote',
    'center',
    'font',
    'address',
    'section',
    'article',
  ],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'dl', 'dt', 'dd'],
  ...[
    'b',
    'strong',
    'i',
    'em',
    'u',
    's',
    'strike',
    'del',
    'ins',
    'small',
    'big',
    'sub',
    'sup',
    'mark',
    'tt',
    'q',
  ],
  ...['a', 'img', 'table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
]

const CELL = ['align', 'valign', 'bgcolor', 'width', 'height', 'colspan', 'rowspan']
const ATTRIBUTES = {
  '*': ['style', 'dir', 'lang', 'align'],
  a: ['href', 'title', 'target', 'rel'],
  img: ['src', 'alt', 'width', 'height', 'title'],
  font: ['color', 'face', 'size'],
  table: ['width', 'height', 'bgcolor', 'border', 'cellpadding', 'cellspacing'],
  td: CELL,
  th: CELL,
  tr: CELL,
  col: ['width', 'span'],
  ol: ['start', 'type'],
}

/** Words, numbers, units and colours; no `url()` and nothing else that calls, escapes or nests. */
const PLAIN = [/^(?:[\w\s#.,%!'"+-]|(?:rgb|hsl)a?\([\d\s,.%/]+\))+$/i]
const STYLES = Object.fromEntries(
  [
    ...['color', 'background', 'background-color', 'opacity', 'direction', 'text-align', 'text-decoration'],
    ...[
      'text-transform',
      'text-indent',
      'letter-spacing',
      'line-height',
      'white-space',
      'word-break',
      'vertical-align',
    ],
    ...[
      'font',
      'font-family',
      'font-size',
      'font-style',
      'font-weight',
      'width',
      'height',
      'max-width',
      'min-width',
    ],
    ...[
      'max-height',
      'min-height',
      'display',
      'border-collapse',
      'border-spacing',
      'border-radius',
      'table-layout',
    ],
    ...['list-style', 'list-style-type', 'float', 'clear', 'overflow-wrap'],
    ...['', '-top', '-right', '-bottom', '-left'].flatMap((side) => [
      `margin${side}`,
      `padding${side}`,
      `border${side}`,
    ]),
    ...['border-color', 'border-style', 'border-width'],
  ].map((property) => [property, PLAIN]),
)
