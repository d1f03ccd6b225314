import { nameOf } from '../describe-items.ts';
import { countBlockInstances } from '../drawing/block-tree.ts';
import type { PlanCommand } from '../plan-document.ts';

/** Which cables of a link: of one instance of its `from` block (zero-based, over the drawing), one of them or (null) all. */
export interface CablePlace {
  readonly index: number;
  readonly cable: number | null;
}

/** Cables in words: `cable 3 of number 12`. */
export function describeCablePlace({ index, cable }: CablePlace): string {
  return `${cable === null ? 'all cables' : `cable ${cable + 1}`} of number ${index + 1}`;
}

/** Cuts cables (0), slows them to a share of their speed (0–1), or makes them whole again (`null`). */
export function setLinkException(id: string, place: CablePlace, speedFraction: number | null): PlanCommand {
  const verb = speedFraction === null ? 'Mend' : speedFraction === 0 ? 'Cut' : 'Slow';
  const label = `${verb} ${describeCablePlace(place)}`;
  return {
    label,
    describe: ({ drawing }) => `${label}, ${nameOf(drawing, id)}`,
    recipe: ({ drawing }) => {
      const link = drawing.links[id];
      const { index, cable } = place;
      if (link === undefined || !Number.isInteger(index) || index < 0) return;
      if (index >= countBlockInstances(drawing, link.from)) return;
      if (cable !== null && (!Number.isInteger(cable) || cable < 0 || cable >= link.cablesPerInstance)) return;
      const others = link.exceptions.filter((other) => other.index !== index || other.cable !== cable);
      if (speedFraction === null && others.length === link.exceptions.length) return;
      if (speedFraction !== null) others.push({ index, cable, speedFraction });
      link.exceptions = others.sort((a, b) => a.index - b.index || (a.cable ?? -1) - (b.cable ?? -1));
    },
  };
}
