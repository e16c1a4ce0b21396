import { UnsubscribePagePreview, UnsubscribePageSettings } from '@cadenza/contracts'
import { type Accounts, callerOf, checkUnsubscribePage } from '#modules/accounts/index.ts'
import { type HttpServer, PAGE_STYLE } from '#platform/http/index.ts'
import { pageWords } from './page-words.ts'
import { unsubscribedPage, unsubscribePage } from './unsubscribe-page.ts'

/** A frame that stands alone cannot load the style sheet. */
const STYLE = { markup: `<style>${PAGE_STYLE}</style>` }

/** `/unsubscribe-page/preview` of the app's API. */
export const addUnsubscribePageRoutes = (
  server: HttpServer,
  { getSettings }: Pick<Accounts, 'getSettings'>,
): void => {
  server.post(
    '/unsubscribe-page/preview',
    {
      schema: {
        operationId: 'previewUnsubscribePage',
        summary: 'What people see who unsubscribe, with these words; nothing is saved',
        tags: ['company'],
        body: UnsubscribePageSettings,
        response: { 200: UnsubscribePagePreview },
      },
    },
    async (request) => {
      const { companyId, email } = callerOf(request)
      const { name } = await getSettings({ companyId })
      const page = checkUnsubscribePage(request.body)
      const acceptLanguage = request.headers['accept-language']
      const words = pageWords({ company: name, page, acceptLanguage })
      const shown = { words, toAddress: email, style: STYLE }
      return { asks: unsubscribePage(shown), done: unsubscribedPage(shown) }
    },
  )
}
