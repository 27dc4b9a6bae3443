import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const server = process.env.MINGZHANG_SERVER ?? 'http://localhost:8080'

// Nothing is inlined, so that the pages run under a policy without inline script or style.
export default defineConfig({
  plugins: [vue()],
  base: '/',
  build: {
    target: ['chrome109', 'firefox115'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
  },
  server: { proxy: { '/api': server, '/test': server, '/problems': server } },
  test: { include: ['test/**/*.test.ts'], environment: 'node' },
} as Parameters<typeof defineConfig>[0])
