import { MOST_RUNS, MOST_SEED, type SimulationSettings } from '../../domain/simulation/simulation-settings.ts';
import { QuantityField } from '../inspector/quantity-field.tsx';

/** How many runs, and which seed makes them. */
export function SettingsFields({
  settings,
  onChange,
}: {
  readonly settings: SimulationSettings;
  readonly onChange: (settings: SimulationSettings) => void;
}) {
  const field = (label: string, key: keyof SimulationSettings, minimum: number, maximum: number) => (
    <QuantityField
      label={label}
      dimension="count"
      value={settings[key]}
      minimum={minimum}
      maximum={maximum}
      steps="integer"
      onChange={(value) => {
        onChange({ ...settings, [key]: Math.round(value) });
        return null;
      }}
    />
  );
  return (
    <>
      {field('Runs', 'runs', 1, MOST_RUNS)}
      {field('Seed', 'seed', 0, MOST_SEED)}
    </>
  );
}
