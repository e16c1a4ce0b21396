import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const SERVER = 'http://127.0.0.1:3000'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    target: 'es2023',
    // scripts/build-web.mjs gives a folder of its own and moves what is new into dist.
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: false,
    // What loads what, for the bench of sizes; not served.
    manifest: true,
    // Fonts and pictures stay files: the policy lets data: in only for images.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_000,
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: Object.fromEntries(['/api', '/apis', '/page.css'].map((path) => [path, SERVER])),
  },
})
