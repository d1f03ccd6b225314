import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { offlinePlugin } from './scripts/offline-plugin.ts';
import { securityPolicyPlugin } from './scripts/security-policy-plugin.ts';
import { assemblyModelPlugin } from './workers/build/assembly-model-plugin.ts';

// The base is relative so that the built page works on any static host, in any folder.
export default defineConfig({
  base: './',
  plugins: [react(), assemblyModelPlugin(), offlinePlugin(), securityPolicyPlugin()],
  worker: { format: 'es', plugins: () => [assemblyModelPlugin()] },
  build: { target: 'es2023' },
});
