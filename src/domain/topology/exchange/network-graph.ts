/** A network as a file describes it: devices and cables one by one (or in bundles of equal ones), before equal parts are folded. */

/** What a device is to a plan. */
export type DeviceRole = 'host' | 'switch' | 'storage';

/** Families of links that a file may name. */
export type LinkFamily = 'infiniband' | 'ethernet' | 'nvlink';

/** A device, or several that are cabled alike. */
export interface GraphDevice {
  readonly name: string;
  readonly role: DeviceRole;
  /** Model, type or family of names: devices of different kinds are never one block. '' = not said. */
  readonly kind: string;
  /** Equal devices that it stands for. */
  readonly count: number;
  /** Hosts are 0, switches next to them 1, and so on upwards; null = to be found from the cables. */
  readonly tier: number | null;
  /** Site that it stands in; '' = not said. */
  readonly site: string;
}

/** Cables between two devices. */
export interface GraphCable {
  readonly from: number;
  readonly to: number;
  /** Cables of each device that `from` stands for; null = the file does not say. */
  readonly count: number | null;
  /** One cable, one direction; null = the file does not say. */
  readonly bandwidthBytesPerSecond: number | null;
  /** null = the file does not say. */
  readonly family: LinkFamily | null;
}

/** Devices by number, and their cables. */
export interface NetworkGraph {
  readonly devices: readonly GraphDevice[];
  readonly cables: readonly GraphCable[];
}

/** A remark on what was read or drawn. */
export interface ImportNote {
  /** `assumed`: the file does not say it. `left-out`: it is in the file and not drawn. `read`: how it was understood. */
  readonly kind: 'assumed' | 'left-out' | 'read';
  readonly message: string;
  /** Counted from 1; null = none in particular. */
  readonly line: number | null;
}

/** Why a text cannot be read. */
export interface ImportProblem {
  readonly what: string;
  /** Counted from 1; null = none in particular. */
  readonly line: number | null;
  readonly mend: string;
}

/** Longest text that is read, characters. */
export const MAX_IMPORT_CHARACTERS = 8 * 1024 * 1024;
/** Most hosts, the same as the most instances of a block. */
export const MAX_HOSTS = 1_000_000;
/** Most devices (bundles of equal ones counted once) and cables. */
export const MAX_DEVICES = 200_000;
export const MAX_CABLES = 500_000;

/** Whether reading ended in a problem. */
export function isProblem<T extends object>(
  result: T | { readonly problem: ImportProblem },
): result is { readonly problem: ImportProblem } {
  return 'problem' in result;
}

/** A problem as readers give it back. */
export function problemAt(line: number | null, what: string, mend: string): { readonly problem: ImportProblem } {
  return { problem: { what, line, mend } };
}

/** A name for messages: long ones are cut. */
export function quoteName(name: string): string {
  return `“${name.length > 60 ? `${name.slice(0, 57)}…` : name}”`;
}
