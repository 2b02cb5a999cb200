import { defineConfig } from 'vitest/config';

/** `unit` is everything that runs in Node alone; `flows` drives a real Chromium against the browser host. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/flows/**'], testTimeout: 30_000 } },
      { test: { name: 'flows', include: ['test/flows/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false } },
    ],
  },
});
