/** Draws the node of a GPU matrix: as a system of the catalogue, or accelerator by accelerator with its links. */
import type { CatalogIndex, System } from '../../../catalog/catalog-types.ts';
import { MAX_LINKS } from '../../../plan/check-drawing.ts';
import { drawSketch, type SketchBlock, type SketchLink } from '../../../plan/templates/sketch.ts';
import { createRequestFor } from '../../generate/default-request.ts';
import { foldGraph } from '../fold/fold-graph.ts';
import { type GraphCable, type ImportNote, type ImportProblem, problemAt } from '../network-graph.ts';
import type { ImportChoices } from './import-choices.ts';
import type { ImportedDrawing } from './imported-drawing.ts';
import { countNearNics, joinOf, matchGpuNode } from './match-gpu-node.ts';
import type { GpuNode } from './read-gpu-matrix.ts';

/** Parts of a node that differ: more would be a matrix of noise. */
const MOST_PARTS = 64;

/** Draws as many nodes as were asked for, joined by switches where they are several. */
export function drawGpuNode(
  node: GpuNode,
  choices: ImportChoices,
  index: CatalogIndex,
): ImportedDrawing | { readonly problem: ImportProblem } {
  const id = choices.systems[''];
  const system = id === null || id === undefined ? undefined : index.systems.get(id);
  return system === undefined ? drawParts(node, choices, index) : drawSystem(node, system, choices, index);
}

function say(kind: ImportNote['kind'], message: string): ImportNote {
  return { kind, message, line: null };
}

function drawSystem(node: GpuNode, system: System, choices: ImportChoices, index: CatalogIndex): ImportedDrawing {
  const others = matchGpuNode(node, index).filter(({ id }) => id !== system.id);
  const notes: ImportNote[] = [];
  const { join, links } = joinOf(node);
  const seen = `${node.gpus.length} GPUs, ${join === 'none' ? 'no NVLinks' : `NV${links}`}, ${countNearNics(node)} adapters near them`;
  if (system.acceleratorsPerSystem !== node.gpus.length) {
    notes.push(
      say('assumed', `The matrix shows ${seen}; ${system.name} holds ${system.acceleratorsPerSystem} accelerators.`),
    );
  } else {
    const also = others
      .slice(0, 3)
      .map(({ name }) => name)
      .join(', ');
    notes.push(
      say(
        'assumed',
        `The matrix (${seen}) is taken for ${system.name}${also === '' ? '' : `; it would also be that of ${also}`}.`,
      ),
    );
  }
  const adapters = system.nics[0]?.count ?? 0;
  const near = countNearNics(node);
  if (near !== adapters && node.nics.length > 0) {
    notes.push(
      say(
        'read',
        `${near} of ${node.nics.length} adapters stand near a GPU; ${system.name} has ${adapters} in the catalogue, and these are drawn.`,
      ),
    );
  }
  const isRack = system.kind === 'rack';
  const block: SketchBlock = {
    id: 'node',
    kind: isRack ? 'rack' : 'node',
    name: system.name,
    count: choices.nodes,
    catalogId: system.id,
    width: isRack ? 320 : 272,
    height: isRack ? 208 : 160,
  };
  const request = createRequestFor(system.id, index, 0);
  const uplinks: SketchLink[] =
    adapters === 0
      ? []
      : [
          {
            from: 'node',
            to: 'leaf',
            cablesPerInstance: adapters,
            pattern: 'rails',
            catalogId: request?.linkId ?? choices.linkId,
          },
        ];
  return joinNodes(block, uplinks, adapters, choices, notes);
}

/** Several nodes need a network, of which the matrix says nothing: a switch for each adapter. */
function joinNodes(
  node: SketchBlock,
  uplinks: readonly SketchLink[],
  adapters: number,
  { nodes }: ImportChoices,
  notes: ImportNote[],
  inner: readonly SketchLink[] = [],
): ImportedDrawing {
  if (nodes < 2 || uplinks.length === 0) return { drawing: drawSketch([[node]], inner), notes };
  notes.push(
    say(
      'assumed',
      `The matrix shows one node: ${nodes} are joined by ${adapters === 1 ? 'one switch' : `${adapters} switches, one for each adapter`}. Generate a network for one that is built of real switches.`,
    ),
  );
  const leaf: SketchBlock = {
    id: 'leaf',
    kind: 'switch',
    name: adapters === 1 ? 'Switch' : 'Rail switch',
    count: adapters,
    width: 208,
  };
  return { drawing: drawSketch([[leaf], [node]], [...inner, ...uplinks]), notes };
}

function drawParts(
  node: GpuNode,
  choices: ImportChoices,
  index: CatalogIndex,
): ImportedDrawing | { readonly problem: ImportProblem } {
  const accelerator = index.accelerators.get(choices.acceleratorId ?? '') ?? null;
  const notes: ImportNote[] = [
    say('read', 'No system of the catalogue has this matrix: the node is drawn accelerator by accelerator.'),
    say(
      'assumed',
      accelerator === null
        ? 'What the GPUs are is not said: choose an accelerator for each block.'
        : `The GPUs are ${accelerator.name}.`,
    ),
  ];
  const { join, links } = joinOf(node);
  const nvlink = nvlinkOf(index, accelerator?.scaleUp.name ?? '');
  const rows: SketchBlock[][] = [];
  const inner: SketchLink[] = [];
  const gpuBlock = (id: string, name: string, count: number): SketchBlock => ({
    id,
    kind: 'accelerator',
    name,
    count,
    catalogId: accelerator?.id ?? null,
  });
  let gpuIds: { readonly id: string; readonly count: number }[];
  if (join === 'switched') {
    gpuIds = [{ id: 'gpu', count: node.gpus.length }];
    rows.push(
      [{ id: 'nvswitch', kind: 'switch', name: 'NVSwitch', count: 1 }],
      [gpuBlock('gpu', 'GPU', node.gpus.length)],
    );
    inner.push({ from: 'gpu', to: 'nvswitch', catalogId: nvlink, cablesPerInstance: links, pattern: 'single' });
  } else {
    const folded = foldGraph(
      {
        devices: node.gpus.map((name, at) => ({
          name,
          role: 'host',
          kind: String(node.numa[at] ?? ''),
          count: 1,
          tier: 0,
          site: '',
        })),
        cables: nvlinkCables(node),
      },
      MOST_PARTS,
    );
    if (folded === null)
      return problemAt(
        null,
        `The GPUs are joined in more than ${MOST_PARTS} different ways.`,
        'Choose a system of the catalogue instead.',
      );
    gpuIds = folded.blocks.map(({ devices }, at) => ({ id: `gpu${at + 1}`, count: devices.length }));
    rows.push(
      folded.blocks.map(({ devices }, at) =>
        gpuBlock(
          `gpu${at + 1}`,
          devices
            .map((device) => node.gpus[device])
            .join(', ')
            .slice(0, 200),
          devices.length,
        ),
      ),
    );
    for (const { from, to, cables, reached } of folded.links.slice(0, MAX_LINKS)) {
      inner.push({
        from: `gpu${from + 1}`,
        to: `gpu${to + 1}`,
        catalogId: nvlink,
        cablesPerInstance: Math.max(1, Math.round((cables ?? 1) / (gpuIds[from]?.count ?? 1))),
        pattern: from !== to && reached === 1 ? 'single' : 'spread',
      });
    }
    if (!isJoined(node)) {
      rows.unshift([{ id: 'pcie', kind: 'switch', name: 'PCIe', count: 1 }]);
      for (const { id } of gpuIds) {
        inner.push({ from: id, to: 'pcie', catalogId: 'pcie4x16', cablesPerInstance: 1, pattern: 'single' });
      }
      notes.push(
        say(
          'assumed',
          'GPUs that no NVLinks join reach each other over one PCIe 4.0 switch; PIX, PXB, PHB, NODE and SYS are not told apart.',
        ),
      );
    }
  }
  const adapters = countNearNics(node);
  const uplinks = gpuIds.map(
    ({ id, count }): SketchLink => ({
      from: id,
      to: 'leaf',
      catalogId: choices.linkId,
      cablesPerInstance: Math.max(1, Math.round((adapters * count) / node.gpus.length / count)),
      pattern: 'spread',
    }),
  );
  const block: SketchBlock = {
    id: 'node',
    kind: 'node',
    name: node.model === '' ? 'Node' : `Node with ${node.model}`.slice(0, 200),
    count: choices.nodes,
    rows,
  };
  return joinNodes(block, uplinks, Math.max(1, adapters), choices, notes, inner);
}

/** Whether NVLinks join all GPUs, directly or over others. */
function isJoined({ gpus, nvlinks }: GpuNode): boolean {
  const reached = new Set([0]);
  for (const at of reached)
    for (const [other, count] of (nvlinks[at] ?? []).entries()) if (count > 0) reached.add(other);
  return reached.size === gpus.length;
}

/** Each pair once. */
function nvlinkCables({ nvlinks }: GpuNode): GraphCable[] {
  return nvlinks.flatMap((links, from) =>
    links.flatMap((count, to) =>
      to > from && count > 0 ? [{ from, to, count, bandwidthBytesPerSecond: null, family: 'nvlink' as const }] : [],
    ),
  );
}

/** `NVLink4` is `nvlink4`. */
function nvlinkOf(index: CatalogIndex, name: string): string {
  const generation = /NVLink ?(\d)/.exec(name)?.[1];
  const id = `nvlink${generation ?? 4}`;
  return index.links.has(id) ? id : 'nvlink4';
}
