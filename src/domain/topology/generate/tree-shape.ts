/**
 * Sizes of a fat-tree with any oversubscription. Systems hang in groups on `rails` leaves each (one leaf: a plain fat-tree; one leaf for each
 * rail: a rail-optimized network); leaves meet at spines; of three tiers, the spines are part of pods that meet at cores. A full tree of
 * k-port switches without oversubscription holds k²/2 ports with two tiers and k³/4 with three (Al-Fares et al., SIGCOMM 2008).
 */
import type { FabricRefusal, SiteNumbers } from './fabric-sketch.ts';
import { divisorFrom, splitPorts, uplinksFor } from './tree-numbers.ts';

/** Numbers of one plane; all planes are equal. */
export interface TreeShape {
  /** Leaves of a group. */
  readonly rails: number;
  readonly systemsPerGroup: number;
  readonly groups: number;
  /** Systems in the last group. */
  readonly lastSystems: number;
  readonly leafDown: number;
  readonly leafUp: number;
  /** Spines: of the site where there are two tiers, of a pod where there are three. */
  readonly spines: number;
  /** Null = two tiers. */
  readonly pods: PodShape | null;
}

/** What a third tier adds. */
export interface PodShape {
  readonly pods: number;
  readonly groupsPerPod: number;
  readonly lastGroups: number;
  readonly spineDown: number;
  readonly spineUp: number;
  readonly cores: number;
}

/** Sizes the tree. */
export function shapeTree(numbers: SiteNumbers): TreeShape | FabricRefusal {
  const { request, systems, radix } = numbers;
  const rails = request.kind === 'rail-optimized' ? request.rails : 1;
  const perLeaf = request.adaptersPerSystem / rails;
  const split = splitPorts(radix, perLeaf, request.oversubscription);
  if (split === null) {
    return { refusal: `A leaf of ${radix} ports has no room for the ${perLeaf} cables of one system and its uplinks.` };
  }
  const systemsPerGroup = Math.min(split.down / perLeaf, systems);
  const leafDown = systemsPerGroup * perLeaf;
  const groups = Math.ceil(systems / systemsPerGroup);
  const group = {
    rails,
    systemsPerGroup,
    groups,
    lastSystems: systems - (groups - 1) * systemsPerGroup,
    leafDown,
    leafUp: uplinksFor(leafDown, request.oversubscription),
  };
  return request.tiers === 2 ? addSpines(group, radix) : addPods(group, radix, request.upperOversubscription);
}

type Groups = Omit<TreeShape, 'spines' | 'pods'>;

function addSpines(group: Groups, radix: number): TreeShape | FabricRefusal {
  const leaves = group.groups * group.rails;
  const spines = divisorFrom(group.leafUp, (leaves * group.leafUp) / radix);
  if (spines === null) {
    return { refusal: `Spines of ${radix} ports reach ${radix} leaves at most; these systems need ${leaves}.` };
  }
  return { ...group, spines, pods: null };
}

function addPods(group: Groups, radix: number, oversubscription: number): TreeShape | FabricRefusal {
  const { rails, groups, leafUp } = group;
  const down = splitPorts(radix, 1, oversubscription)?.down ?? 0;
  const most = Math.floor(down / rails);
  if (most < 1) {
    return { refusal: `A spine has ${down} ports down, fewer than the ${rails} leaves of one group.` };
  }
  if (groups < 2) return { refusal: 'All systems fit in one group: two tiers are enough.' };
  // Where one pod would hold everything there are two, since cores join pods.
  const groupsPerPod = Math.min(most, Math.ceil(groups / 2));
  const pods = Math.ceil(groups / groupsPerPod);
  const spines = divisorFrom(leafUp, (groupsPerPod * rails * leafUp) / down) ?? leafUp;
  const spineDown = (groupsPerPod * rails * leafUp) / spines;
  const spineUp = uplinksFor(spineDown, oversubscription);
  // Core switches that one spine of each pod reaches.
  const coresPerSpine = divisorFrom(spineUp, (pods * spineUp) / radix);
  if (coresPerSpine === null) {
    return { refusal: `Cores of ${radix} ports reach ${radix} pods at most; these systems need ${pods}.` };
  }
  const lastGroups = groups - (pods - 1) * groupsPerPod;
  return {
    ...group,
    spines,
    pods: { pods, groupsPerPod, lastGroups, spineDown, spineUp, cores: spines * coresPerSpine },
  };
}
