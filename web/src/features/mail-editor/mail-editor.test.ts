import { describe, expect, it } from 'vitest'
import { plainLiquid, variableText } from './liquid.ts'
import { isSimpleHtml } from './simple-html.ts'

describe('Liquid', () => {
  it('is left as it was typed, and nothing beside it', () => {
    expect(
      plainLiquid('<p>a &gt; b {% if Seats &gt; 5 %}{{ Name | default: "A &amp; B" }}{% endif %}</p>'),
    ).toBe('<p>a &gt; b {% if Seats > 5 %}{{ Name | default: "A & B" }}{% endif %}</p>')
  })

  it('names variables of several words in brackets, and keeps quotes out of a default', () => {
    expect(variableText('FirstName')).toBe('{{ FirstName }}')
    expect(variableText('FirstName', ' there ')).toBe('{{ FirstName | default: "there" }}')
    expect(variableText('Plan level', 'a "b"')).toBe(`{{ ["Plan level"] | default: "a 'b'" }}`)
  })
})

describe('a body', () => {
  it('of text, lists and links is simple', () => {
    for (const body of [
      '',
      'Hello',
      '<p>Hi {{ FirstName | default: "<b>" }},<br />see <a href="https://a.example/?a=1&amp;b=2">this</a></p>',
      '<ul><li><p>One</p></li></ul>',
      '{% if Seats > 5 %}<p>Many</p>{% endif %}',
    ])
      expect(isSimpleHtml(body)).toBe(true)
  })

  it('that the text editor would change is not', () => {
    for (const body of [
      '<table><tr><td>x</td></tr></table>',
      '<p style="color: red">x</p>',
      '<a href="x" class="button">x</a>',
      '<img src="x">',
      '<!-- note --><p>x</p>',
      '<div>x</div>',
    ])
      expect(isSimpleHtml(body)).toBe(false)
  })
})
