import { expect, it } from 'vitest'
import { htmlToText } from './html-to-text.ts'

it.each([
  ['<p>Hello <b>Ann</b></p><p>Second</p>', 'Hello Ann\n\nSecond'],
  ['a<br>b', 'a\nb'],
  ['<a href="https://acme.test/x">our page</a>', 'our page <https://acme.test/x>'],
  ['<a href="https://acme.test">https://acme.test</a>', 'https://acme.test'],
  ['<img src="x" alt="logo">text', 'text'],
  ['<h1>Title</h1>', 'Title'],
  ['&lt;b&gt; &amp; &uuml;', '<b> & ü'],
  ['<style>p{}</style><script>x()</script>text', 'text'],
  ['<p>unclosed <b>tags', 'unclosed tags'],
  ['', ''],
])('%j reads as %j', (html, text) => {
  expect(htmlToText(html).trim()).toBe(text)
})
