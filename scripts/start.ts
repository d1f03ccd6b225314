/** `npm start`: builds the app, serves it on the next free local port and prints the address. */
import { build, preview } from 'vite';

await build({ logLevel: 'warn' });
const server = await preview({
  logLevel: 'warn',
  // Addresses by number: where `localhost` means ::1 alone, half of all programs would not find it.
  preview: { host: process.env.HOST ?? '127.0.0.1', port: Number(process.env.PORT ?? 4173), strictPort: false },
});
console.log(`\nTrainyard is built and served at ${server.resolvedUrls?.local[0] ?? ''}\nPress Ctrl+C to stop.`);
