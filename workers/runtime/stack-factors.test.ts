import { expect, it } from 'vitest';
import { readFactor, wordsOfFactor } from '../../src/domain/catalog/stack-factor-words.ts';
import { STACK_EXPERT_FACTORS, STACK_FACTORS, STACK_MEMORY_FACTORS, STACK_PROGRAM_FACTORS } from './stack-factors.ts';

const ALL = [...STACK_FACTORS, ...STACK_EXPERT_FACTORS, ...STACK_PROGRAM_FACTORS, ...STACK_MEMORY_FACTORS];

it.each(ALL)('$name has a label, a unit where its name says one, and words for a switch', ({ name, fallback }) => {
  const words = wordsOfFactor(name);
  expect(words.label).not.toBe(name);
  if (/Seconds/.test(name)) expect(words.unit).toBe('s');
  if (/Bytes/.test(name)) expect(words.unit).toBe('bytes');
  const shown = readFactor(words, fallback);
  expect(shown).toBe(words.choices === undefined ? fallback : words.choices[fallback]);
  expect(shown).toBeDefined();
});

it('gives every factor a label of its own', () => {
  expect(new Set(ALL.map(({ name }) => wordsOfFactor(name).label)).size).toBe(ALL.length);
});
