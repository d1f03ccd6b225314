import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The base is relative so that the built page works on any static host, in any folder.
export default defineConfig({
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: { target: 'es2023', sourcemap: true },
});
