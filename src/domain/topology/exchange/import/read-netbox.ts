/** Devices and cables out of NetBox-style tables. Speeds come from the types of the interfaces at both ends. */
import {
  type GraphCable,
  type GraphDevice,
  type ImportNote,
  type ImportProblem,
  isProblem,
  MAX_DEVICES,
  type NetworkGraph,
  problemAt,
  quoteName,
} from '../network-graph.ts';
import { guessModel, guessRole, type RoleGuess } from './device-roles.ts';
import { type PortSpeed, readInterfaceType, readKilobits } from './interface-speed.ts';
import { listNames } from './list-names.ts';
import { type NetboxTables, readCsvTables, readYamlTables, type TableRow } from './netbox-tables.ts';

/** What the tables come to. */
export interface NetboxNetwork {
  readonly graph: NetworkGraph;
  readonly notes: readonly ImportNote[];
}

/** Reads NetBox-style CSV. Never throws. */
export function readNetboxCsv(text: string): NetboxNetwork | { readonly problem: ImportProblem } {
  const tables = readCsvTables(text);
  return isProblem(tables) ? tables : new NetboxReader(tables).read();
}

/** Reads NetBox-style YAML. Never throws. */
export function readNetboxYaml(text: string): NetboxNetwork | { readonly problem: ImportProblem } {
  const tables = readYamlTables(text);
  return isProblem(tables) ? tables : new NetboxReader(tables).read();
}

interface Draft {
  readonly name: string;
  readonly guess: RoleGuess | 'other' | null;
  readonly kind: string;
  readonly site: string;
}

const MANAGEMENT = /^(mgmt|management|bmc|ipmi|oob|ilo|idrac|console|me)\W?\d*/i;

class NetboxReader {
  private readonly notes: ImportNote[] = [];
  private readonly drafts: Draft[] = [];
  private readonly byName = new Map<string, number[]>();
  private readonly ports = new Map<string, { readonly speed: PortSpeed | null; readonly isManagement: boolean }>();

  constructor(private readonly tables: NetboxTables) {}

  read(): NetboxNetwork | { readonly problem: ImportProblem } {
    const wrong = this.readDevices();
    if (wrong !== null) return wrong;
    this.readInterfaces();
    const cables = this.readCables();
    if (isProblem(cables)) return cables;
    return this.build(cables);
  }

  private readDevices(): { readonly problem: ImportProblem } | null {
    for (const row of this.tables.devices) {
      const name = row.get('name');
      if (name === '') return problemAt(row.line, 'This device has no name.', 'Fill in the column “name”.');
      const site = row.get('site', 'site_name').slice(0, 80);
      const before = this.find(name, site);
      if (before !== null && this.drafts[before]?.site === site) {
        return problemAt(
          row.line,
          `Device ${quoteName(name)} stands in the table twice.`,
          'Give each device of a site a name of its own.',
        );
      }
      const kind = row.get('device_type', 'model', 'type').slice(0, 80);
      const roleWords = row.get('role', 'device_role');
      this.add({
        name,
        site,
        kind,
        guess: guessRole(roleWords) ?? guessModel(kind) ?? guessRole(kind) ?? guessRole(name),
      });
    }
    return null;
  }

  private add(draft: Draft): number {
    const at = this.drafts.push(draft) - 1;
    const known = this.byName.get(draft.name);
    if (known === undefined) this.byName.set(draft.name, [at]);
    else known.push(at);
    return at;
  }

  /** A device by name; by site too where several share the name. */
  private find(name: string, site: string): number | null {
    const known = this.byName.get(name);
    if (known === undefined) return null;
    return known.find((at) => this.drafts[at]?.site === site) ?? known[0] ?? null;
  }

  private readInterfaces(): void {
    for (const row of this.tables.interfaces) {
      const kilobits = readKilobits(row.get('speed'));
      const typed = readInterfaceType(row.get('type'));
      const isManagement = /^(true|yes|1)$/i.test(row.get('mgmt_only', 'management_only'));
      const speed = kilobits === null ? typed : { bandwidthBytesPerSecond: kilobits, family: typed?.family ?? null };
      this.ports.set(`${row.get('device')}\n${row.get('name')}`, { speed, isManagement });
    }
  }

  private readCables(): { cable: GraphCable; line: number }[] | { readonly problem: ImportProblem } {
    const cables: { cable: GraphCable; line: number }[] = [];
    let management = 0;
    let elsewhere = 0;
    for (const row of this.tables.cables) {
      const ends = (['a', 'b'] as const).map((side) => readEnd(row, side));
      const [one, other] = ends;
      if (one === undefined || other === undefined) continue;
      if (ends.some(({ type }) => type !== '' && !/interface/i.test(type))) {
        elsewhere++;
        continue;
      }
      const nameless = ends.find(({ device }) => device === '');
      if (nameless !== undefined) {
        return problemAt(
          row.line,
          'One end of this cable names no device.',
          'Fill in side_a_device and side_b_device.',
        );
      }
      const places: number[] = [];
      for (const { device, site } of ends) {
        const at =
          this.find(device, site) ?? (this.tables.devices.length === 0 ? this.addUnlisted(device, site) : null);
        if (at === null) {
          return problemAt(
            row.line,
            `This cable ends at ${quoteName(device)}, which is not in the table of devices.`,
            'Add the device, or correct its name; without a table of devices all names are taken as they are.',
          );
        }
        places.push(at);
      }
      const found = ends.map(({ device, port }) => this.ports.get(`${device}\n${port}`));
      if (found.some((port) => port?.isManagement) || ends.some(({ port }) => MANAGEMENT.test(port))) {
        management++;
        continue;
      }
      const [from = 0, to = 0] = places;
      const speed = slower([...found.map((port) => port?.speed ?? null), readInterfaceType(row.get('speed'))]);
      if (from !== to) {
        cables.push({
          line: row.line,
          cable: {
            from,
            to,
            count: 1,
            bandwidthBytesPerSecond: speed?.bandwidthBytesPerSecond ?? null,
            family: speed?.family ?? null,
          },
        });
      }
    }
    if (this.drafts.length > MAX_DEVICES)
      return problemAt(null, `There are more than ${MAX_DEVICES} devices.`, 'Import a part of them.');
    if (management > 0) this.remark('left-out', `${count(management, 'cable')} for management.`);
    if (elsewhere > 0)
      this.remark(
        'left-out',
        `${count(elsewhere, 'cable')} that end at power, console or patch panel ports; cables through patch panels are not followed.`,
      );
    return cables;
  }

  private addUnlisted(name: string, site: string): number {
    return this.add({ name, site, kind: '', guess: guessModel(name) ?? guessRole(name) });
  }

  private build(cables: readonly { cable: GraphCable }[]): NetboxNetwork {
    const guesses = this.guessByCables(cables.map(({ cable }) => cable));
    const devices: GraphDevice[] = [];
    const places = this.drafts.map((draft, at) => {
      const guess = guesses[at] ?? 'other';
      if (guess === 'other') return -1;
      devices.push({
        name: draft.name,
        role: guess.role,
        kind: draft.kind,
        count: 1,
        tier: guess.tier,
        site: draft.site,
      });
      return devices.length - 1;
    });
    const drawn = cables.flatMap(({ cable }) => {
      const from = places[cable.from] ?? -1;
      const to = places[cable.to] ?? -1;
      return from < 0 || to < 0 ? [] : [{ ...cable, from, to }];
    });
    const leftOut = this.drafts.filter((_, at) => guesses[at] === 'other').map(({ name }) => name);
    if (leftOut.length > 0)
      this.remark(
        'left-out',
        `${count(leftOut.length, 'device')} that carry no traffic of the plan: ${listNames(leftOut)}.`,
      );
    const unknown = drawn.filter(({ bandwidthBytesPerSecond }) => bandwidthBytesPerSecond === null).length;
    if (unknown > 0)
      this.remark(
        'assumed',
        `Speed of ${count(unknown, 'cable')}, whose interfaces have no type or speed in the tables.`,
      );
    return { graph: { devices, cables: drawn }, notes: this.notes };
  }

  /** Who has no role: with more neighbours than these have on average, a switch; else a host. */
  private guessByCables(cables: readonly GraphCable[]): (RoleGuess | 'other')[] {
    const neighbours: Set<number>[] = this.drafts.map(() => new Set());
    for (const { from, to } of cables) {
      neighbours[from]?.add(to);
      neighbours[to]?.add(from);
    }
    const guessed: string[] = [];
    const guesses = this.drafts.map(({ guess, name }, at) => {
      if (guess !== null) return guess;
      const own = neighbours[at] ?? new Set();
      const others = [...own].map((other) => neighbours[other]?.size ?? 0);
      const isSwitch =
        own.size > 1 && own.size >= others.reduce((sum, size) => sum + size, 0) / Math.max(1, others.length);
      guessed.push(name);
      return isSwitch ? { role: 'switch' as const, tier: null } : { role: 'host' as const, tier: 0 };
    });
    if (guessed.length > 0) {
      this.remark(
        'assumed',
        `No role is given for ${count(guessed.length, 'device')}; those with more neighbours than their neighbours have are switches, the rest hosts: ${listNames(guessed)}.`,
      );
    }
    return guesses;
  }

  private remark(kind: ImportNote['kind'], message: string): void {
    this.notes.push({ kind, message, line: null });
  }
}

interface CableEnd {
  readonly device: string;
  readonly port: string;
  readonly type: string;
  readonly site: string;
}

function readEnd(row: TableRow, side: 'a' | 'b'): CableEnd {
  return {
    device: row.get(`side_${side}_device`, `device_${side}`, `termination_${side}_device`, `${side}_device`),
    port: row.get(
      `side_${side}_name`,
      `termination_${side}`,
      `termination_${side}_name`,
      `${side}_interface`,
      `interface_${side}`,
    ),
    type: row.get(`side_${side}_type`, `termination_${side}_type`),
    site: row.get(`side_${side}_site`, `site_${side}`).slice(0, 80),
  };
}

function slower(speeds: readonly (PortSpeed | null)[]): PortSpeed | null {
  let slowest: PortSpeed | null = null;
  for (const speed of speeds) {
    if (speed !== null && (slowest === null || speed.bandwidthBytesPerSecond < slowest.bandwidthBytesPerSecond))
      slowest = speed;
  }
  return slowest;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
