import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * How the desktop program is put together: main and its worker as modules, one CommonJS preload script (sandboxed ones can be
 * nothing else), and the window.
 */
export default defineConfig({
  main: {
    build: {
      outDir: here('./out/main'),
      externalizeDeps: true,
      rolldownOptions: { input: { index: here('./main/hosts/electron/main.ts'), worker: here('./main/worker.ts') } },
    },
  },
  preload: {
    build: {
      outDir: here('./out/preload'),
      rolldownOptions: {
        input: { index: here('./main/hosts/electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('./renderer'),
    base: './',
    plugins: [svelte({ configFile: here('./svelte.config.js') })],
    build: {
      outDir: here('./out/renderer'),
      target: 'chrome140',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1500,
      rolldownOptions: { input: { index: here('./renderer/index.html') } },
    },
  },
});
