import { expect, it } from 'vitest';
import { fileStem } from './file-stem.ts';

it.each([
  ['Llama 3 405B on 16,384 H100', 'llama-3-405b-on-16-384-h100'],
  ['Größe / ../etc', 'grosse-etc'],
  ['Идея № 7', 'идея-no-7'],
  ['日本', '日本'],
  ['///', 'plan'],
  ['a'.repeat(80), 'a'.repeat(60)],
])('%s', (name, stem) => {
  expect(fileStem(name)).toBe(stem);
});
