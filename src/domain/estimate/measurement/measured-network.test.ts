import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../cli/load-catalog.ts';
import { findAccelerator } from '../scenario-from-measurement.ts';
import { readNetwork, readScaleOut } from './measured-network.ts';
import { type Measurement, MeasurementFileSchema } from './measurement-schema.ts';

const index = loadCatalog();
const rows: readonly Measurement[] = v.parse(
  MeasurementFileSchema,
  JSON.parse(readFileSync('public/measurements/training-measurements.json', 'utf8')),
);

/** Sizes and GB/s of the levels of the first row whose words hold `words`, with so many accelerators. */
function levelsOf(words: string, accelerators: number): readonly (readonly [number, number])[] {
  const row = rows.find((each) => each.accelerators === accelerators && (each.interconnect ?? '').includes(words));
  if (row === undefined) throw new Error(`no row with ${words}`);
  const accelerator = findAccelerator(row.accelerator, index);
  if (accelerator === null) throw new Error(`no accelerator ${row.accelerator}`);
  return readNetwork(row, accelerator, index).map((level) => [level.accelerators, level.bandwidthBytesPerSecond / 1e9]);
}

describe('the network of a measurement', () => {
  it.each([
    ['8x200 Gb/s HDR IB per node (Selene)', 8, 25],
    ['8x400 Gb/s per node (DGX H100, IB NDR) assumed from system type', 8, 50],
    ['1600 Gb/s per node RoCE', 8, 25],
    ['4x HDR InfiniBand, 800 Gbit/s per node', 8, 12.5],
    ['NVLink3 intra-node; 4 x Omni-Path 100 Gb/s per node (Jean Zay)', 8, 6.25],
    ['4 x 100 Gb/s RoCE per node', 8, 6.25],
    ['InfiniBand 8x50 GB/s per node', 8, 50],
    ['RoCE 3.2 Tb/s per node (A3 Ultra/A4, CX-7)', 8, null],
    ['NVLINK Gen5 1800 GB/s + NVSWITCH Gen5 | 4x ConnectX-8 IB XDR 800 Gb/s', 4, 100],
    ['PCIe Gen4 | BF3 200Gbps for NS and 2xBF3 400Gbps for EW', 4, 25],
    ['ICI 3D torus', 4, null],
  ])('reads "%s"', (words, perNode, expected) => {
    const read = readScaleOut(words, perNode);
    if (expected === null) expect(read).toBeNull();
    else expect((read ?? 0) / 1e9).toBeCloseTo(expected, 6);
  });

  it('puts jobs larger than a torus on several of them', () => {
    expect(levelsOf('2 TPU v4 pods', 6144).map(([size]) => size)).toEqual([3072, 6144]);
    const large = rows.find((row) => row.accelerator === 'TPU v6e' && row.accelerators === 3072);
    if (large === undefined) throw new Error('no TPU v6e row over 3,072 chips');
    const accelerator = findAccelerator(large.accelerator, index);
    if (accelerator === null) throw new Error('no TPU v6e');
    expect(readNetwork(large, accelerator, index).map((level) => level.accelerators)).toEqual([256, 3072]);
  });

  it('takes InfiniBand for the network although an Ethernet port for management stands beside it', () => {
    const words = '1x Ethernet 100Gb/Sec, 8x NVIDIA Quantum-2 CX7 InfiniBand (400Gb/s)';
    const row = rows.find((each) => (each.interconnect ?? '').includes(words));
    if (row === undefined) throw new Error('no such row');
    const accelerator = findAccelerator(row.accelerator, index);
    if (accelerator === null) throw new Error('no such accelerator');
    const level = readNetwork(row, accelerator, index).at(-1);
    expect(level?.latencySeconds).toBe(index.links.get('ib-ndr')?.endToEndLatencySeconds);
    expect(level?.bandwidthBytesPerSecond).toBe(50e9);
  });

  it('spans racks by their links', () => {
    expect(levelsOf('NVLink domain NVL72', 256)[0]?.[0]).toBe(64);
  });
});
