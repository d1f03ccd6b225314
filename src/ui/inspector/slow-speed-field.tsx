import { QuantityField } from './quantity-field.tsx';

/** What slow ones keep of their speed before anybody says otherwise. */
export const DEFAULT_SLOW_SPEED = 0.5;

/** How slow the next one that is marked as slow will be. */
export function SlowSpeedField({
  value,
  onChange,
}: {
  readonly value: number;
  readonly onChange: (speedFraction: number) => void;
}) {
  return (
    <QuantityField
      label="Speed when slow"
      dimension="ratio"
      value={value}
      minimum={0.01}
      maximum={1}
      onChange={(speedFraction) => {
        onChange(speedFraction);
        return null;
      }}
    />
  );
}
