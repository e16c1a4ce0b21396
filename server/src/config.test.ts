import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { type ConfigFlags, readConfig } from './config.ts'

const read = (env: Record<string, string> = {}, flags: ConfigFlags = {}) =>
  readConfig({ env, flags, cwd: '/somewhere' })
const checkout = resolve(import.meta.dirname, '../..')

test('has a default for everything', () => {
  expect(read()).toEqual({
    demo: false,
    port: 3000,
    host: '127.0.0.1',
    dataDir: join(checkout, 'data'),
    databaseUrl: undefined,
    publicUrl: undefined,
    secretKey: undefined,
    logLevel: 'info',
    logFormat: undefined,
    roles: ['api', 'engine', 'mail', 'jobs'],
    workingDir: '/somewhere',
    smtpPassword: undefined,
    imapPassword: undefined,
    klentyApiKey: undefined,
    webhooksAllowPrivate: false,
    metricsToken: undefined,
    metricsPort: undefined,
    metricsAddresses: false,
    callLimits: { perKey: 6_000, perAddress: 600, signIn: 10 },
    trustedProxies: 0,
  })
})

test('reads the environment; a flag goes before it, an empty variable counts for nothing', () => {
  expect(
    read({ PORT: '8080', HOST: '::1', LOG_LEVEL: '', ROLES: 'mail, api' }, { port: '9090' }),
  ).toMatchObject({
    port: 9090,
    host: '::1',
    logLevel: 'info',
    roles: ['api', 'mail'],
  })
  expect(read({ PUBLIC_URL: 'https://sales.example.com/', SECRET_KEY: 'x'.repeat(32) })).toMatchObject({
    publicUrl: 'https://sales.example.com',
    secretKey: 'x'.repeat(32),
  })
  for (const url of [
    'postgresql://a:b@h:5432/c',
    'postgres://h/c?sslmode=require',
    'postgresql:///c?host=/tmp',
  ])
    expect(read({ DATABASE_URL: url }).databaseUrl).toBe(url)
})

test('the demo has a folder of its own unless one is named', () => {
  expect(read({}, { demo: true }).dataDir).toBe(join(checkout, 'data-demo'))
  expect(read({ DATA_DIR: 'mine' }, { demo: true }).dataDir).toBe('/somewhere/mine')
})

test('relative paths refer to where the user stood when npm ran the script', () => {
  const npm = { INIT_CWD: '/home/me', DATA_DIR: 'd' }
  expect(read({ ...npm, npm_lifecycle_event: 'cadenza' }).dataDir).toBe('/home/me/d')
  expect(read({ ...npm, npm_lifecycle_event: 'test' }).dataDir).toBe('/somewhere/d')
})

test.each([
  ['PORT', 'eighty', /^PORT is "eighty", but it must be a whole number from 0 to 65535/],
  ['PORT', '70000', /^PORT is "70000"/],
  ['PORT', '-1', /^PORT is "-1"/],
  ['HOST', 'http://x', /^HOST is "http:\/\/x", but it must be the address or name/],
  ['HOST', '1.2.3', /^HOST is "1.2.3"/],
  [
    'DATABASE_URL',
    'mysql://root:secret@h/x',
    /^DATABASE_URL is not the address of a PostgreSQL database; it must look like/,
  ],
  ['DATABASE_URL', 'postgresql://u:secret@h:5432', /^DATABASE_URL names no database/],
  ['PUBLIC_URL', 'sales.example.com', /^PUBLIC_URL is "sales.example.com", but it must be the https address/],
  ['PUBLIC_URL', 'https://x.test/?a=1', /^PUBLIC_URL is/],
  ['SECRET_KEY', 'secret', /^SECRET_KEY has 6 characters, but it must have at least 32/],
  ['LOG_LEVEL', 'loud', /^LOG_LEVEL is "loud", but it must be one of fatal/],
  ['RATE_LIMIT_PER_KEY', 'many', /^RATE_LIMIT_PER_KEY is "many", but it must be a whole number/],
  ['TRUSTED_PROXIES', '-1', /^TRUSTED_PROXIES is "-1", but it must be a whole number/],
  ['ROLES', 'api,cook', /^ROLES is "api,cook", but it must be a list of api, engine, mail, jobs/],
])('%s=%s is refused in one sentence', (variable, value, sentence) => {
  expect(() => read({ [variable]: value })).toThrow(sentence)
  expect(() => read({ [variable]: value })).toThrow(expect.objectContaining({ field: variable }))
})

test('no sentence repeats a secret', () => {
  for (const variable of ['DATABASE_URL', 'SECRET_KEY'])
    expect(() => read({ [variable]: 'ftp://user:hunter2@x' })).not.toThrow('hunter2')
})

test('names the flag when the flag was wrong', () => {
  expect(() => read({}, { logLevel: 'x' })).toThrow(/^--log-level is "x"/)
})
