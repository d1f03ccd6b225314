/** React-query options for the accuracy table: fetched when somebody looks, once for the life of the page. */
import { queryOptions } from '@tanstack/react-query';
import type { AccuracyFile, AccuracyTable } from '../../domain/accuracy/accuracy-file.ts';

/** The table. Its file lies in `accuracy/` beside the page. */
export function accuracyQueryOptions(base: string = document.baseURI) {
  return queryOptions({
    queryKey: ['accuracy', base],
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    queryFn: async ({ signal }): Promise<AccuracyTable> => {
      const response = await fetch(new URL('accuracy/accuracy.json', base), { signal });
      if (!response.ok) throw new Error(`The table of published runs cannot be loaded (${response.status}).`);
      const [file, { unpackAccuracy }] = await Promise.all([
        response.json() as Promise<AccuracyFile>,
        import('../../domain/accuracy/accuracy-file.ts'),
      ]);
      return unpackAccuracy(file);
    },
  });
}
