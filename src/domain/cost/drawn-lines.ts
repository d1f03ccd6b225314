/** The bill of materials of a drawing, line by line: everything drawn, counted once, with the price in force. */
import type { AssumptionContext, SourcedNumber } from '../assumptions/assumption-types.ts';
import { comparePeak } from '../assumptions/compare-peak.ts';
import { listOptics } from '../assumptions/optics.ts';
import { priceSystem } from '../assumptions/price-system.ts';
import { fromFact, fromProvenance, planningValue } from '../assumptions/sourced-number.ts';
import type { BillGroup, BillLine } from './bill-line.ts';
import { priceInForce } from './unit-price.ts';

/** Whose price per accelerator stands in for unknown ones. */
const H100 = 'h100-sxm5-80gb';
const BYTES_PER_TB = 1e12;

/** All lines of what is drawn; the building is not among them. */
export function listDrawnLines(context: AssumptionContext): readonly BillLine[] {
  return [
    ...systemLines(context),
    ...switchLines(context),
    ...cableLines(context),
    ...storageLines(context),
    ...rackLines(context),
  ];
}

/** What the lines of one chapter come to, US dollars, with the sources of their prices. */
export function sumDrawnLines(context: AssumptionContext, group: BillGroup): SourcedNumber {
  const lines = listDrawnLines(context).filter((line) => line.group === group && line.quantity > 0);
  if (lines.length === 0) return { value: 0, source: 'nothing of it is drawn', isChecked: null };
  const counted = lines.map(
    ({ name, quantity, unit }) => `${quantity}${unit === 'pieces' ? '' : ` ${unit}`} × ${name}`,
  );
  return {
    value: lines.reduce((sum, { amountUsd }) => sum + amountUsd, 0),
    source: `${counted.join(', ')}; ${[...new Set(lines.map(({ source }) => source))].join('; ')}`,
    isChecked: lines.every(({ isDefault }) => !isDefault) ? null : lines.every(({ isChecked }) => isChecked !== false),
  };
}

function makeLine(
  context: AssumptionContext,
  what: Pick<BillLine, 'group' | 'name' | 'quantity' | 'unit'> & { readonly catalogId: string },
  standard: SourcedNumber,
): BillLine {
  const price = priceInForce(context, what.catalogId, standard);
  return {
    ...what,
    priceKey: price.key,
    unitUsd: price.value,
    amountUsd: what.quantity * price.value,
    source: price.source,
    asOf: price.asOf ?? null,
    isChecked: price.isChecked,
    isDefault: price.isDefault,
    defaultUnitUsd: price.defaultUsd,
  };
}

function systemLines(context: AssumptionContext): readonly BillLine[] {
  const { bill, catalog } = context;
  const systems = bill.systems.flatMap(({ catalogId, count }) => {
    const system = catalog.systems.get(catalogId);
    if (system === undefined) return [];
    const each = system.acceleratorsPerSystem;
    const name = `${system.name}, ${each} ${each === 1 ? 'accelerator' : 'accelerators'} with host`;
    const price = priceAccelerators(context, system.acceleratorId, catalogId, each);
    return [makeLine(context, { group: 'systems', catalogId, name, quantity: count, unit: 'pieces' }, price)];
  });
  const bare = bill.bareAccelerators.map(({ catalogId, count }) => {
    const name = `${catalog.accelerators.get(catalogId)?.name ?? catalogId}, single, with its part of a host`;
    const price = priceAccelerators(context, catalogId, null, 1);
    return makeLine(context, { group: 'systems', catalogId, name, quantity: count, unit: 'pieces' }, price);
  });
  return [...systems, ...bare];
}

/** Price of `count` accelerators with what holds them. */
function priceAccelerators(
  context: AssumptionContext,
  acceleratorId: string,
  systemId: string | null,
  count: number,
): SourcedNumber {
  const { catalog } = context;
  const priced = priceSystem(catalog, acceleratorId, systemId);
  if (priced !== null) {
    return { value: priced.usd * count, source: priced.source, isChecked: false, asOf: priced.asOf };
  }
  const perAccelerator = fromFact(catalog, 'cost', 'h100_node', 1 / 8);
  const scale = comparePeak(catalog, catalog.accelerators.get(acceleratorId) ?? null, H100);
  return {
    ...perAccelerator,
    value: (perAccelerator.value ?? 0) * scale * count,
    source: `an H100’s share of its node in proportion to the 16-bit peak: ${perAccelerator.source}`,
    isChecked: false,
  };
}

function switchLines(context: AssumptionContext): readonly BillLine[] {
  const { bill, catalog } = context;
  return bill.switches.map(({ catalogId, count }) => {
    const record = catalog.switches.get(catalogId);
    const price =
      record?.priceUsd == null
        ? { ...fromFact(catalog, 'cost', 'ib_switch_64x400.third_party'), isChecked: false }
        : { ...fromProvenance(record.priceUsd, record.provenance, 'street price', 'priceUsd'), isChecked: false };
    const name = record?.name ?? catalogId;
    return makeLine(context, { group: 'switches', catalogId, name, quantity: count, unit: 'pieces' }, price);
  });
}

function cableLines(context: AssumptionContext): readonly BillLine[] {
  return listOptics(context.bill, context.catalog).map(({ cable, pieces }) => {
    const kind = cable.pricePer === 'end' ? 'transceiver' : 'cable';
    const name = `${cable.name}, ${kind} for up to ${cable.reachMetres} m`;
    const price = fromProvenance(cable.priceUsd ?? 0, cable.provenance, 'street price', 'priceUsd');
    return makeLine(
      context,
      { group: 'cables', catalogId: cable.id, name, quantity: pieces, unit: 'pieces' },
      { ...price, isChecked: false },
    );
  });
}

function storageLines(context: AssumptionContext): readonly BillLine[] {
  const { bill, catalog } = context;
  const bytes = bill.storage.reduce((sum, { count, capacityBytes }) => sum + count * capacityBytes, 0);
  if (bytes === 0) return [];
  return [
    makeLine(
      context,
      {
        group: 'storage',
        catalogId: 'storage',
        name: 'Storage, all-flash, usable',
        quantity: bytes / BYTES_PER_TB,
        unit: 'TB',
      },
      fromFact(catalog, 'cost', 'storage_capex.all_flash_parallel_fs'),
    ),
  ];
}

/** Drawn racks that are no system of their own. */
function rackLines(context: AssumptionContext): readonly BillLine[] {
  const { bill, catalog } = context;
  const complete = bill.systems
    .filter(({ catalogId }) => catalog.systems.get(catalogId)?.kind === 'rack')
    .reduce((sum, { count }) => sum + count, 0);
  const racks = Math.max(0, bill.racks - complete);
  if (racks === 0) return [];
  return [
    makeLine(
      context,
      { group: 'racks', catalogId: 'rack', name: 'Rack with power strips', quantity: racks, unit: 'pieces' },
      planningValue(0, 'colocation holds the racks; set a price where it does not'),
    ),
  ];
}
