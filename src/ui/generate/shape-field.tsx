import type { FabricRequest } from '../../domain/topology/generate/fabric-request.ts';
import { SelectField } from '../theme/select-field.tsx';
import { changeRequest, torusShapesOf } from './change-request.ts';

const MOST_SHAPES = 24;

/** Which shape a torus has, of those that hold its accelerators. */
export function ShapeField({
  request,
  onChange,
}: {
  readonly request: FabricRequest;
  readonly onChange: (request: FabricRequest) => void;
}) {
  const shapes = torusShapesOf(request).slice(0, MOST_SHAPES);
  const write = (shape: readonly number[]): string => shape.join(' × ');
  const options = shapes.map((shape) => ({ id: write(shape), label: write(shape) }));
  if (!options.some(({ id }) => id === write(request.torusDims))) {
    options.unshift({ id: write(request.torusDims), label: write(request.torusDims) });
  }
  return (
    <SelectField
      label="Shape"
      value={write(request.torusDims)}
      options={options}
      isWide
      onChange={(id) => {
        const torusDims = shapes.find((shape) => write(shape) === id);
        if (torusDims !== undefined) onChange(changeRequest(request, { torusDims }));
      }}
    />
  );
}
