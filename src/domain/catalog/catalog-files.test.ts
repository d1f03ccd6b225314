import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countParameters } from '../workload/count-parameters.ts';
import type { Catalog, Provenance } from './catalog-types.ts';
import { indexCatalog } from './index-catalog.ts';
import { CATALOG_FILES, type CatalogFileName, parseCatalog } from './parse-catalog.ts';

function readCatalog(): Catalog {
  const files = Object.fromEntries(
    CATALOG_FILES.map((file) => [
      file,
      JSON.parse(readFileSync(new URL(`../../../public/catalog/${file}`, import.meta.url), 'utf8')) as unknown,
    ]),
  ) as Record<CatalogFileName, unknown>;
  const parsed = parseCatalog(files);
  if (!parsed.ok) throw new Error(parsed.problems.map((p) => `${p.file} ${p.path}: ${p.message}`).join('\n'));
  return parsed.catalog;
}

const catalog = readCatalog();
const index = indexCatalog(catalog);

describe('the catalogue files', () => {
  it('hold every kind of record', () => {
    expect(catalog.accelerators.length).toBeGreaterThanOrEqual(79);
    expect(catalog.systems.length).toBeGreaterThanOrEqual(99);
    expect(catalog.links.length).toBeGreaterThanOrEqual(50);
    expect(catalog.switches.length).toBeGreaterThanOrEqual(18);
    expect(catalog.cables.length).toBeGreaterThanOrEqual(18);
    expect(catalog.wanClasses.length).toBeGreaterThanOrEqual(10);
    expect(catalog.models.filter((model) => model.usable).length).toBeGreaterThanOrEqual(119);
    expect(catalog.softwareStacks.map((stack) => stack.id)).toContain('megatron-core');
    expect(catalog.regions.length).toBeGreaterThanOrEqual(48);
    for (const kind of ['failure-preset', 'recovery-preset', 'component-rate', 'failure-cause', 'fact']) {
      expect(catalog.reliability.some((record) => record.kind === kind)).toBe(true);
    }
  });

  it('say of every record where it is from', () => {
    const provenances: Provenance[] = [
      ...catalog.accelerators,
      ...catalog.systems,
      ...catalog.systems.flatMap((system) => system.prices),
      ...catalog.links,
      ...catalog.switches,
      ...catalog.cables,
      ...catalog.wanClasses,
      ...catalog.models,
      ...catalog.softwareStacks,
      ...catalog.accelerators.map((accelerator) => accelerator.execution),
      ...catalog.regions,
      ...catalog.regions.flatMap((region) => [region.gridCarbon, region.electricity].filter((value) => value !== null)),
      ...catalog.reliability,
      ...catalog.power,
      ...catalog.cost,
    ].map((record) => record.provenance);
    for (const provenance of provenances) {
      expect(provenance.source.length, JSON.stringify(provenance)).toBeGreaterThan(1);
      expect(provenance.asOf.length, JSON.stringify(provenance)).toBeGreaterThan(3);
    }
  });

  it('name who must be named', () => {
    for (const region of catalog.regions) {
      if (region.gridCarbon) expect(region.gridCarbon.provenance.attribution, region.id).toBeTruthy();
    }
    for (const record of catalog.power) {
      if (record.kind === 'grid-carbon') expect(record.provenance.attribution).toMatch(/Ember.*CC BY/);
    }
  });

  it('agree with well-known figures', () => {
    const h100 = index.accelerators.get('h100-sxm5-80gb');
    expect(h100?.memoryGib).toBe(80);
    expect(h100?.memoryBandwidthBytesPerSecond).toBe(3.35e12);
    expect(h100?.peakFlops.bf16).toBeCloseTo(989.5e12, -12);
    expect(h100?.scaleUp).toMatchObject({ bandwidthBytesPerSecond: 450e9, topology: 'switched', links: 18 });
    const dgx = index.systems.get('dgx-h100');
    expect(dgx).toMatchObject({ acceleratorsPerSystem: 8, maxPowerWatts: 10_200, acceleratorId: 'h100-sxm5-80gb' });
    expect(index.links.get('ib-ndr')?.portBandwidthBytesPerSecond).toBe(50e9);
    expect(index.systems.get('tpu-v5p-host')?.podShape).toEqual([16, 20, 28]);
    const preset = index.reliability.get('llama3_h100_2024');
    if (preset?.kind !== 'failure-preset') throw new Error('not a failure preset');
    expect(preset.failuresPerNodeHour * 24 * 2048).toBeCloseTo(419 / 54, 1);
    const causes = catalog.reliability.filter((record) => record.kind === 'failure-cause');
    expect(causes.reduce((sum, cause) => sum + cause.count, 0)).toBe(419);
  });

  it('keep physical relations', () => {
    for (const accelerator of catalog.accelerators) {
      const { scaleUp, measuredMatmulFlops, peakFlops, tdpWatts, idleWatts, reportedMemoryGib, memoryGib } =
        accelerator;
      if (scaleUp.links !== null && scaleUp.linkBandwidthBytesPerSecond !== null) {
        const sum = scaleUp.links * scaleUp.linkBandwidthBytesPerSecond;
        expect(Math.abs(sum / scaleUp.bandwidthBytesPerSecond - 1), accelerator.id).toBeLessThan(0.02);
      }
      if (measuredMatmulFlops.bf16 !== null && peakFlops.bf16 !== null) {
        expect(measuredMatmulFlops.bf16, accelerator.id).toBeLessThanOrEqual(peakFlops.bf16);
      }
      if (tdpWatts !== null && idleWatts !== null) expect(idleWatts, accelerator.id).toBeLessThan(tdpWatts);
      if (reportedMemoryGib !== null) expect(reportedMemoryGib, accelerator.id).toBeLessThanOrEqual(memoryGib * 1.02);
    }
    for (const system of catalog.systems) {
      if (system.maxPowerWatts !== null && system.idlePowerWatts !== null) {
        expect(system.idlePowerWatts, system.id).toBeLessThan(system.maxPowerWatts);
      }
    }
  });
});

describe('parameter counts', () => {
  const usable = catalog.models.filter((model) => model.architecture !== null);

  it.each(usable.map((model) => [model.id, model] as const))(
    '%s is within 1.5 %% of the official count',
    (_id, model) => {
      if (model.architecture === null) throw new Error('no architecture');
      const error = Math.abs(countParameters(model.architecture).total / model.officialParameters - 1);
      if (model.parameterCountException === null) expect(error).toBeLessThanOrEqual(0.015);
      else expect(error).toBeGreaterThan(0.015);
    },
  );

  it('lists its exceptions', () => {
    const exceptions = catalog.models.filter((model) => model.parameterCountException !== null);
    expect(exceptions.map((model) => model.id)).toEqual(['megatron-1.7b']);
  });

  it('gives a reason for every model that cannot be a workload', () => {
    for (const model of catalog.models) {
      expect(model.usable, model.id).toBe(model.architecture !== null);
      expect(model.unusableReason === null, model.id).toBe(model.usable);
    }
  });
});
