/** `npm start`: builds the app and serves it on the next free local port; vite prints the address. */
import { build, preview } from 'vite';

await build({ logLevel: 'warn' });
const server = await preview({ preview: { port: Number(process.env.PORT ?? 4173), strictPort: false } });
console.log('\nTrainyard is built and served at:');
server.printUrls();
console.log('  Press Ctrl+C to stop.');
