// A process of its own for tests: adds to the number in a file, in turns with others, or takes a turn or the server's lock for good.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ensureDataFolder, locksFolder, takeServerLock, takeTurn } from '#platform/data-folder/index.ts'

const [dataDir = '', what = ''] = process.argv.slice(2)
const forGood = async () => {
  process.stdout.write('held\n')
  await pause(600_000)
}

await ensureDataFolder(dataDir)
const locks = locksFolder(dataDir)
if (what === 'server') {
  await takeServerLock(dataDir)
  await forGood()
} else if (what === 'turn') {
  await takeTurn(locks, forGood)
} else {
  const file = join(dataDir, 'number')
  for (let round = 0; round < Number(what); round += 1) {
    await takeTurn(locks, async () => {
      const number = Number(await readFile(file, 'utf8').catch(() => '0'))
      await pause(1)
      await writeFile(file, String(number + 1))
    })
  }
}
