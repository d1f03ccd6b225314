import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import type { FabricRequest } from '../../domain/topology/generate/fabric-request.ts';

/** What every part of the form is given. */
export interface FabricFormProps {
  readonly request: FabricRequest;
  readonly catalog: CatalogIndex;
  readonly onChange: (request: FabricRequest) => void;
}
