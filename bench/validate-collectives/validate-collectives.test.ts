import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/cli/load-catalog.ts';
import { compileNetwork } from '../../src/domain/topology/compile-network.ts';
import { drawMachine } from './measured-machines.ts';
import { CollectivePredictor } from './predict-collective.ts';
import { type MeasuredCollective, readCollectives } from './read-collectives.ts';
import { scoreCollectives } from './score-collectives.ts';
import { writeReport } from './write-report.ts';

const index = loadCatalog();
const rows = readCollectives();
const scores = scoreCollectives(rows, new CollectivePredictor(index));

const figuresOf = (set: string): (typeof scores.overall)[number] => {
  const found = scores.overall.find((one) => one.set === set);
  if (found === undefined) throw new Error(`no set ${set}`);
  return found;
};

describe('collectives against measurement', () => {
  it('are within 10 % in the median and 30 % in nine of ten rows, inside nodes and between them', () => {
    for (const set of ['NCCL and RCCL', 'NCCL and RCCL, one node', 'NCCL and RCCL, several nodes']) {
      expect(figuresOf(set).median).toBeLessThan(0.1);
      expect(figuresOf(set).p90).toBeLessThan(0.3);
      expect(Math.abs(figuresOf(set).signedMedian)).toBeLessThan(0.03);
    }
    expect(figuresOf('NCCL and RCCL').rows).toBeGreaterThan(4500);
    expect(figuresOf('NCCL and RCCL, several nodes').rows).toBeGreaterThan(100);
    expect(figuresOf('all, without the L40S host').p90).toBeLessThan(0.3);
    expect(figuresOf('all').median).toBeLessThan(0.1);
  });

  it('are within 10 % in the median on each machine whose accelerators switches join', () => {
    const machines = new Map<string, number[]>();
    for (const { machine, error, row } of scores.scored) {
      if (row.library === 'nccl') machines.set(machine, [...(machines.get(machine) ?? []), Math.abs(error)]);
    }
    for (const name of ['dgx-a100-80', 'dgx-h100', 'dgx-h200', 'dgx-b200', 'dgx-b300', 'gb200-nvl72-tray']) {
      const errors = (machines.get(name) ?? []).sort((a, b) => a - b);
      expect(errors.length).toBeGreaterThan(300);
      expect(errors[Math.floor(errors.length / 2)]).toBeLessThan(0.1);
    }
  });

  it('leave no row out unsaid', () => {
    const told = scores.unmodelled.reduce((sum, group) => sum + group.rows, 0);
    expect(scores.scored.length + told + scores.smallRows).toBe(rows.length);
    const report = writeReport(scores);
    for (const { machine, reason } of scores.unmodelled) expect(report).toContain(reason === '' ? machine : reason);
  });

  it('are drawn on machines that compile, with the accelerators of the job in them', () => {
    const seen = new Map<string, MeasuredCollective>();
    for (const row of rows) seen.set([row.accelerator, row.fabric, row.ranks, row.nodes].join(' '), row);
    let drawn = 0;
    for (const { accelerator, fabric, ranks, nodes } of seen.values()) {
      const machine = drawMachine(accelerator, fabric, ranks, nodes);
      if (machine === null) continue;
      drawn += 1;
      const network = compileNetwork(machine.drawing, index, ranks);
      expect(network.problems, machine.name).toEqual([]);
      expect(network.accelerators).toBeGreaterThanOrEqual(ranks);
    }
    expect(drawn).toBeGreaterThan(50);
  });

  it('feel the links that are drawn: half of the cables between nodes take longer', () => {
    const row = rows.find((one) => one.fabric === 'rdma-8x400g' && one.bytes > 1e9);
    const link = index.links.get('roce-400');
    if (row === undefined || link === undefined) throw new Error('the table has no such row');
    const predictor = new CollectivePredictor(index);
    const slower = { ...link, portBandwidthBytesPerSecond: (link.portBandwidthBytesPerSecond ?? 0) / 2 };
    const thin = new CollectivePredictor({ ...index, links: new Map(index.links).set(link.id, slower) });
    const [full, half] = [predictor.predict(row), thin.predict(row)];
    if (!full.ok || !half.ok) throw new Error('not modelled');
    expect(half.seconds / full.seconds).toBeGreaterThan(1.9);
    expect(half.seconds / full.seconds).toBeLessThan(2.05);
  });
});
