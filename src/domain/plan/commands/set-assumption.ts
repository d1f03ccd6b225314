import type { PlanCommand } from '../plan-document.ts';

/** Replaces a default number, in the unit that the assumption names; `null` goes back to the default. */
export function setAssumption(key: string, value: number | null, gesture?: string): PlanCommand {
  return {
    label: value === null ? `Reset assumption ${key}` : `Assume ${key} ${value}`,
    ...(gesture === undefined ? {} : { gesture }),
    recipe: ({ assumptions }) => {
      if (value === null) delete assumptions.overrides[key];
      else if (Number.isFinite(value)) assumptions.overrides[key] = value;
    },
  };
}

/** Chooses a catalogue record for an assumption; `null` goes back to the default. */
export function setAssumptionChoice(key: string, recordId: string | null): PlanCommand {
  return {
    label: recordId === null ? `Reset choice of ${key}` : `Choose ${recordId} for ${key}`,
    recipe: ({ assumptions }) => {
      if (recordId === null) delete assumptions.choices[key];
      else assumptions.choices[key] = recordId;
    },
  };
}
