import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores: more workers than that only make the timing of PostgreSQL and Chromium suites unsteady.
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      // What decides and what writes; the doors above are driven end to end.
      thresholds: {
        'src/{domain,config,rules,reviewers,registry,insights,messages,github,store,handlers}/**/*.ts': { lines: 90 },
      },
    },
  },
});
