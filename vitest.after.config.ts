import { defineConfig } from 'vitest/config';

/** What is looked at once all other tests have run: scripts/test.ts starts it with what they left in .build/test. */
export default defineConfig({ test: { include: ['test/after/*.after.ts'] } });
