/** Clusters whose source says how they are built beyond what the record says: pods with less bandwidth between than inside. */
import type { Measurement } from '../../domain/estimate/measurement/measurement-schema.ts';
import type { Drawing } from '../../domain/plan/plan-document.ts';
import { buildDrawing } from '../../domain/topology/build-drawing.ts';
import type { FabricRequest } from '../../domain/topology/generate/fabric-request.ts';
import { uplinksFor } from '../../domain/topology/generate/tree-numbers.ts';

/** A network of racks in pods. Counts of the whole cluster, of which a job may use a part. */
export interface PodNetwork {
  readonly source: RegExp;
  readonly systemsPerRack: number;
  readonly racksPerPod: number;
  readonly pods: number;
  /** Bandwidth into a pod's switches from below ÷ bandwidth out of them upwards. */
  readonly oversubscription: number;
}

const POD_NETWORKS: readonly PodNetwork[] = [
  // arXiv 2407.21783, section 3.3.1: 16 GPUs a rack, 192 racks a pod with full bisection, 8 pods, 1:7 between them.
  { source: /Llama 3 Herd/, systemsPerRack: 2, racksPerPod: 192, pods: 8, oversubscription: 7 },
];

/** The pods of a record's cluster; null where the source says nothing of any. */
export function findPods(row: Measurement): PodNetwork | null {
  return POD_NETWORKS.find(({ source }) => source.test(row.source.title)) ?? null;
}

/** Draws the whole cluster: every rack has one cable to each switch of its pod, and every such switch one to each above. */
export function drawPods(request: FabricRequest, pods: PodNetwork): Drawing {
  const { networkSwitch, system, adaptersPerSystem } = request;
  const { systemsPerRack, racksPerPod } = pods;
  const rackCables = systemsPerRack * adaptersPerSystem;
  const up = uplinksFor(racksPerPod, pods.oversubscription);
  const cable = {
    catalogId: request.linkId,
    ...(request.linkBandwidthBytesPerSecond === request.adapterBandwidthBytesPerSecond
      ? {}
      : { bandwidthBytesPerSecond: request.adapterBandwidthBytesPerSecond }),
  };
  // Switches of pods and above are chassis, larger than the catalogue's: they are drawn by their ports alone.
  return buildDrawing(
    [
      { id: 'hall', kind: 'hall' },
      { id: 'core', kind: 'switch', parent: 'hall', count: up },
      { id: 'pod', kind: 'row', parent: 'hall', count: pods.pods },
      { id: 'spine', kind: 'switch', parent: 'pod', count: rackCables },
      { id: 'rack', kind: 'rack', parent: 'pod', count: racksPerPod },
      { id: 'leaf', kind: 'switch', parent: 'rack', catalogId: networkSwitch.catalogId },
      { id: 'system', kind: 'node', parent: 'rack', count: systemsPerRack, catalogId: system.catalogId },
    ],
    [
      { from: 'system', to: 'leaf', cablesPerInstance: adaptersPerSystem, pattern: 'single', ...cable },
      { from: 'leaf', to: 'spine', cablesPerInstance: rackCables, ...cable },
      { from: 'spine', to: 'core', cablesPerInstance: up, ...cable },
    ],
  );
}
