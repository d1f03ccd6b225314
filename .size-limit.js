/** Budgets of what the build makes, gzip. "First load" is what the page itself names, whatever the chunks are called. */
import { readFileSync } from 'node:fs';

const page = readFileSync('dist/index.html', 'utf8');
const named = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map((match) => `dist/${match[1]}`);

export default [
  { name: 'first load: scripts', path: named.filter((path) => path.endsWith('.js')), limit: '350 kB', gzip: true },
  { name: 'first load: styles', path: named.filter((path) => path.endsWith('.css')), limit: '20 kB', gzip: true },
  { name: 'engine worker', path: 'dist/assets/engine.worker-*.js', limit: '25 kB', gzip: true },
  { name: 'report worker', path: 'dist/assets/report.worker-*.js', limit: '250 kB', gzip: true },
  { name: 'layout worker', path: 'dist/assets/layout.worker-*.js', limit: '60 kB', gzip: true },
  { name: 'performance model (WASM)', path: 'dist/assets/*.wasm', limit: '40 kB', gzip: true },
];
