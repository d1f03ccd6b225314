import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startStaticServer } from '../../scripts/static-server.ts';

import { BUILT_APP } from './built-app.ts';

/** Serves the built bundle for one run of the end-to-end tests; its address goes to the tests by the environment. */
export default async function serveBuiltApp(): Promise<() => Promise<void>> {
  if (!existsSync(join(BUILT_APP, 'index.html'))) throw new Error('There is no built app: run `npm run build` first.');
  const server = await startStaticServer(BUILT_APP);
  process.env.TRAINYARD_URL = server.url;
  return () => server.stop();
}
