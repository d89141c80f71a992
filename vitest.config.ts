import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Engines bring their own threads; two workers fill the two cores of the smallest machine.
    maxWorkers: 2,
  },
});
