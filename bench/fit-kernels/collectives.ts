/**
 * Fits latency, plateau and ramp of every link on measured collectives, inner links first, and prints the errors of the law with the
 * catalogue's values. With `--write` the fitted values go into the catalogue.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { loadCatalog } from '../../src/cli/load-catalog.ts';
import type { CatalogIndex, Link } from '../../src/domain/catalog/catalog-types.ts';
import { measuredLink, measuredScaleUp } from '../validate-collectives/measured-machines.ts';
import { CollectivePredictor } from '../validate-collectives/predict-collective.ts';
import { type MeasuredCollective, readCollectives } from '../validate-collectives/read-collectives.ts';
import { patternSearch, quantile } from './pattern-search.ts';

/** What is fitted of a link. */
type LinkConstants = Pick<
  Link,
  'endToEndLatencySeconds' | 'efficiency' | 'inNetworkAllReduceEfficiency' | 'rampSeconds'
>;
type Links = ReadonlyMap<string, Link>;

const MEGA = 1e6;
/** Errors beyond this count in proportion, smaller ones by their square: single outliers do not pull. */
const KNEE = 0.1;
/** Packet headers leave no link more than this. */
const MOST = 0.97;
/** Fewer rows, of large messages only, do not tell a ramp. */
const FEWEST = 6;
const USUAL_RAMP = 2e-5;
/** Links with too few rows, or rows that say more about a host or a chip than about the link, keep what the catalogue says. */
const LEFT_ALONE = new Set(['efa3', 'infinity-if4', 'ib-ndr']);

/** Large plateaus first: they say the efficiency, and the ramp is what is missing below. */
const RAMPS = [2e-5, 1e-4, 4e-4];

function predictorWith(links: Links, index: CatalogIndex): CollectivePredictor {
  const records = index.catalog.links.map((link) => links.get(link.id) ?? link);
  return new CollectivePredictor({ ...index, catalog: { ...index.catalog, links: records }, links });
}

/** Relative errors of the rows that the model has a law for. */
function findErrors(rows: readonly MeasuredCollective[], links: Links, index: CatalogIndex): (number | null)[] {
  const predictor = predictorWith(links, index);
  return rows.map((row) => {
    const predicted = predictor.predict(row);
    return predicted.ok ? predicted.seconds / row.seconds - 1 : null;
  });
}

function cost(rows: readonly MeasuredCollective[], links: Links, index: CatalogIndex): number {
  let sum = 0;
  for (const relative of findErrors(rows, links, index)) {
    if (relative === null) continue;
    const error = Math.log(1 + relative) / KNEE;
    sum += Math.sqrt(1 + error * error) - 1;
  }
  return sum / rows.length;
}

function fitLink(id: string, rows: readonly MeasuredCollective[], links: Map<string, Link>, index: CatalogIndex): void {
  const known = links.get(id);
  if (known === undefined || LEFT_ALONE.has(id)) return;
  // Between systems the tables do not tell whether the switches add up.
  const reduces = known.inNetworkAllReduceEfficiency !== null && known.kind === 'scale-up';
  const smallest = Math.min(...rows.map((row) => row.bytes));
  const build = (values: readonly number[]): Link => ({
    ...known,
    // Without small messages the rows do not tell a latency; and none is below that of one hop.
    endToEndLatencySeconds:
      smallest < 100 * MEGA ? Math.max(values[0] ?? 0, known.hopLatencySeconds ?? 0) : known.endToEndLatencySeconds,
    efficiency: Math.min(values[1] ?? 0, MOST),
    rampSeconds: rows.length < FEWEST ? USUAL_RAMP : (values[2] ?? 0),
    inNetworkAllReduceEfficiency: reduces ? (values[3] ?? 0) : known.inNetworkAllReduceEfficiency,
  });
  let best: { readonly values: number[]; readonly cost: number } | null = null;
  for (const ramp of RAMPS) {
    const start = [Math.max(known.endToEndLatencySeconds ?? 0, 1e-6), known.efficiency ?? 0.8, ramp];
    if (reduces) start.push(known.inNetworkAllReduceEfficiency ?? 1);
    // A weak pull towards the start keeps what the rows do not determine where it was.
    const total = (values: readonly number[]): number =>
      cost(rows, new Map(links).set(id, build(values)), index) +
      values.reduce((sum, value, at) => sum + 1e-3 * Math.log(value / (start[at] ?? value)) ** 2, 0) +
      10 * Math.max(0, (values[1] ?? 0) - MOST);
    const values = patternSearch(total, start);
    const found = total(values);
    if (best === null || found < best.cost) best = { values, cost: found };
  }
  const fitted = build((best?.values ?? []).map((value) => Number(value.toPrecision(3))));
  links.set(id, fitted);
  print('fitted', id, {
    rows: rows.length,
    latencyMicroseconds: (fitted.endToEndLatencySeconds ?? 0) * MEGA,
    efficiency: fitted.efficiency ?? 0,
    rampMicroseconds: (fitted.rampSeconds ?? 0) * MEGA,
    ...(reduces ? { inNetworkAllReduceEfficiency: fitted.inNetworkAllReduceEfficiency ?? 0 } : {}),
  });
}

function print(what: string, name: string, figures: Readonly<Record<string, number | string>>): void {
  const rounded = Object.entries(figures).map(([key, value]) => [
    key,
    typeof value === 'number' ? Number(value.toPrecision(3)) : value,
  ]);
  process.stdout.write(`${JSON.stringify({ what, name, ...Object.fromEntries(rounded) })}\n`);
}

function printErrors(rows: readonly MeasuredCollective[], links: Links, index: CatalogIndex): void {
  const groups = new Map<string, number[]>();
  findErrors(rows, links, index).forEach((error, at) => {
    const row = rows[at];
    if (row === undefined || error === null) return;
    const size = row.bytes < MEGA ? '< 1 MB' : '≥ 1 MB';
    for (const name of [`${row.accelerator} ${row.fabric} ${row.op} ${size}`, `all ${row.op} ${size}`]) {
      groups.set(name, [...(groups.get(name) ?? []), error]);
    }
  });
  for (const [name, errors] of [...groups].sort(([a], [b]) => a.localeCompare(b))) {
    const sizes = errors.map(Math.abs);
    print('error', name, {
      rows: errors.length,
      medianPercent: 100 * quantile(sizes, 0.5),
      p90Percent: 100 * quantile(sizes, 0.9),
      signedMedianPercent: 100 * quantile(errors, 0.5),
    });
  }
}

/** Writes the constants into the catalogue, one record a line as it is. */
function writeLinks(links: Links, fitted: ReadonlySet<string>): void {
  const url = new URL('../../public/catalog/interconnects.json', import.meta.url);
  const lines = readFileSync(url, 'utf8').split('\n');
  const changed = lines.map((line) => {
    const id = /^\{"id":"([^"]+)"/.exec(line)?.[1];
    const link = id === undefined || !fitted.has(id) ? undefined : links.get(id);
    if (link === undefined) return line;
    const { endToEndLatencySeconds, efficiency, inNetworkAllReduceEfficiency, rampSeconds } = link;
    const constants: LinkConstants = { endToEndLatencySeconds, efficiency, inNetworkAllReduceEfficiency, rampSeconds };
    const { energyJoulesPerBit, provenance, ...facts } = {
      ...JSON.parse(line.replace(/,$/, '')),
      ...constants,
    } as Record<string, unknown>;
    const merged = { ...facts, energyJoulesPerBit, provenance };
    return JSON.stringify(merged) + (line.endsWith(',') ? ',' : '');
  });
  writeFileSync(url, changed.join('\n'));
}

/**
 * What the tables say about the constants of the law itself, accelerator by accelerator: the launch is the time of small gathers over no
 * further rank, a peer's share the slope of small all-to-alls, the fill what a gather over two ranks takes beyond its bytes at the rate
 * of one over eight, a host's share what more than two keep of a pair's bandwidth over PCIe, the switch's latency what medium all-reduces take beyond their bytes and ramp.
 */
function printLaw(rows: readonly MeasuredCollective[], links: Links, index: CatalogIndex): void {
  const local = rows.filter((row) => row.nodes === 1 && row.dtype !== 'int8');
  const median = (
    accelerator: string,
    op: string,
    ranks: number,
    from: number,
    to: number,
    read = (row: MeasuredCollective): number => row.seconds,
  ): number =>
    quantile(
      local
        .filter(
          (row) =>
            row.accelerator === accelerator &&
            row.op === op &&
            row.ranks === ranks &&
            row.bytes >= from &&
            row.bytes <= to &&
            row.fabric !== 'nvlink-ring',
        )
        .map(read),
      0.5,
    );
  for (const accelerator of new Set(local.map((row) => row.accelerator))) {
    const [two, most] = [2, Number.isFinite(median(accelerator, 'all_gather', 8, 0, 4096)) ? 8 : 4];
    const slope = (op: string, to: number): number =>
      (median(accelerator, op, most, 0, to) - median(accelerator, op, two, 0, to)) / (most - two);
    const launch = median(accelerator, 'all_gather', two, 0, 4096) - slope('all_gather', 4096);
    if (!Number.isFinite(launch)) continue;
    const ratio = median(accelerator, 'all_gather', two, 5e8, 6e8) / median(accelerator, 'all_gather', most, 5e8, 6e8);
    // (1 + f)/2 over (n − 1 + f)/n.
    const fill = (ratio * (1 - 1 / most) - 0.5) / (0.5 - ratio / most);
    const scaleUp = measuredScaleUp(accelerator, index);
    const reduction = links.get(scaleUp?.linkId ?? '')?.inNetworkAllReduceEfficiency ?? null;
    const rate = ((reduction ?? 0) * (scaleUp?.bandwidthBytesPerSecond ?? 0)) / 1.75;
    const inSwitch = median(
      accelerator,
      'all_reduce',
      most,
      3e7,
      3e8,
      (each) => each.seconds - each.bytes / rate - Math.sqrt((each.bytes / rate) * 28e-6),
    );
    // Bandwidth of a ring over more than two by that over two, the chunk that fills it counted.
    const hostShares = [4, 8].flatMap((ranks) => [
      ((ranks - 0.6) / ranks / median(accelerator, 'all_gather', ranks, 5e8, 6e8) / 0.7) *
        median(accelerator, 'all_gather', two, 5e8, 6e8),
      ((2 * ranks - 1.6) / ranks / median(accelerator, 'all_reduce', ranks, 5e8, 6e8) / 1.2) *
        median(accelerator, 'all_reduce', two, 5e8, 6e8),
    ]);
    print('law', accelerator, {
      launchMicroseconds: launch * MEGA,
      peerMicroseconds: slope('alltoall', 262_144) * MEGA,
      fill,
      ...(index.links.get(scaleUp?.linkId ?? '')?.kind === 'pcie'
        ? { hostShare: hostShares.reduce((sum, share) => sum + share, 0) / hostShares.length }
        : {}),
      ...(reduction === null || most < 8 ? {} : { switchMicroseconds: inSwitch * MEGA }),
    });
  }
}

/** The L40S of the tables reach each other through the memory of a host with peer access off: more than two of them measure that host. */
function isHostBound(row: MeasuredCollective): boolean {
  return row.accelerator === 'l40s' && row.ranks > 2;
}

/** Fits the links and prints values and errors. */
export function fitCollectives(write: boolean): void {
  const index = loadCatalog();
  const links = new Map(index.links);
  // Frameworks' own kernels are no measure of the library that trains.
  const rows = readCollectives().filter((row) => !row.library.startsWith('custom-') && !isHostBound(row));
  const linkOf = (row: MeasuredCollective): string | null =>
    measuredLink(row.accelerator, row.fabric, row.nodes, index);
  const inner = new Set(rows.filter((row) => row.nodes === 1).map(linkOf));
  const outer = new Set(rows.filter((row) => row.nodes > 1 && !row.fabric.startsWith('nvl72')).map(linkOf));
  const fitted = new Set<string>();
  for (const [ids, isInside] of [
    [inner, true],
    [outer, false],
  ] as const) {
    for (const id of ids) {
      if (id === null || LEFT_ALONE.has(id)) continue;
      const own = rows.filter(
        (row) => linkOf(row) === id && (row.nodes === 1) === isInside && !row.fabric.startsWith('nvl72'),
      );
      fitLink(id, own, links, index);
      fitted.add(id);
    }
  }
  printLaw(rows, links, index);
  printErrors(rows, write ? links : index.links, index);
  if (write) writeLinks(links, fitted);
}
