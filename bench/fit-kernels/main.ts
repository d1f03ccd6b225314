/** Fits the laws of kernels on the tables of measured ones and prints values and errors: `npm run --silent fit:kernels`. */
import { fitAttention } from './attention.ts';
import { fitCollectives } from './collectives.ts';

fitAttention();
fitCollectives(process.argv.includes('--write'));
