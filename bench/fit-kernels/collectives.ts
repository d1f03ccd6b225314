/**
 * Fits latency, plateau and ramp of every link on measured collectives, inner links first, and prints the errors of the law with the
 * catalogue's values. With `--write` the fitted values go into the catalogue.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import {
  type LinkConstants,
  type MeasuredCollective,
  predictCollective,
  readCollectives,
  readLinks,
} from './collective-tables.ts';
import { patternSearch, quantile } from './pattern-search.ts';

const MEGA = 1e6;
/** Errors beyond this count in proportion, smaller ones by their square: single outliers do not pull. */
const KNEE = 0.1;
/** Packet headers leave no link more than this. */
const MOST = 0.97;
/** Fewer rows, of large messages only, do not tell a ramp. */
const FEWEST = 6;
const USUAL_RAMP = 2e-5;
/** Links with too few rows, or rows that say more about a host than about the link, keep what the catalogue says. */
const LEFT_ALONE = new Set(['efa3', 'pcie4x16']);

let trial = 0;

function cost(rows: readonly MeasuredCollective[], links: ReadonlyMap<string, LinkConstants>): number {
  trial += 1;
  let sum = 0;
  for (const row of rows) {
    const error = Math.log(predictCollective(row, links, String(trial)) / row.seconds) / KNEE;
    sum += Math.sqrt(1 + error * error) - 1;
  }
  return sum / rows.length;
}

function fitLink(id: string, rows: readonly MeasuredCollective[], links: Map<string, LinkConstants>): void {
  const known = links.get(id);
  if (known === undefined || LEFT_ALONE.has(id)) return;
  const reduces = known.inNetworkAllReduceEfficiency !== null;
  const build = (values: readonly number[]): LinkConstants => ({
    ...known,
    // Without small messages the rows do not tell a latency.
    endToEndLatencySeconds: smallest < 100 * MEGA ? (values[0] ?? 0) : known.endToEndLatencySeconds,
    efficiency: Math.min(values[1] ?? 0, MOST),
    rampSeconds: rows.length < FEWEST ? USUAL_RAMP : (values[2] ?? 0),
    inNetworkAllReduceEfficiency: reduces ? (values[3] ?? 0) : null,
  });
  const start = [Math.max(known.endToEndLatencySeconds ?? 0, 1e-7), known.efficiency ?? 0.8, USUAL_RAMP];
  const smallest = Math.min(...rows.map((row) => row.bytes));
  if (reduces) start.push(known.inNetworkAllReduceEfficiency ?? 1);
  // A weak pull towards the start keeps what the rows do not determine where it was.
  const pull = (values: readonly number[]): number =>
    values.reduce((sum, value, at) => sum + 1e-3 * Math.log(value / (start[at] ?? value)) ** 2, 0) +
    10 * Math.max(0, (values[1] ?? 0) - MOST);
  const fitted = patternSearch((values) => cost(rows, new Map(links).set(id, build(values))) + pull(values), start);
  const rounded = fitted.map((value) => Number(value.toPrecision(3)));
  links.set(id, build(rounded));
  print('fitted', id, {
    rows: rows.length,
    latencyMicroseconds: (links.get(id)?.endToEndLatencySeconds ?? 0) * MEGA,
    efficiency: rounded[1] ?? 0,
    rampMicroseconds: (links.get(id)?.rampSeconds ?? 0) * MEGA,
    ...(reduces ? { inNetworkAllReduceEfficiency: rounded[3] ?? 0 } : {}),
  });
}

function print(what: string, name: string, figures: Readonly<Record<string, number | string>>): void {
  const rounded = Object.entries(figures).map(([key, value]) => [
    key,
    typeof value === 'number' ? Number(value.toPrecision(3)) : value,
  ]);
  process.stdout.write(`${JSON.stringify({ what, name, ...Object.fromEntries(rounded) })}\n`);
}

function printErrors(rows: readonly MeasuredCollective[], links: ReadonlyMap<string, LinkConstants>): void {
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const error = predictCollective(row, links, 'report') / row.seconds - 1;
    const size = row.bytes < MEGA ? '< 1 MB' : '≥ 1 MB';
    for (const name of [`${row.fabric.name} ${row.op} ${size}`, `all ${row.op} ${size}`]) {
      groups.set(name, [...(groups.get(name) ?? []), error]);
    }
  }
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
function writeLinks(links: ReadonlyMap<string, LinkConstants>): void {
  const url = new URL('../../public/catalog/interconnects.json', import.meta.url);
  const lines = readFileSync(url, 'utf8').split('\n');
  const changed = lines.map((line) => {
    const id = /^\{"id":"([^"]+)"/.exec(line)?.[1];
    const link = id === undefined ? undefined : links.get(id);
    if (link === undefined || link.rampSeconds === undefined) return line;
    const { energyJoulesPerBit, provenance, ...facts } = { ...JSON.parse(line.replace(/,$/, '')), ...link } as Record<
      string,
      unknown
    >;
    const merged = { ...facts, energyJoulesPerBit, provenance };
    return JSON.stringify(merged) + (line.endsWith(',') ? ',' : '');
  });
  writeFileSync(url, changed.join('\n'));
}

/**
 * What the tables say about the constants of the law itself, accelerator by accelerator: the launch is the time of small gathers over no
 * further rank, a peer's share the slope of small all-to-alls, the fill what a gather over two ranks takes beyond its bytes at the rate
 * of one over eight, the switch's latency what medium all-reduces take beyond their bytes and ramp.
 */
function printLaw(rows: readonly MeasuredCollective[], links: ReadonlyMap<string, LinkConstants>): void {
  const local = rows.filter((row) => row.fabric.outer === null);
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
            !row.fabric.isRingOnly,
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
    const row = local.find((each) => each.accelerator === accelerator);
    const reduction = links.get(row?.fabric.inner ?? '')?.inNetworkAllReduceEfficiency ?? null;
    const rate = ((reduction ?? 0) * (row?.fabric.innerBandwidth ?? 0)) / 1.75;
    const inSwitch = median(
      accelerator,
      'all_reduce',
      most,
      3e7,
      3e8,
      (each) => each.seconds - each.bytes / rate - Math.sqrt((each.bytes / rate) * 28e-6),
    );
    print('law', accelerator, {
      launchMicroseconds: launch * MEGA,
      peerMicroseconds: slope('alltoall', 262_144) * MEGA,
      fill,
      ...(reduction === null || most < 8 ? {} : { switchMicroseconds: inSwitch * MEGA }),
    });
  }
}

/** Fits the links and prints values and errors. */
export function fitCollectives(write: boolean): void {
  const rows = readCollectives();
  const links = readLinks();
  const inner = new Set(rows.map((row) => row.fabric.inner));
  for (const id of inner)
    fitLink(
      id,
      rows.filter((row) => row.fabric.outer === null && row.fabric.inner === id),
      links,
    );
  const outer = new Set(rows.flatMap((row) => (row.fabric.outer === null ? [] : [row.fabric.outer])));
  for (const id of outer)
    fitLink(
      id,
      rows.filter((row) => row.fabric.outer === id && row.fabric.inside === 8),
      links,
    );
  printLaw(rows, links);
  printErrors(rows, write ? links : readLinks());
  if (write) writeLinks(links);
}
