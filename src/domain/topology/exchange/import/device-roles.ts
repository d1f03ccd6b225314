/** What a device is, from the words that people use for it: roles, groups, types and names. */
import type { DeviceRole } from '../network-graph.ts';

/** A role with what its words say about its place. */
export interface RoleGuess {
  readonly role: DeviceRole;
  /** Tier of a switch; null = the word does not say. */
  readonly tier: number | null;
}

const WORDS: readonly (readonly [pattern: RegExp, guess: RoleGuess | 'other'])[] = [
  [/\b(pdu|ups|patch|panel|console|terminal[- ]?server|kvm|firewall|oob|mgmt|management|bmc|ipmi)/, 'other'],
  [/\b(storage|nas|filer|nvme-?of|lustre|weka|vast|ceph|oss|mds)/, { role: 'storage', tier: 0 }],
  [/\b(super-?spine|core|backbone|border|dci|wan|edge-?router|dcgw)/, { role: 'switch', tier: 3 }],
  [/\b(spine|agg|aggregation|distribution|dist)/, { role: 'switch', tier: 2 }],
  [/\b(leaf|tor|access|rail|edge|top-?of-?rack)/, { role: 'switch', tier: 1 }],
  [/\b(switch|sw|router|fabric|bridge)/, { role: 'switch', tier: null }],
  [
    /\b(gpu|gpus|accel|accelerator|compute|server|srv|host|node|worker|client|dgx|hgx|trainer|training|training-?node|cn|vm|pc)/,
    { role: 'host', tier: 0 },
  ],
];

/** The role that a word names; `other` = nothing that a plan draws; null = unknown. Numbers and separators in names do not matter. */
export function guessRole(words: string): RoleGuess | 'other' | null {
  const plain = words.toLowerCase().replace(/[_./:]+/g, '-');
  for (const [pattern, guess] of WORDS) if (pattern.test(plain)) return guess;
  return null;
}

/** Model names of switches and hosts that say neither word. */
const MODELS: readonly (readonly [pattern: RegExp, guess: RoleGuess])[] = [
  [
    /\b(qm[89]7\d\d|q34\d\d|sb7[78]\d\d|m?sn[2-6]\d{3}|quantum|spectrum|tomahawk|7[0-9]{3}[xr]\d|dcs-7|nexus|n9k|qfx|ex4\d|ixr|sonic|srlinux|eos|cumulus|rosetta)/,
    { role: 'switch', tier: null },
  ],
  [
    /\b(dgx|hgx|gb[23]00|[hb][123]00|h20|h800|a100|v100|mi[23]\d\d[xa]?|gaudi|xe9[67]\d\d|xe8\d\d\d|sys-[48]2|as-8|trn\d|poweredge|proliant|superserver|cray ex)/,
    { role: 'host', tier: 0 },
  ],
];

/** The role that a model's name tells; null = unknown. */
export function guessModel(model: string): RoleGuess | null {
  const plain = model.toLowerCase();
  for (const [pattern, guess] of MODELS) if (pattern.test(plain)) return guess;
  return null;
}
