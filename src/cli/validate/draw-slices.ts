/** Slices of a torus as drawings; several of them meet over the hosts' adapters. */
import type { Drawing } from '../../domain/plan/plan-document.ts';
import { type BlockSketch, buildDrawing } from '../../domain/topology/build-drawing.ts';
import type { FabricRequest } from '../../domain/topology/generate/fabric-request.ts';

/** Draws `slices` equal tori of the given shape, joined by a non-blocking tree: leaves beside each slice, spines above. */
export function drawSlices(request: FabricRequest, dims: readonly number[], slices: number): Drawing {
  const { system, adaptersPerSystem, networkSwitch } = request;
  const size = dims.reduce((product, side) => product * side, 1);
  const hosts = size / system.accelerators;
  const torus: BlockSketch = { id: 'slice', kind: 'rack', torusDims: [...dims] };
  const host: BlockSketch = { id: 'host', kind: 'node', parent: 'slice', count: hosts, catalogId: system.catalogId };
  if (slices === 1) return buildDrawing([torus, host]);
  const speed = request.adapterBandwidthBytesPerSecond;
  const radix = Math.floor((networkSwitch.radix * networkSwitch.portBandwidthBytesPerSecond) / speed + 1e-9);
  const cables = hosts * adaptersPerSystem;
  const leaves = Math.ceil(cables / Math.floor(radix / 2));
  const leafUp = Math.ceil(cables / leaves);
  const spines = Math.ceil((slices * leaves * leafUp) / radix);
  const { catalogId } = networkSwitch;
  const cable = { catalogId: request.linkId, bandwidthBytesPerSecond: speed };
  return buildDrawing(
    [
      { id: 'spine', kind: 'switch', count: spines, catalogId },
      { id: 'row', kind: 'row', count: slices },
      { id: 'leaf', kind: 'switch', parent: 'row', count: leaves, catalogId },
      { ...torus, parent: 'row' },
      host,
    ],
    [
      { from: 'host', to: 'leaf', cablesPerInstance: adaptersPerSystem, ...cable },
      { from: 'leaf', to: 'spine', cablesPerInstance: leafUp, ...cable },
    ],
  );
}
