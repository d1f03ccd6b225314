/** Reads a text in one of the formats; what comes out is not drawn yet. */
import {
  type ImportNote,
  type ImportProblem,
  isProblem,
  MAX_IMPORT_CHARACTERS,
  type NetworkGraph,
  problemAt,
} from '../network-graph.ts';
import { readContainerlab } from './read-containerlab.ts';
import { type GpuNode, readGpuMatrix } from './read-gpu-matrix.ts';
import { readNetboxCsv, readNetboxYaml } from './read-netbox.ts';
import { readSlurm } from './read-slurm.ts';
import type { ImportFormat } from './recognize-format.ts';

/** What a text says. */
export type ReadNetwork =
  | { readonly kind: 'graph'; readonly graph: NetworkGraph; readonly notes: readonly ImportNote[] }
  | { readonly kind: 'node'; readonly node: GpuNode; readonly notes: readonly ImportNote[] };

/** Reads a text, or says in words what is wrong with it and where. Never throws. */
export function readNetwork(text: string, format: ImportFormat): ReadNetwork | { readonly problem: ImportProblem } {
  if (text.length > MAX_IMPORT_CHARACTERS) {
    return problemAt(
      null,
      `The text is longer than ${MAX_IMPORT_CHARACTERS / 1024 / 1024} million characters.`,
      'Import a part of the network.',
    );
  }
  if (format === 'gpu-matrix') {
    const read = readGpuMatrix(text);
    return isProblem(read) ? read : { kind: 'node', ...read };
  }
  const read = READERS[format](text);
  return isProblem(read) ? read : { kind: 'graph', ...read };
}

const READERS = {
  slurm: readSlurm,
  containerlab: readContainerlab,
  'netbox-csv': readNetboxCsv,
  'netbox-yaml': readNetboxYaml,
};
