import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../../cli/load-catalog.ts';
import { placeDrawing } from '../../../canvas/placed-drawing.ts';
import { checkDrawing } from '../../../plan/check-drawing.ts';
import type { Drawing } from '../../../plan/plan-document.ts';
import { compileNetwork } from '../../compile-network.ts';
import { countAccelerators } from '../../summarize-drawing.ts';
import { drawNetwork } from './draw-network.ts';
import { createChoices, type ImportChoices, listHostKinds } from './import-choices.ts';
import { readNetwork } from './read-network.ts';
import { type ImportFormat, recognizeFormat } from './recognize-format.ts';

const index = loadCatalog();
const FIXTURES = new URL('../fixtures/', import.meta.url);
const sample = (name: string): string => readFileSync(new URL(name, FIXTURES), 'utf8');

function draw(text: string, change: Partial<ImportChoices> = {}, format = recognizeFormat(text)) {
  if (format === null) throw new Error('not recognised');
  const read = readNetwork(text, format);
  if ('problem' in read) throw new Error(read.problem.what);
  const drawn = drawNetwork(read, { ...createChoices(read, index, 'dgx-h100'), ...change }, index);
  if ('problem' in drawn) throw new Error(drawn.problem.what);
  return drawn;
}

/** Blocks as `parent/name×count`, links as `from→to×cables pattern`. */
function outline({ blocks, links }: Drawing): string[] {
  const nameOf = (id: string | null): string => (id === null ? '' : (blocks[id]?.name ?? '?'));
  return [
    ...Object.values(blocks).map((block) => `${nameOf(block.parent)}/${block.name}×${block.count}`),
    ...Object.values(links).map(
      (link) => `${nameOf(link.from)}→${nameOf(link.to)}×${link.cablesPerInstance} ${link.pattern} ${link.catalogId}`,
    ),
  ].sort();
}

function problemOf(text: string, format: ImportFormat) {
  const read = readNetwork(text, format);
  if (!('problem' in read)) throw new Error('was read');
  expect(read.problem.what).not.toBe('');
  expect(read.problem.mend).not.toBe('');
  return read.problem;
}

describe('every sample', () => {
  const formats: Record<string, ImportFormat> = {
    conf: 'slurm',
    yml: 'containerlab',
    csv: 'netbox-csv',
    txt: 'gpu-matrix',
  };
  for (const name of readdirSync(FIXTURES)) {
    it(`${name} is recognised, drawn and sound`, () => {
      const text = sample(name);
      const expected = name.endsWith('netbox.yml') ? 'netbox-yaml' : formats[name.split('.').at(-1) ?? ''];
      expect(recognizeFormat(text)).toBe(expected);
      const { drawing } = draw(text);
      expect(checkDrawing(drawing)).toEqual([]);
      expect(placeDrawing(drawing).blocks.length).toBe(Object.keys(drawing.blocks).length);
      const { total } = countAccelerators(drawing, index);
      expect(total).toBeGreaterThan(0);
      const network = compileNetwork(drawing, index);
      expect(network.problems).toEqual([]);
      expect(network.accelerators).toBe(total);
    });
  }

  it('recognises nothing in other texts', () => {
    for (const text of [
      '',
      'hello',
      '{"model_type": "llama"}',
      '{"format":"trainyard-plan"}',
      'a,b\n1,2',
      'name: x\nvalue: 1',
    ]) {
      expect(recognizeFormat(text), text).toBeNull();
    }
  });
});

describe('Slurm', () => {
  it('folds equal leaves and keeps the odd one', () => {
    expect(outline(draw(sample('two-tiers.topology.conf')).drawing)).toEqual([
      '/Row of leaf4×1',
      '/Row×3',
      '/spine×1',
      'Row of leaf4/gpu×8',
      'Row of leaf4/leaf4×1',
      'Row/gpu×16',
      'Row/leaf×1',
      'gpu→leaf4×8 single ib-ndr',
      'gpu→leaf×8 single ib-ndr',
      'leaf4→spine×64 single ib-ndr',
      'leaf→spine×128 single ib-ndr',
    ]);
  });

  it('makes counted blocks of a thousand equal leaves', () => {
    const leaves = Array.from({ length: 1000 }, (_, at) => `SwitchName=leaf${at} Nodes=n[${at * 32}-${at * 32 + 31}]`);
    const { drawing } = draw([...leaves, 'SwitchName=core Switches=leaf[0-999]'].join('\n'));
    expect(outline(drawing)).toEqual([
      '/Row×1000',
      '/core×1',
      'Row/leaf×1',
      'Row/n×32',
      'leaf→core×256 single ib-ndr',
      'n→leaf×8 single ib-ndr',
    ]);
    expect(countAccelerators(drawing, index).total).toBe(256_000);
  });

  it('nests three tiers, thins uplinks by the oversubscription, joins lines', () => {
    const { drawing, notes } = draw(sample('three-tiers.topology.conf'), { oversubscription: 2 });
    expect(outline(drawing)).toEqual([
      '/Pod×2',
      '/core×1',
      'Pod/Row×2',
      'Pod/pod×1',
      'Row/l×1',
      'Row/tray×8',
      'l→pod×32 single ib-ndr',
      'pod→core×32 single ib-ndr',
      'tray→l×8 single ib-ndr',
    ]);
    expect(notes.some(({ kind, message }) => kind === 'assumed' && message.includes('1 ÷ 2'))).toBe(true);
  });

  it('takes hosts of the block plugin together to racks', () => {
    const { drawing } = draw(sample('blocks.topology.conf'));
    expect(outline(drawing)).toContain('Row/nvl×1');
    expect(countAccelerators(drawing, index).total).toBe(288);
    const trays = draw(sample('blocks.topology.conf'), { systems: { nvl: 'gb200-nvl72-tray' } });
    expect(countAccelerators(trays.drawing, index).total).toBe(288);
    expect(outline(trays.drawing)).toContain('Row/nvl×18');
    const read = readNetwork(sample('two-tiers.topology.conf'), 'slurm');
    if ('problem' in read) throw new Error(read.problem.what);
    const choices = createChoices(read, index, 'dgx-h100');
    const odd = drawNetwork(read, { ...choices, systems: { gpu: 'gb200-nvl72' } }, index);
    expect('problem' in odd && odd.problem.what).toContain('18 hosts');
  });

  it.each([
    ['SwitchName=a Nodes=n[1-4\nSwitchName=b Nodes=m1', 1, 'brackets'],
    ['SwitchName=a Nodes=n[4-1]', 1, 'backwards'],
    ['# head\nSwitchName=a Nodes=n[1-4]\nSwitchName=top Switches=a,b', 3, '“b” is listed below “top”'],
    ['SwitchName=a Nodes=n[1-4]\nSwitchName=a Nodes=n[5-8]', 2, 'already defined on line 1'],
    ['SwitchName=a Nodes=n[01-08]\nSwitchName=b Nodes=n[08-16]', 2, 'Host “n08” is listed twice'],
    ['SwitchName=a Nodes=n[9-11]\nSwitchName=b Nodes=n10', 2, 'Host “n10” is listed twice'],
    ['SwitchName=a Switches=b\nSwitchName=b Switches=a', 1, 'below itself'],
    ['SwitchNmae=a Nodes=n1', 1, 'cannot begin with “SwitchNmae”'],
    ['SwitchName=a Nodes=n1 Speed=4', 1, '“speed” is not known'],
    ['SwitchName=a\nNodes n1', 2, 'no “Key=value”'],
    ['SwitchName=a Nodes=n[1-2000000]', 1, 'more than 1000000 hosts'],
    ['SwitchName=a Nodes=n1\nBlockName=b Nodes=n2', 2, 'one plugin'],
    ['# nothing', null, 'no switch'],
  ])('says what is wrong and where: %s', (text, line, words) => {
    const problem = problemOf(text, 'slurm');
    expect(problem.line).toBe(line);
    expect(`${problem.what} ${problem.mend}`).toContain(words);
  });

  it('tells padded names from others', () => {
    expect(() =>
      draw('SwitchName=a Nodes=n[1-9]\nSwitchName=b Nodes=n[01-09]\nSwitchName=c Switches=a,b'),
    ).not.toThrow();
  });
});

describe('containerlab', () => {
  it('reads groups, kinds, anchors and both ways to write an endpoint', () => {
    const { drawing, notes } = draw(sample('clos.clab.yml'));
    expect(outline(drawing)).toEqual([
      '/Row×4',
      '/spine×2',
      'Row/h×2',
      'Row/leaf×1',
      'h→leaf×1 single ib-ndr',
      'leaf→spine×2 spread ib-ndr',
    ]);
    expect(notes.filter(({ kind }) => kind === 'left-out').map(({ message }) => message)).toEqual([
      'Not drawn, since they manage and carry no traffic: mgmt-gw.',
      '2 links lead to the machine that runs the lab, or to what is not drawn.',
    ]);
  });

  it('sets one of an odd number of peers apart', () => {
    const pair = `topology:\n  nodes: {leaf1: {kind: ceos}, leaf2: {kind: ceos}, h1: {kind: linux}, h2: {kind: linux}}
  links: [{endpoints: ['leaf1:1', 'leaf2:1']}, {endpoints: ['h1:1', 'leaf1:2']}, {endpoints: ['h2:1', 'leaf2:2']}]`;
    const { drawing } = draw(pair);
    const cables = Object.values(drawing.links).reduce(
      (sum, link) => sum + link.cablesPerInstance * (drawing.blocks[link.from]?.count ?? 0),
      0,
    );
    expect(cables).toBe(3);
    expect(countAccelerators(drawing, index).total).toBe(16);
  });

  it('names the line of what is wrong', () => {
    expect(
      problemOf('topology:\n  nodes:\n    a: {kind: linux}\n  links:\n    - endpoints: ["a:1", "b:1"]', 'containerlab'),
    ).toMatchObject({
      line: 5,
      what: 'This link ends at “b”, which is no node of the lab.',
    });
    expect(problemOf('topology:\n  nodes:\n   a: {kind: linux\n', 'containerlab').line).toBeGreaterThan(1);
    expect(problemOf('topology:\n  nodes:\n    a: {}\n  links:\n    - endpoints: ["a:1"]', 'containerlab').line).toBe(
      5,
    );
    expect(problemOf('topology: {}', 'containerlab').what).toContain('no nodes');
  });
});

describe('NetBox', () => {
  it('reads rails from three tables with quoted names, and leaves power and management out', () => {
    const { drawing, notes } = draw(sample('rails.netbox.csv'));
    expect(outline(drawing)).toEqual([
      '/Row of rail1×1',
      '/spine1×1',
      '/spine2×1',
      '/store "fast", 1×1',
      'Row of rail1/dgx×4',
      'Row of rail1/rail×8',
      'dgx→rail×8 rails ib-ndr',
      'rail→spine1×2 single ib-ndr',
      'rail→spine2×2 single ib-ndr',
      'store "fast", 1→spine1×1 single roce-200',
    ]);
    expect(Object.values(drawing.blocks).find(({ name }) => name === 'rail')?.catalogId).toBe('qm9700');
    expect(notes.filter(({ kind }) => kind === 'left-out')).toHaveLength(3);
  });

  it('keeps sites apart, takes the slower end, reads nested YAML', () => {
    const { drawing } = draw(sample('two-sites.netbox.yml'));
    expect(outline(drawing)).toEqual([
      '/Alpha×1',
      '/Beta×1',
      'Alpha/Row of a-leaf×1',
      'Beta/Row of b-leaf×1',
      'Row of a-leaf/a-leaf×1',
      'Row of a-leaf/a×2',
      'Row of b-leaf/b-leaf×1',
      'Row of b-leaf/b1×1',
      'a-leaf→b-leaf×1 single roce-100',
      'a→a-leaf×1 single roce-400',
      'b1→b-leaf×1 single roce-400',
    ]);
    expect(Object.values(drawing.blocks).find(({ name }) => name === 'a')?.catalogId).toBe('dgx-h200');
  });

  it('finds switches by their cables where only cables are listed', () => {
    const rows = Array.from({ length: 12 }, (_, at) => `x${at},p1,y${at % 3},p${at}`);
    const { drawing, notes } = draw(['side_a_device,side_a_name,side_b_device,side_b_name', ...rows].join('\n'));
    expect(outline(drawing).slice(0, 3)).toEqual(['/Row×3', 'Row/x×4', 'Row/y×1']);
    expect(notes.some(({ kind, message }) => kind === 'assumed' && message.includes('15 devices'))).toBe(true);
  });

  it('names the line of what is wrong, past rows with line breaks inside', () => {
    const devices = 'name;role\n"two\nlines";server\nleaf1;leaf\n\n';
    const head = 'side_a_device;side_a_name;side_b_device;side_b_name\n';
    expect(problemOf(`${devices}${head}leaf1;1;nobody;2`, 'netbox-csv')).toMatchObject({ line: 7 });
    expect(problemOf('name,role\na,leaf\na,leaf', 'netbox-csv')).toMatchObject({ line: 3 });
    expect(problemOf('name,role\n"a,leaf', 'netbox-csv').line).toBe(2);
    expect(problemOf('what,ever\n1,2', 'netbox-csv').line).toBe(1);
  });
});

describe('nvidia-smi topo -m', () => {
  it('knows a system of the catalogue, whether tabs survived or not', () => {
    const text = sample('hgx.topo.txt');
    for (const variant of [text, text.replace(/\t/g, '   ')]) {
      const { drawing } = draw(variant);
      expect(outline(drawing)).toEqual(['/DGX/HGX H100×1']);
    }
    const named = draw(`GPU 0: NVIDIA H200 (UUID: GPU-0)\n${text}`);
    expect(outline(named.drawing)).toEqual(['/DGX/HGX H200×1']);
  });

  it('joins several nodes by a switch for each adapter', () => {
    const { drawing, notes } = draw(sample('hgx.topo.txt'), { nodes: 4 });
    expect(outline(drawing)).toEqual(['/DGX/HGX H100×4', '/Rail switch×8', 'DGX/HGX H100→Rail switch×8 rails ib-ndr']);
    expect(notes.some(({ kind, message }) => kind === 'assumed' && message.includes('8 switches'))).toBe(true);
    expect(compileNetwork(drawing, index).accelerators).toBe(32);
  });

  it('draws what no system has GPU by GPU, with its links', () => {
    const { drawing } = draw(sample('bridged-pairs.topo.txt'), { nodes: 2 });
    expect(outline(drawing)).toEqual([
      '/Node×2',
      '/Switch×1',
      'GPU0, GPU1→GPU0, GPU1×2 spread nvlink3',
      'GPU0, GPU1→PCIe×1 single pcie4x16',
      'GPU0, GPU1→Switch×1 spread ib-ndr',
      'GPU2, GPU3→GPU2, GPU3×2 spread nvlink3',
      'GPU2, GPU3→PCIe×1 single pcie4x16',
      'GPU2, GPU3→Switch×1 spread ib-ndr',
      'Node/GPU0, GPU1×2',
      'Node/GPU2, GPU3×2',
      'Node/PCIe×1',
    ]);
    expect(compileNetwork(drawing, index).problems).toEqual([]);
    expect(countAccelerators(drawing, index).total).toBe(8);
  });

  it('keeps the links of a cube mesh', () => {
    const { drawing } = draw(sample('cube-mesh.topo.txt'), { systems: { '': null } });
    const nvlinks = Object.values(drawing.links)
      .filter(({ catalogId }) => catalogId.startsWith('nvlink'))
      .reduce((sum, link) => sum + link.cablesPerInstance * (drawing.blocks[link.from]?.count ?? 0), 0);
    // Six links of eight GPUs, each shared by two.
    expect(nvlinks).toBe(24);
    expect(countAccelerators(drawing, index)).toMatchObject({ total: 8, acceleratorId: 'v100-sxm2-32gb' });
  });

  it.each([
    ['\tGPU0\tGPU1\nGPU0\t X \tNV4\nGPU1\tNV3\t X ', 3, 'disagree'],
    ['\tGPU0\tGPU1\nGPU0\t X \tNV4\n', 1, 'GPU1 is missing'],
    ['\tGPU0\tGPU1\nGPU0\t X \nGPU1\tNV4\t X ', 2, '1 entries for 2'],
    ['\tGPU0\tGPU1\nGPU0\t X \tFOO\nGPU1\tFOO\t X ', 2, '“FOO” between GPU0 and GPU1'],
    ['nothing', null, 'no line with the names'],
  ])('says what is wrong and where: %j', (text, line, words) => {
    const problem = problemOf(text, 'gpu-matrix');
    expect(problem.line).toBe(line);
    expect(problem.what).toContain(words);
  });
});

it('lists kinds of hosts, most hosts first', () => {
  const read = readNetwork('SwitchName=a Nodes=cpu[1-2],gpu[1-8]', 'slurm');
  if ('problem' in read) throw new Error(read.problem.what);
  expect(listHostKinds(read)).toEqual([
    { kind: 'gpu', hosts: 8, sample: 'gpu1' },
    { kind: 'cpu', hosts: 2, sample: 'cpu1' },
  ]);
  const drawn = drawNetwork(
    read,
    { ...createChoices(read, index, 'dgx-h100'), systems: { gpu: 'dgx-h100', cpu: null } },
    index,
  );
  if ('problem' in drawn) throw new Error(drawn.problem.what);
  expect(countAccelerators(drawn.drawing, index).total).toBe(64);
});
