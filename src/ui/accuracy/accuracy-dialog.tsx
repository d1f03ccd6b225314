import { useQuery } from '@tanstack/react-query';
import type { DialogComponentProps } from '../shell/dialog-props.ts';
import { Dialog } from '../theme/dialog.tsx';
import { accuracyQueryOptions } from './accuracy-query.ts';
import { AccuracyView } from './accuracy-view.tsx';

/** Every published run against the model. */
export function AccuracyDialog({ onClose }: DialogComponentProps) {
  const { data, error } = useQuery(accuracyQueryOptions());
  return (
    <Dialog title="Accuracy against published training runs" size="full" onClose={onClose}>
      {data !== undefined ? (
        <AccuracyView table={data} />
      ) : error !== null ? (
        <p role="alert">{error.message}</p>
      ) : (
        <p role="status">Loading the published runs …</p>
      )}
    </Dialog>
  );
}
