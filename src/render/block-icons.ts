/** Signs of the block kinds as SVG path data on a 16 × 16 grid, stroked. Own drawings: few strokes that hold at 12 px. */
import type { BlockKind } from '../domain/plan/plan-document.ts';

/** Name of a sign. */
export type IconName = BlockKind | 'cut';

type Segment = readonly ['M' | 'L', number, number] | readonly ['Z'];

const rect = (x: number, y: number, width: number, height: number): readonly Segment[] => [
  ['M', x, y],
  ['L', x + width, y],
  ['L', x + width, y + height],
  ['L', x, y + height],
  ['Z'],
];
const line = (x1: number, y1: number, x2: number, y2: number): readonly Segment[] => [
  ['M', x1, y1],
  ['L', x2, y2],
];

const ICONS: Readonly<Record<IconName, readonly Segment[]>> = {
  site: [
    ['M', 2, 13.5],
    ['L', 2, 6],
    ['L', 6, 8.5],
    ['L', 6, 6],
    ['L', 10, 8.5],
    ['L', 10, 2.5],
    ['L', 14, 2.5],
    ['L', 14, 13.5],
    ['Z'],
  ],
  hall: [
    ['M', 2, 6.5],
    ['L', 8, 2.5],
    ['L', 14, 6.5],
    ['L', 14, 13.5],
    ['L', 2, 13.5],
    ['Z'],
    ...line(5.5, 13.5, 5.5, 9),
    ...line(10.5, 13.5, 10.5, 9),
    ...line(5.5, 9, 10.5, 9),
  ],
  row: [...rect(1.5, 4, 3.7, 8), ...rect(6.2, 4, 3.7, 8), ...rect(10.9, 4, 3.7, 8)],
  rack: [...rect(4, 1.5, 8, 13), ...line(4, 5, 12, 5), ...line(4, 8, 12, 8), ...line(4, 11, 12, 11)],
  node: [...rect(1.5, 3.5, 13, 4), ...rect(1.5, 9, 13, 4), ...line(4, 5.5, 6, 5.5), ...line(4, 11, 6, 11)],
  accelerator: [
    ...rect(4, 4, 8, 8),
    ...line(6.5, 1.5, 6.5, 4),
    ...line(9.5, 1.5, 9.5, 4),
    ...line(6.5, 12, 6.5, 14.5),
    ...line(9.5, 12, 9.5, 14.5),
    ...line(1.5, 6.5, 4, 6.5),
    ...line(1.5, 9.5, 4, 9.5),
    ...line(12, 6.5, 14.5, 6.5),
    ...line(12, 9.5, 14.5, 9.5),
  ],
  // A cable in two pieces, apart where a stroke goes through.
  cut: [...line(1, 8, 5, 8), ...line(11, 8, 15, 8), ...line(5.5, 4, 10.5, 12), ...line(10.5, 4, 5.5, 12)],
  switch: [
    ...line(2, 5.5, 14, 5.5),
    ...line(11, 2.5, 14, 5.5),
    ...line(14, 10.5, 2, 10.5),
    ...line(5, 13.5, 2, 10.5),
    ...line(11, 8.5, 14, 5.5),
    ...line(5, 7.5, 2, 10.5),
  ],
  storage: [...rect(2.5, 2.5, 11, 3), ...rect(2.5, 6.5, 11, 3), ...rect(2.5, 10.5, 11, 3)],
  // A lightning stroke.
  power: [['M', 9.5, 1.5], ['L', 3.5, 9], ['L', 7.5, 9], ['L', 6.5, 14.5], ['L', 12.5, 7], ['L', 8.5, 7], ['Z']],
  // Three axes of a snow crystal.
  cooling: [
    ...line(8, 1.5, 8, 14.5),
    ...line(2.4, 4.75, 13.6, 11.25),
    ...line(13.6, 4.75, 2.4, 11.25),
    ...line(6, 2.5, 8, 4.5),
    ...line(10, 2.5, 8, 4.5),
    ...line(6, 13.5, 8, 11.5),
    ...line(10, 13.5, 8, 11.5),
  ],
};

const unitPaths = new Map<IconName, string>();

/** Path data of a sign, moved and scaled; absolute commands. */
export function iconPath(name: IconName, x: number, y: number, size: number): string {
  const scale = size / 16;
  const round = (value: number) => Math.round(value * 100) / 100;
  return ICONS[name]
    .map(([command, ...at]) =>
      at.length === 0 ? command : `${command}${round(x + (at[0] ?? 0) * scale)} ${round(y + (at[1] ?? 0) * scale)}`,
    )
    .join(' ');
}

/** Path data of a sign on its own 16 × 16 grid. */
export function iconUnitPath(name: IconName): string {
  let path = unitPaths.get(name);
  if (path === undefined) {
    path = iconPath(name, 0, 0, 16);
    unitPaths.set(name, path);
  }
  return path;
}
