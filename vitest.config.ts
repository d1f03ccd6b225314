import { defineConfig } from 'vitest/config';
import { assemblyModelPlugin } from './workers/build/assembly-model-plugin.ts';

export default defineConfig({
  plugins: [assemblyModelPlugin()],
  test: {
    environment: 'node',
    include: [
      'src/**/*.test.{ts,tsx}',
      'workers/**/*.test.ts',
      'bench/**/*.test.ts',
      'scripts/**/*.test.ts',
      'public/**/*.test.ts',
    ],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
