/**
 * Fits the laws of kernels on the tables of measured ones and prints values and errors: `npm run --silent fit:kernels`. With `--write` the
 * catalogue takes the values of matrix products over.
 */
import { fitAttention } from './attention.ts';
import { fitCollectives } from './collectives.ts';
import { fitProducts } from './products.ts';

fitProducts(process.argv.includes('--write'));
fitAttention();
fitCollectives(process.argv.includes('--write'));
