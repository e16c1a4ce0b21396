import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { HttpServer } from '#platform/http/index.ts'
import { DOCS_SCRIPT } from './docs-script.ts'
import { DOCS_STYLE } from './docs-style.ts'

const PATH = '/api/docs'

/** Files of this server only, and no framing; the page writes styles into elements, never into attributes of markup. */
const POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': ["'self'", 'data:'],
  'connect-src': "'self'",
  'form-action': "'none'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
}

/** `/api/docs`: a page on which both APIs can be read and tried, by Swagger UI, which this server brings itself. It needs no key. */
export const addApiDocs = (server: HttpServer, documents: readonly { name: string; url: string }[]): void => {
  server.register(async (docs: HttpServer) => {
    // What the plugin asks for; it has no document of its own to show.
    await docs.register(swagger)
    docs.addHook('onSend', (request, reply, payload, done) => {
      if (request.url.includes('/static/')) reply.header('cache-control', 'max-age=300')
      done(null, payload)
    })
    await docs.register(swaggerUi, {
      routePrefix: PATH,
      staticCSP: POLICY,
      logo: { type: 'image/svg+xml', content: LOGO, href: '/' },
      theme: {
        title: 'Cadenza: the APIs',
        css: [{ filename: 'docs.css', content: DOCS_STYLE }],
        js: [{ filename: 'docs.js', content: DOCS_SCRIPT }],
      },
      uiConfig: {
        urls: [...documents],
        docExpansion: 'list',
        deepLinking: true,
        tryItOutEnabled: false,
        displayRequestDuration: true,
        filter: true,
        persistAuthorization: false,
        defaultModelsExpandDepth: 0,
      },
      transformSpecification: () => ({ message: 'The documents are named on the page.', documents }),
    })
  })
}

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="150" height="40" viewBox="0 0 150 40"><path fill="#9db4ff" d="M5 17h5v7H5zm8-7h5v20h-5zm8-5h5v30h-5zm8 8h5v13h-5z"/><text x="44" y="27" fill="#ffffff" font-family="system-ui,sans-serif" font-size="21" font-weight="650">Cadenza</text></svg>`
