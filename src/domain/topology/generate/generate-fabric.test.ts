import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../cli/load-catalog.ts';
import { placeDrawing } from '../../canvas/placed-drawing.ts';
import { checkDrawing } from '../../plan/check-drawing.ts';
import { compileNetwork } from '../compile-network.ts';
import { countAccelerators } from '../summarize-drawing.ts';
import { createDefaultRequest, createRequestFor, listSwitches } from './default-request.ts';
import { FABRIC_KINDS, type FabricRequest } from './fabric-request.ts';
import { findOffers } from './find-offers.ts';
import { type GeneratedFabric, generateFabric } from './generate-fabric.ts';
import { listTorusShapes } from './torus-shapes.ts';

const index = loadCatalog();
const { cables } = index.catalog;

function requestFor(systemId: string, accelerators: number, change: Partial<FabricRequest> = {}): FabricRequest {
  const request = createRequestFor(systemId, index, accelerators);
  if (request === null) throw new Error(`no ${systemId}`);
  return { ...request, ...change };
}

function generate(request: FabricRequest): GeneratedFabric {
  const fabric = generateFabric(request, cables);
  if ('refusal' in fabric) throw new Error(fabric.refusal);
  return fabric;
}

function refusalOf(request: FabricRequest): string {
  const fabric = generateFabric(request, cables);
  return 'refusal' in fabric ? fabric.refusal : '';
}

/** One accelerator with one 400 Gbit/s adapter, on switches of k such ports. */
function textbook(k: number, hosts: number, change: Partial<FabricRequest> = {}): FabricRequest {
  const request = requestFor('gh200-node', hosts, change);
  return { ...request, networkSwitch: { ...request.networkSwitch, radix: k } };
}

const switchesOf = (fabric: GeneratedFabric): Record<string, number> =>
  Object.fromEntries(fabric.counts.tiers.map((tier) => [tier.name, tier.switches]));
const unusedPorts = (fabric: GeneratedFabric): number =>
  fabric.counts.tiers.reduce((sum, tier) => sum + tier.ports - tier.usedPorts, 0);
const cablesOf = (fabric: GeneratedFabric): number => fabric.counts.cables.reduce((sum, line) => sum + line.count, 0);
const outermost = (fabric: GeneratedFabric) => compileNetwork(fabric.drawing, index).levels.at(-1);

describe('textbook counts', () => {
  it.each([4, 8, 16, 48])('a fat-tree of %d-port switches: k³/4 hosts, 5k²/4 switches', (k) => {
    const hosts = k ** 3 / 4;
    const fabric = generate(textbook(k, hosts, { kind: 'fat-tree', tiers: 3 }));
    expect(switchesOf(fabric)).toEqual({ Leaf: k ** 2 / 2, Spine: k ** 2 / 2, Core: k ** 2 / 4 });
    expect(cablesOf(fabric)).toBe(3 * hosts);
    expect(unusedPorts(fabric)).toBe(0);
    expect(fabric.bisectionBytesPerSecond).toBe((hosts / 2) * 50e9);
    expect(fabric.overallOversubscription).toBe(1);
    expect(refusalOf(textbook(k, hosts + 1, { kind: 'fat-tree', tiers: 3 }))).toMatch(/Cores of \d+ ports reach/);
  });

  it.each([4, 16, 64])('two tiers of %d-port switches: k²/2 hosts, 3k/2 switches', (k) => {
    const fabric = generate(textbook(k, k ** 2 / 2, { kind: 'fat-tree', tiers: 2 }));
    expect(switchesOf(fabric)).toEqual({ Leaf: k, Spine: k / 2 });
    expect(unusedPorts(fabric)).toBe(0);
    expect(refusalOf(textbook(k, k ** 2 / 2 + 1, { kind: 'fat-tree', tiers: 2 }))).toMatch(/reach \d+ leaves at most/);
  });

  it.each([4, 8, 16])('dragonfly+ of %d-port switches: (k/2)² + 1 groups of (k/2)² hosts', (k) => {
    const perGroup = (k / 2) ** 2;
    const groups = perGroup + 1;
    const fabric = generate(textbook(k, groups * perGroup, { kind: 'dragonfly-plus', groups }));
    expect(switchesOf(fabric)).toEqual({ Leaf: (groups * k) / 2, Spine: (groups * k) / 2 });
    const global = fabric.counts.cables.find(({ words }) => words === 'Group to group');
    expect(global?.count).toBe((groups * (groups - 1)) / 2);
    expect(unusedPorts(fabric)).toBe(0);
    expect(refusalOf(textbook(k, (groups + 1) * perGroup, { kind: 'dragonfly-plus', groups: groups + 1 }))).toMatch(
      /ports to other groups/,
    );
  });

  it('a rail-optimized scalable unit: 32 DGX H100 on 8 leaves, four of them under 16 spines', () => {
    const fabric = generate(requestFor('dgx-h100', 1024));
    expect(fabric.drawing.blocks.group).toMatchObject({ kind: 'row', count: 4 });
    expect(fabric.drawing.blocks.system).toMatchObject({ parent: 'group', count: 32 });
    expect(switchesOf(fabric)).toEqual({ Leaf: 32, Spine: 16 });
    expect(fabric.counts.cables).toMatchObject([
      { words: 'System to leaf', run: 'row', count: 1024, kind: '400G SR4 (OSFP/QSFP112)', transceivers: 2048 },
      { words: 'Leaf to spine', run: 'hall', count: 1024, kind: '400G DR4', transceivers: 2048 },
    ]);
    expect(fabric.counts.unusedAdapterPorts).toBe(0);
    expect(fabric.bisectionBytesPerSecond).toBe(25.6e12);
  });

  it('rail-optimized pods of three tiers', () => {
    const fabric = generate(requestFor('dgx-h100', 8192, { tiers: 3 }));
    // A pod: 32 spines below 4 groups of 8 leaves; 8 pods, each spine reaching 4 cores.
    expect(fabric.drawing.blocks.pod).toMatchObject({ kind: 'hall', count: 8 });
    expect(switchesOf(fabric)).toEqual({ Leaf: 256, Spine: 256, Core: 128 });
    expect(unusedPorts(fabric)).toBe(0);
  });

  it('a torus: n links for each dimension, of which cubes keep 144 inside', () => {
    const slice = generate(requestFor('tpu-v5p-host', 512, { kind: 'torus-3d', torusDims: [8, 8, 8] }));
    expect(cablesOf(slice)).toBe(3 * 512);
    expect(slice.counts.cables).toMatchObject([
      { words: 'Inside cubes', run: 'rack', count: 8 * 144 },
      { words: 'Between cubes', run: 'hall', count: 8 * 48 },
    ]);
    expect(slice.drawing.blocks.cube).toMatchObject({ kind: 'rack', count: 8 });
    expect(slice.bisectionBytesPerSecond).toBe(2 * 64 * 100e9);
    const flat = generate(requestFor('tpu-v6e-host', 256, { kind: 'torus-2d', torusDims: [16, 16] }));
    expect(cablesOf(flat)).toBe(2 * 256);
    expect(flat.bisectionBytesPerSecond).toBe(2 * 16 * 100e9);
    expect(outermost(slice)).toMatchObject({ kind: 'torus', torusDims: [8, 8, 8], accelerators: 512 });
    expect(refusalOf(requestFor('dgx-h100', 512, { kind: 'torus-3d', torusDims: [8, 8, 8] }))).toMatch(
      /no links for a torus/,
    );
  });

  it('a full mesh: n(n−1)/2 pairs; a ring: n neighbours', () => {
    for (const systems of [2, 3, 5, 8, 9]) {
      const mesh = generate(requestFor('dgx-h100', systems * 8, { kind: 'full-mesh' }));
      const perPair = Math.floor(8 / (systems - 1));
      expect(cablesOf(mesh)).toBe((perPair * systems * (systems - 1)) / 2);
      expect(mesh.counts.unusedAdapterPorts).toBe(systems * (8 - perPair * (systems - 1)));
      expect(mesh.bisectionBytesPerSecond).toBe(Math.floor(systems / 2) * Math.ceil(systems / 2) * perPair * 50e9);
      // Each of a system's eight accelerators has its share of the system's cables.
      expect(outermost(mesh)?.bandwidthBytesPerSecond).toBeCloseTo((perPair * (systems - 1) * 50e9) / 8, 0);
    }
    expect(refusalOf(requestFor('dgx-h100', 80, { kind: 'full-mesh' }))).toMatch(/needs 9 ports/);
    const ring = generate(requestFor('dgx-h100', 96, { kind: 'ring' }));
    expect(cablesOf(ring)).toBe(12 * 4);
    expect(ring.bisectionBytesPerSecond).toBe(2 * 4 * 50e9);
    expect(outermost(ring)).toMatchObject({ accelerators: 96, bandwidthBytesPerSecond: 50e9 });
  });

  it('one switch while its ports last', () => {
    const fabric = generate(requestFor('dgx-h100', 64, { kind: 'single-switch' }));
    expect(switchesOf(fabric)).toEqual({ Switch: 1 });
    expect(unusedPorts(fabric)).toBe(0);
    expect(refusalOf(requestFor('dgx-h100', 72, { kind: 'single-switch' }))).toMatch(/would need 72 ports/);
  });

  it('rails without switches between them: one switch each, then a tree each', () => {
    const small = generate(requestFor('dgx-h100', 512, { kind: 'rail-only' }));
    expect(switchesOf(small)).toEqual({ Rail: 8 });
    const large = generate(requestFor('dgx-h100', 8192, { kind: 'rail-only' }));
    // Each of eight rails: 1,024 systems on 32 leaves under 16 spines.
    expect(switchesOf(large)).toEqual({ Leaf: 256, Spine: 128 });
    expect(unusedPorts(large)).toBe(0);
  });

  it('planes: each adapter split, twice the ports at half the speed', () => {
    const fabric = generate(requestFor('dgx-h100', 1024, { planes: 2 }));
    expect(fabric.drawing.blocks['p2-spine']).toMatchObject({ name: 'Plane 2 spine' });
    expect(fabric.drawing.links.l1).toMatchObject({ bandwidthBytesPerSecond: 25e9 });
    expect(switchesOf(fabric)).toEqual({ Leaf: 32, Spine: 16 });
    expect(fabric.bisectionBytesPerSecond).toBe(25.6e12);
    expect(fabric.counts.unusedAdapterPorts).toBe(0);
  });

  it('sites over a WAN, with circuits between each two', () => {
    const base = requestFor('dgx-h100', 3072, { tiers: 2 });
    const fabric = generate({ ...base, sites: 3, wan: { ...base.wan, circuits: 2, latencySeconds: 0.004 } });
    expect(fabric.counts.cables.at(-1)).toMatchObject({ run: 'wan', count: 6, transceivers: 0 });
    expect(switchesOf(fabric)).toEqual({ Leaf: 96, Spine: 48 });
    expect(fabric.bisectionBytesPerSecond).toBe(2 * 2 * 50e9);
    expect(outermost(fabric)).toMatchObject({ kind: 'wan', accelerators: 3072 });
    // Two circuits to each of two other sites, shared by the 1,024 accelerators of one.
    expect(outermost(fabric)?.bandwidthBytesPerSecond).toBeCloseTo((4 * 50e9) / 1024, 0);
    expect(outermost(fabric)?.latencySeconds).toBeGreaterThan(0.004);
  });
});

describe('what does not work out', () => {
  it('is said with the nearest numbers that work', () => {
    const request = requestFor('dgx-h100', 1024, { accelerators: 1020 });
    expect(refusalOf(request)).toBe('1020 accelerators are no whole number of DGX/HGX H100, which holds 8.');
    expect(findOffers(request, []).map(({ words }) => words)).toEqual(
      expect.arrayContaining(['1016 accelerators', '1024 accelerators']),
    );
    const rails = requestFor('dgx-h100', 1024, { rails: 3 });
    expect(findOffers(rails, []).map(({ words }) => words)).toContain('4 rails');
    const large = requestFor('dgx-h100', 4096, { tiers: 2 });
    expect(refusalOf(large)).toMatch(/64 leaves at most; these systems need 128/);
    expect(findOffers(large, listSwitches(index)).map(({ words }) => words)).toEqual(
      expect.arrayContaining(['2048 accelerators', '3 tiers', '2 planes']),
    );
    const single = requestFor('dgx-h100', 1024, { kind: 'single-switch' });
    expect(findOffers(single, []).map(({ words }) => words)).toEqual(['64 accelerators', 'A fat-tree of 2 tiers']);
  });

  it('is refused where a plan could not hold the drawing', () => {
    const request = requestFor('dgx-h100', 16 * 8192, {
      kind: 'rail-only',
      planes: 8,
      sites: 16,
      adaptersPerSystem: 64,
    });
    expect(refusalOf({ ...request, rails: 64 })).toMatch(/would hold \d+ blocks/);
  });

  it('names unequal last groups and what would fill them', () => {
    const fabric = generate(requestFor('dgx-h100', 1040));
    expect(fabric.notes).toContainEqual({
      message: 'The last group holds 2 of 32 systems.',
      fittingAccelerators: [1024, 1280],
    });
    expect(compileNetwork(fabric.drawing, index)).toMatchObject({ problems: [], accelerators: 1040 });
  });

  it('starts from what is drawn', () => {
    const drawn = generate(requestFor('mi300x-8', 512)).drawing;
    expect(createDefaultRequest(drawn, [], index)).toMatchObject({
      accelerators: 512,
      system: { catalogId: 'mi300x-8' },
      linkId: 'roce-400',
      networkSwitch: { catalogId: 'sn5400' },
    });
    expect(createDefaultRequest({ blocks: {}, links: {} }, [], index)).toMatchObject({
      accelerators: 1024,
      system: { catalogId: 'dgx-h100' },
      linkId: 'ib-ndr',
      networkSwitch: { catalogId: 'qm9700' },
    });
  });

  it('lists shapes of a torus, whole cubes first', () => {
    expect(listTorusShapes(512, 3)[0]).toEqual([8, 8, 8]);
    expect(listTorusShapes(1024, 3)[0]).toEqual([16, 8, 8]);
    expect(listTorusShapes(128, 3)[0]).toEqual([8, 4, 4]);
    expect(listTorusShapes(256, 2)[0]).toEqual([16, 16]);
    for (const shape of listTorusShapes(720, 3)) expect(shape.reduce((product, side) => product * side, 1)).toBe(720);
  });
});

describe('any request', () => {
  const request = fc
    .record({
      system: fc.constantFrom(
        'dgx-h100',
        'gh200-node',
        'gb200-nvl72',
        'mi300x-8',
        'aws-p5',
        'l40s-8',
        'tpu-v5p-host',
        'tpu-v6e-host',
      ),
      kind: fc.constantFrom(...FABRIC_KINDS),
      systems: fc.integer({ min: 1, max: 700 }),
      radix: fc.constantFrom(8, 16, 32, 40, 64, 144),
      tiers: fc.constantFrom(2 as const, 3 as const),
      oversubscription: fc.constantFrom(1, 1.5, 2, 3, 4),
      upperOversubscription: fc.constantFrom(1, 2, 3),
      rails: fc.constantFrom(1, 2, 4, 8),
      planes: fc.constantFrom(1, 1, 2, 4),
      groups: fc.integer({ min: 2, max: 12 }),
      sites: fc.constantFrom(1, 1, 1, 2, 3),
    })
    .map(({ system, systems, radix, ...numbers }): FabricRequest => {
      const base = requestFor(system, 1);
      const accelerators = systems * base.system.accelerators;
      const dims = listTorusShapes(accelerators / numbers.sites, numbers.kind === 'torus-2d' ? 2 : 3)[0] ?? [];
      return {
        ...base,
        ...numbers,
        accelerators,
        torusDims: dims,
        networkSwitch: { ...base.networkSwitch, radix },
      };
    });

  it('that is met gives a sound drawing with all its accelerators and ports, and the bisection as said', () => {
    let met = 0;
    fc.assert(
      fc.property(request, (asked) => {
        const fabric = generateFabric(asked, cables);
        if ('refusal' in fabric) {
          expect(fabric.refusal.length).toBeGreaterThan(10);
          return;
        }
        met += 1;
        const { drawing, counts } = fabric;
        expect(checkDrawing(drawing)).toEqual([]);
        expect(placeDrawing(drawing).blocks.length).toBe(Object.keys(drawing.blocks).length);
        expect(countAccelerators(drawing, index).total).toBe(asked.accelerators);
        const compiled = compileNetwork(drawing, index);
        expect(compiled.problems).toEqual([]);
        expect(compiled.accelerators).toBe(asked.accelerators);
        const record = index.switches.get(asked.networkSwitch.catalogId ?? '');
        if (record?.radix === asked.networkSwitch.radix) expect(compiled.warnings).toEqual([]);
        for (const tier of counts.tiers) {
          expect(tier.usedPorts).toBeLessThanOrEqual(tier.ports);
          expect(tier.switches).toBeGreaterThan(0);
        }
        expect(counts.unusedAdapterPorts).toBeGreaterThanOrEqual(0);
        const isTree = ['fat-tree', 'rail-optimized', 'rail-only', 'single-switch'].includes(asked.kind);
        const level = compiled.levels.at(-1);
        if (!isTree || asked.sites > 1 || fabric.systems < 2 || level === undefined) return;
        // Twice the bisection is what all accelerators together can send across; unequal groups are held to the slowest.
        const share = (2 * fabric.bisectionBytesPerSecond) / asked.accelerators;
        expect(level.bandwidthBytesPerSecond).toBeLessThanOrEqual(share * (1 + 1e-9));
        const asAsked = asked.oversubscription * (asked.tiers === 3 ? asked.upperOversubscription : 1);
        if (fabric.notes.length > 0) return;
        expect(level.bandwidthBytesPerSecond).toBeCloseTo(share, -3);
        expect(fabric.overallOversubscription).toBeLessThanOrEqual(asAsked * (1 + 1e-9));
      }),
      { seed: 7, numRuns: 700 },
    );
    expect(met).toBeGreaterThan(250);
  });

  it('that is refused is met after any of the offers', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const fabric = generateFabric(asked, []);
        if (!('refusal' in fabric)) return;
        for (const { change, words } of findOffers(asked, listSwitches(index))) {
          expect(generateFabric({ ...asked, ...change }, []), words).not.toHaveProperty('refusal');
        }
      }),
      { seed: 8, numRuns: 100 },
    );
  });
});
