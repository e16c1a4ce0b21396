import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { User } from './choose-launch.ts'
import type { Postmaster } from './postmaster.ts'
import { prepareSocketFolder, SOCKET_PORT } from './socket-folder.ts'

/** The name of the database's one user, and of its database. */
export const DATABASE_USER = 'cadenza'
export const DATABASE_NAME = 'cadenza'

/** Where PostgreSQL listens: a socket in a private folder, or, on Windows, a port of the loopback with a password. */
export type Address = { socketFolder: string } | { port: number; password: string }

/** The address for a server about to start; the same as last time wherever that is possible, for others may still hold it. */
export const prepareAddress = async (dataDir: string, owner: User | undefined): Promise<Address> =>
  process.platform === 'win32'
    ? { port: await preparePort(dataDir), password: await preparePassword(dataDir) }
    : { socketFolder: await prepareSocketFolder(dataDir, owner) }

/** The address of a server that runs. */
export const addressOf = async (postmaster: Postmaster, dataDir: string): Promise<Address> =>
  process.platform === 'win32'
    ? { port: postmaster.port, password: await preparePassword(dataDir) }
    : { socketFolder: postmaster.socketFolder }

export const urlOf = (address: Address, database = DATABASE_NAME): string =>
  'port' in address
    ? `postgresql://${DATABASE_USER}:${address.password}@127.0.0.1:${address.port}/${database}?sslmode=disable`
    : `postgresql:///${database}?host=${encodeURIComponent(address.socketFolder)}&port=${SOCKET_PORT}&user=${DATABASE_USER}&sslmode=disable`

/** The settings that make PostgreSQL listen there and nowhere else. */
export const listenSettings = (address: Address): Record<string, string> =>
  'port' in address
    ? { listen_addresses: '127.0.0.1', port: String(address.port), unix_socket_directories: '' }
    : {
        listen_addresses: '',
        port: String(SOCKET_PORT),
        unix_socket_directories: address.socketFolder,
        unix_socket_permissions: '0700',
      }

export const passwordFile = (dataDir: string): string => join(dataDir, 'postgres.password')

const preparePassword = async (dataDir: string): Promise<string> => {
  const path = passwordFile(dataDir)
  const kept = await readFile(path, 'utf8').catch(() => '')
  if (kept) return kept
  const password = randomBytes(24).toString('base64url')
  await writeFile(path, password, { mode: 0o600 })
  return password
}

const preparePort = async (dataDir: string): Promise<number> => {
  const note = join(dataDir, 'postgres.port')
  const noted = Number(await readFile(note, 'utf8').catch(() => '0'))
  const port = (noted > 0 && (await listenOnce(noted))) || (await listenOnce(0))
  if (!port) throw new Error('no port of the loopback is free')
  if (port !== noted) await writeFile(note, String(port))
  return port
}

/** The port if it is free, or for 0 one that is. */
const listenOnce = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined))
    })
  })
