import { html } from '#platform/http/index.ts'

/** The body of a mail of the program's own: lines, and a link. Braces are written so that no template language reads them. */
export const letterHtml = ({ lines, link }: { lines: readonly string[]; link: string }): string =>
  html`${lines.map((line) => html`<p>${line}</p>`)}<p><a href="${link}">${link}</a></p>`.markup
    .replaceAll('{', '&#123;')
    .replaceAll('}', '&#125;')
