/** What a quantity measures, the unit that values are kept in, and the units that people type and read. */

/**
 * What a quantity measures. Values are kept in: bandwidth bytes/s · bytes and memory bytes · flops FLOP/s · work FLOP ·
 * power W · energy J · duration s · money US dollars · moneyPerHour US dollars per hour · count, ratio and tokens plain
 * numbers · carbonMass kg · length m.
 */
export type Dimension =
  | 'bandwidth'
  | 'bytes'
  | 'memory'
  | 'flops'
  | 'work'
  | 'power'
  | 'energy'
  | 'duration'
  | 'money'
  | 'moneyPerHour'
  | 'count'
  | 'ratio'
  | 'tokens'
  | 'carbonMass'
  | 'length';

/** A unit: its symbol as shown, how many base units it is, and other spellings that people type. */
export interface Unit {
  readonly symbol: string;
  readonly factor: number;
  readonly aliases?: readonly string[];
}

/** The units of a dimension. */
export interface DimensionUnits {
  /** The dimension's name in a sentence. */
  readonly name: string;
  readonly units: readonly Unit[];
  /** Symbols to show, smallest first, each with the value (in base units) from which it is used. */
  readonly ladder: readonly (readonly [symbol: string, from: number])[];
  /** Unit of a number typed without one; null = a unit must be typed. */
  readonly bare: string | null;
  readonly example: string;
}

const KI = 1024;
const JOULES_PER_KWH = 3.6e6;
const DAY = 86_400;

const BYTE_UNITS: readonly Unit[] = [
  { symbol: 'B', factor: 1, aliases: ['bytes', 'byte'] },
  { symbol: 'kB', factor: 1e3, aliases: ['KB', 'k'] },
  { symbol: 'MB', factor: 1e6, aliases: ['M'] },
  { symbol: 'GB', factor: 1e9, aliases: ['G'] },
  { symbol: 'TB', factor: 1e12, aliases: ['T'] },
  { symbol: 'PB', factor: 1e15, aliases: ['P'] },
  { symbol: 'EB', factor: 1e18 },
  { symbol: 'KiB', factor: KI, aliases: ['Ki'] },
  { symbol: 'MiB', factor: KI ** 2, aliases: ['Mi'] },
  { symbol: 'GiB', factor: KI ** 3, aliases: ['Gi'] },
  { symbol: 'TiB', factor: KI ** 4, aliases: ['Ti'] },
  { symbol: 'PiB', factor: KI ** 5, aliases: ['Pi'] },
];

const SCALE_UNITS: readonly Unit[] = [
  { symbol: '', factor: 1 },
  { symbol: 'k', factor: 1e3, aliases: ['K', 'thousand'] },
  { symbol: 'M', factor: 1e6, aliases: ['m', 'million'] },
  { symbol: 'B', factor: 1e9, aliases: ['b', 'G', 'bn', 'billion'] },
  { symbol: 'T', factor: 1e12, aliases: ['t', 'tn', 'trillion'] },
];

function withSuffix(units: readonly Unit[], suffix: string, extra: readonly string[] = []): Unit[] {
  return units.map((unit) => ({
    symbol: `${unit.symbol}${suffix}`,
    factor: unit.factor,
    aliases: [unit.symbol, ...(unit.aliases ?? [])].flatMap((spelling) =>
      [suffix, ...extra].map((ending) => `${spelling}${ending}`),
    ),
  }));
}

function decimalUnits(base: string, prefixes: string, aliases: (prefix: string) => readonly string[]): Unit[] {
  const exponents: Readonly<Record<string, number>> = { k: 3, M: 6, G: 9, T: 12, P: 15, E: 18, Z: 21, Y: 24 };
  return ['', ...prefixes].map((prefix) => ({
    symbol: `${prefix}${base}`,
    factor: 10 ** (exponents[prefix] ?? 0),
    aliases: aliases(prefix),
  }));
}

/** The units of every dimension. */
export const DIMENSIONS: Readonly<Record<Dimension, DimensionUnits>> = {
  bandwidth: {
    name: 'bandwidth',
    units: [
      ...['B', 'kB', 'MB', 'GB', 'TB', 'PB'].map((symbol, step) => ({
        symbol: `${symbol}/s`,
        factor: 1000 ** step,
        aliases: [`${symbol}ps`],
      })),
      ...['KiB', 'MiB', 'GiB', 'TiB'].map((symbol, step) => ({ symbol: `${symbol}/s`, factor: KI ** (step + 1) })),
      // A bare prefix is the port's name: "400G" is a 400 Gbit/s port.
      ...decimalUnits('bit/s', 'kMGTP', (prefix) => [
        `${prefix}b/s`,
        `${prefix}bps`,
        ...(prefix === '' ? [] : [prefix]),
      ]).map((unit) => ({ ...unit, factor: unit.factor / 8 })),
    ],
    ladder: [
      ['B/s', 0],
      ['kB/s', 1e3],
      ['MB/s', 1e6],
      ['GB/s', 1e9],
      ['TB/s', 1e12],
      ['PB/s', 1e15],
    ],
    bare: null,
    example: '400 Gbit/s or 50 GB/s',
  },
  bytes: {
    name: 'data size',
    units: BYTE_UNITS,
    ladder: [
      ['B', 0],
      ['kB', 1e3],
      ['MB', 1e6],
      ['GB', 1e9],
      ['TB', 1e12],
      ['PB', 1e15],
    ],
    bare: null,
    example: '2.3 TB',
  },
  memory: {
    name: 'memory size',
    units: BYTE_UNITS,
    ladder: [
      ['B', 0],
      ['KiB', KI],
      ['MiB', KI ** 2],
      ['GiB', KI ** 3],
      ['TiB', KI ** 4],
      ['PiB', KI ** 5],
    ],
    bare: null,
    example: '80 GiB',
  },
  flops: {
    name: 'compute rate',
    units: decimalUnits('FLOP/s', 'kMGTPEZ', (prefix) => [
      `${prefix}FLOPS`,
      `${prefix}FLOPs`,
      `${prefix}F/s`,
      `${prefix}F`,
      `${prefix}OP/s`,
      `${prefix}OPS`,
      ...(prefix === '' ? [] : [prefix]),
    ]),
    ladder: [
      ['FLOP/s', 0],
      ['MFLOP/s', 1e6],
      ['GFLOP/s', 1e9],
      ['TFLOP/s', 1e12],
      ['PFLOP/s', 1e15],
      ['EFLOP/s', 1e18],
      ['ZFLOP/s', 1e21],
    ],
    bare: null,
    example: '989 TFLOP/s',
  },
  work: {
    name: 'amount of computation',
    units: decimalUnits('FLOP', 'kMGTPEZY', (prefix) => [`${prefix}FLOPs`, ...(prefix === '' ? [] : [prefix])]),
    ladder: [
      ['FLOP', 0],
      ['MFLOP', 1e6],
      ['GFLOP', 1e9],
      ['TFLOP', 1e12],
      ['PFLOP', 1e15],
      ['EFLOP', 1e18],
      ['ZFLOP', 1e21],
      ['YFLOP', 1e24],
    ],
    bare: 'FLOP',
    example: '3.8e25 FLOP',
  },
  power: {
    name: 'power',
    units: decimalUnits('W', 'kMGT', (prefix) => (prefix === '' ? ['watt', 'watts'] : [prefix])),
    ladder: [
      ['W', 0],
      ['kW', 1e3],
      ['MW', 1e6],
      ['GW', 1e9],
    ],
    bare: null,
    example: '700 W or 25 MW',
  },
  energy: {
    name: 'energy',
    units: [
      ...decimalUnits('J', 'kMGT', () => []),
      { symbol: 'Wh', factor: 3600 },
      { symbol: 'kWh', factor: JOULES_PER_KWH },
      { symbol: 'MWh', factor: JOULES_PER_KWH * 1e3 },
      { symbol: 'GWh', factor: JOULES_PER_KWH * 1e6 },
      { symbol: 'TWh', factor: JOULES_PER_KWH * 1e9 },
    ],
    ladder: [
      ['J', 0],
      ['kJ', 1e3],
      ['kWh', JOULES_PER_KWH / 10],
      ['MWh', JOULES_PER_KWH * 1e3],
      ['GWh', JOULES_PER_KWH * 1e6],
      ['TWh', JOULES_PER_KWH * 1e9],
    ],
    bare: null,
    example: '21.5 GWh',
  },
  duration: {
    name: 'duration',
    units: [
      { symbol: 'ns', factor: 1e-9 },
      { symbol: 'µs', factor: 1e-6, aliases: ['us', 'μs'] },
      { symbol: 'ms', factor: 1e-3 },
      { symbol: 's', factor: 1, aliases: ['sec', 'second', 'seconds'] },
      { symbol: 'min', factor: 60, aliases: ['m', 'minute', 'minutes'] },
      { symbol: 'h', factor: 3600, aliases: ['hr', 'hrs', 'hour', 'hours'] },
      { symbol: 'days', factor: DAY, aliases: ['d', 'day'] },
      { symbol: 'weeks', factor: 7 * DAY, aliases: ['w', 'wk', 'week'] },
      { symbol: 'years', factor: 365 * DAY, aliases: ['y', 'yr', 'year'] },
    ],
    ladder: [
      ['ns', 0],
      ['µs', 1e-6],
      ['ms', 1e-3],
      ['s', 1],
      ['min', 120],
      ['h', 7200],
      ['days', 3 * DAY],
      ['years', 1000 * DAY],
    ],
    bare: null,
    example: '90 days or 12.5 s',
  },
  money: {
    name: 'amount of money',
    units: withSuffix(SCALE_UNITS, '', ['USD']),
    ladder: [
      ['', 0],
      ['k', 1e4],
      ['M', 1e6],
      ['B', 1e9],
      ['T', 1e12],
    ],
    bare: '',
    example: '$5.3M',
  },
  moneyPerHour: {
    name: 'price per hour',
    units: withSuffix(SCALE_UNITS, '/h', ['', 'USD/h', '/hr', '/hour', 'USD']),
    ladder: [
      ['/h', 0],
      ['k/h', 1e4],
      ['M/h', 1e6],
    ],
    bare: '/h',
    example: '$2.50/h',
  },
  count: {
    name: 'number',
    units: SCALE_UNITS,
    ladder: [
      ['', 0],
      ['M', 1e6],
      ['B', 1e9],
      ['T', 1e12],
    ],
    bare: '',
    example: '16384 or 2.1k',
  },
  ratio: {
    name: 'ratio',
    units: [
      { symbol: '%', factor: 0.01, aliases: ['percent'] },
      { symbol: '×', factor: 1, aliases: ['x', ''] },
    ],
    ladder: [['%', 0]],
    bare: '×',
    example: '45 % or 0.45',
  },
  tokens: {
    name: 'number of tokens',
    units: withSuffix(SCALE_UNITS, ' tokens', ['', 'tokens', ' token', 'token', ' tok', 'tok']),
    ladder: [
      [' tokens', 0],
      ['M tokens', 1e6],
      ['B tokens', 1e9],
      ['T tokens', 1e12],
    ],
    bare: ' tokens',
    example: '15T tokens',
  },
  carbonMass: {
    name: 'mass of carbon dioxide',
    units: [
      { symbol: 'g', factor: 1e-3, aliases: ['gCO2', 'gCO2e'] },
      { symbol: 'kg', factor: 1, aliases: ['kgCO2', 'kgCO2e'] },
      { symbol: 't', factor: 1e3, aliases: ['tonne', 'tonnes', 'tCO2', 'tCO2e'] },
      { symbol: 'kt', factor: 1e6 },
      { symbol: 'Mt', factor: 1e9 },
    ],
    ladder: [
      ['g', 0],
      ['kg', 1],
      ['t', 1e3],
      ['kt', 1e6],
      ['Mt', 1e9],
    ],
    bare: null,
    example: '8930 t',
  },
  length: {
    name: 'length',
    units: [
      { symbol: 'mm', factor: 1e-3 },
      { symbol: 'cm', factor: 1e-2 },
      { symbol: 'm', factor: 1, aliases: ['metre', 'metres', 'meter', 'meters'] },
      { symbol: 'km', factor: 1e3 },
    ],
    ladder: [
      ['m', 0],
      ['km', 1e3],
    ],
    bare: null,
    example: '50 m',
  },
};
