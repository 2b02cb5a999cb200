import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** `unit` is everything that runs in Node alone; `flows` drives a real Chromium against the browser host. */
export default defineConfig({
  test: {
    reporters: ['default', './test/support/closingLine.ts'],
    projects: [
      {
        // Classes with runes (x.svelte.ts) are compiled for the tests that use them.
        plugins: [svelte()],
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/flows/**'], testTimeout: 30_000 },
      },
      {
        test: {
          name: 'flows',
          include: ['test/flows/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
