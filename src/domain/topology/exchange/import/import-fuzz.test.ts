/** Hostile texts: no throw, an answer in words, bounded work. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../../cli/load-catalog.ts';
import { checkDrawing } from '../../../plan/check-drawing.ts';
import { BlockSchema, LinkSchema } from '../../../plan/plan-document.ts';
import { drawNetwork } from './draw-network.ts';
import { createChoices } from './import-choices.ts';
import { readNetwork } from './read-network.ts';
import { IMPORT_FORMATS, type ImportFormat, recognizeFormat } from './recognize-format.ts';

const index = loadCatalog();
const FIXTURES = new URL('../fixtures/', import.meta.url);
const samples = readdirSync(FIXTURES).map((name) => readFileSync(new URL(name, FIXTURES), 'utf8'));

/** Whatever the text: an answer, and a drawing that a plan may hold. */
function check(text: string, format: ImportFormat): 'drawn' | 'refused' {
  const read = readNetwork(text, format);
  if ('problem' in read) {
    expect(read.problem.what.length).toBeGreaterThan(0);
    expect(read.problem.what.length).toBeLessThan(600);
    expect(read.problem.mend.length).toBeGreaterThan(0);
    if (read.problem.line !== null) {
      expect(read.problem.line).toBeGreaterThanOrEqual(1);
      expect(read.problem.line).toBeLessThanOrEqual(text.split(/\r\n|\n|\r/).length);
    }
    return 'refused';
  }
  const drawn = drawNetwork(read, createChoices(read, index, 'dgx-h100'), index);
  if ('problem' in drawn) return 'refused';
  expect(checkDrawing(drawn.drawing)).toEqual([]);
  for (const block of Object.values(drawn.drawing.blocks)) v.parse(BlockSchema, block);
  for (const link of Object.values(drawn.drawing.links)) v.parse(LinkSchema, link);
  return 'drawn';
}

const noise = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    ',',
    ':',
    '\n',
    '\t',
    '  - ',
    '*a',
    '&a ',
    '<<: ',
    '0',
    '-',
    '__proto__',
    'NV18',
    'Nodes=',
    '[1-9]',
    'constructor',
  ),
);

const mutated = fc
  .tuple(
    fc.constantFrom(...samples),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 30 }), noise), { minLength: 1, maxLength: 5 }),
  )
  .map(([text, edits]) =>
    edits.reduce((current, [at, cut, added]) => {
      const place = at % (current.length + 1);
      return current.slice(0, place) + added + current.slice(place + cut);
    }, text),
  );

describe('hostile texts', () => {
  it('mutated samples are drawn or refused in words', () => {
    let drawn = 0;
    fc.assert(
      fc.property(mutated, fc.constantFrom(null, ...IMPORT_FORMATS), (text, forced) => {
        const format = forced ?? recognizeFormat(text);
        if (format !== null && check(text, format) === 'drawn') drawn++;
      }),
      { numRuns: 1500 },
    );
    // Else the property would hold for readers that refuse all.
    expect(drawn).toBeGreaterThan(50);
  });

  it('random texts are refused in words', () => {
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 40 }), fc.constantFrom(...IMPORT_FORMATS), (parts, format) => {
        check(parts.join(''), format);
      }),
      { numRuns: 1500 },
    );
  });

  /** Processor time for five megabytes; a machine that does nothing else takes a tenth. */
  const MOST_MICROSECONDS = 15_000_000;
  const bulky: readonly (readonly [string, ImportFormat, () => string])[] = [
    [
      'equal leaves',
      'slurm',
      () =>
        lines(60_000, (at) => `SwitchName=leaf-with-a-long-name-${at} Nodes=compute-node[${at * 16}-${at * 16 + 15}]`),
    ],
    [
      'unequal leaves',
      'slurm',
      () =>
        lines(
          60_000,
          (at) => `SwitchName=leaf-with-a-long-name-${at} Nodes=compute-node[${at * 16}-${at * 16 + (at % 16)}]`,
        ),
    ],
    [
      'switches below each other',
      'slurm',
      () => `SwitchName=s0 Nodes=n1\n${lines(45_000, (at) => `SwitchName=s${at + 1} Switches=s${at}`)}`,
    ],
    [
      'a long host list',
      'slurm',
      () => `SwitchName=a Nodes=${lines(400_000, (at) => `node${at * 2}`).replaceAll('\n', ',')}`,
    ],
    ['a wide product of ranges', 'slurm', () => 'SwitchName=a Nodes=r[1-9999]c[1-9999]n[1-9999]'],
    ['open brackets', 'containerlab', () => `topology: ${'['.repeat(4_000_000)}`],
    ['aliases of aliases', 'containerlab', createAliasBomb],
    ['many links', 'containerlab', createManyLinks],
    [
      'many cables',
      'netbox-csv',
      () =>
        `side_a_device,side_a_name,side_b_device,side_b_name\n${lines(200_000, (at) => `h${at % 9_000},p${at},s${(at % 9_000) % 300},q${at}`)}`,
    ],
    ['a quote that stays open', 'netbox-csv', () => `name,role\n"${'a,b\n'.repeat(1_000_000)}`],
    ['a wide matrix', 'gpu-matrix', () => `\t${Array.from({ length: 200_000 }, (_, at) => `GPU${at}`).join('\t')}`],
    ['blank', 'netbox-yaml', () => ' '.repeat(5_000_000)],
  ];
  it.each(bulky)(
    '%s (%s) take bounded time',
    (_, format, create) => {
      const text = create();
      const before = process.cpuUsage();
      check(text, format);
      const { user, system } = process.cpuUsage(before);
      expect(user + system).toBeLessThan(MOST_MICROSECONDS);
    },
    60_000,
  );

  it('texts beyond the limit are refused at once', () => {
    expect(check('SwitchName=a Nodes=b\n'.repeat(500_000), 'slurm')).toBe('refused');
  });
});

function lines(count: number, write: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => write(at)).join('\n');
}

function createAliasBomb(): string {
  const letters = [...'abcdefghijklmnop'];
  const levels = letters
    .slice(1)
    .map((letter, at) => `${letter}: &${letter} [${Array(9).fill(`*${letters[at]}`).join(', ')}]`);
  return `a: &a {endpoints: ["x:1", "y:1"]}\n${levels.join('\n')}\ntopology:\n  nodes: {x: {kind: linux}, y: {kind: srl}}\n  links: *p\n`;
}

function createManyLinks(): string {
  const nodes = lines(8_000, (at) => `    host${at}: {kind: linux}`);
  return `topology:\n  nodes:\n${nodes}\n    leaf: {kind: srl}\n  links:\n${lines(90_000, (at) => `    - endpoints: ["host${at % 8_000}:eth${at}", "leaf:e1-${at}"]`)}`;
}
