/** From what was read, and answers to what it leaves open, to a drawing of ordinary blocks, switches and links. */
import type { CatalogIndex } from '../../../catalog/catalog-types.ts';
import { MAX_BLOCKS, MAX_LINKS } from '../../../plan/check-drawing.ts';
import { drawSketch } from '../../../plan/templates/sketch.ts';
import { foldGraph } from '../fold/fold-graph.ts';
import { type ImportProblem, isProblem, type NetworkGraph, problemAt } from '../network-graph.ts';
import { drawGpuNode } from './draw-gpu-node.ts';
import type { ImportChoices } from './import-choices.ts';
import type { ImportedDrawing } from './imported-drawing.ts';
import type { ReadNetwork } from './read-network.ts';
import { sketchFolded } from './sketch-folded.ts';

/** Draws what was read. */
export function drawNetwork(
  network: ReadNetwork,
  choices: ImportChoices,
  index: CatalogIndex,
): ImportedDrawing | { readonly problem: ImportProblem } {
  const drawn =
    network.kind === 'node' ? drawGpuNode(network.node, choices, index) : drawGraph(network.graph, choices, index);
  return isProblem(drawn) ? drawn : { drawing: drawn.drawing, notes: [...network.notes, ...drawn.notes] };
}

function drawGraph(
  graph: NetworkGraph,
  choices: ImportChoices,
  index: CatalogIndex,
): ImportedDrawing | { readonly problem: ImportProblem } {
  const folded = foldGraph(graph, MAX_BLOCKS);
  const tooMany = problemAt(
    null,
    `The network has more than ${MAX_BLOCKS} parts that differ from each other; a plan holds no more.`,
    'Import a part of it, or leave out what is not alike.',
  );
  if (folded === null) return tooMany;
  const sketch = sketchFolded(graph, folded, choices, index);
  if (isProblem(sketch)) return sketch;
  if (sketch.blocks > MAX_BLOCKS || sketch.links.length > MAX_LINKS) return tooMany;
  return { drawing: drawSketch(sketch.rows, sketch.links), notes: sketch.notes };
}
