/** The figures of power, energy and carbon. */
import type { PowerEstimate } from '../power-estimate.ts';
import { aside, factor, listTerms, result, summand, type TakeApart } from './figure-parts.ts';

const HOURS_PER_YEAR = 8760;
const SECONDS_PER_HOUR = 3600;
const CARBON = '\u202fCO₂e';

const EQUIPMENT_PATHS = [
  'economy.power.accelerator',
  'economy.power.host',
  'economy.power.switch',
  'economy.power.optics',
  'economy.power.storage',
] as const;
const ACTIVITY_PATHS = ['economy.power.computeShare', 'economy.power.memoryShare'] as const;

const takePowerApart: TakeApart = ({ power }) => ({
  title: 'Average facility power',
  formula: 'accelerators + hosts + switches + optics + storage, then × facility factor (PUE)',
  terms: [
    ...listTerms(summand, 'power', power.averageWattsByComponent),
    result('Average facility power', 'power', power.averageFacilityWatts),
    aside('At most', 'power', power.peakFacilityWatts),
  ],
  inputPaths: ['economy.power.'],
});

const takeEquipmentPowerApart: TakeApart = ({ power }) => ({
  title: 'Average power of the equipment',
  formula: 'accelerators + hosts + switches + optics + storage, each at its average load; idle while no work is done',
  terms: [
    ...listTerms(summand, 'power', listEquipment(power)),
    result('Average equipment power', 'power', power.averageItWatts),
  ],
  inputPaths: [...EQUIPMENT_PATHS, ...ACTIVITY_PATHS],
});

const takePeakEquipmentPowerApart: TakeApart = ({ power }, { economy }) => ({
  title: 'Peak power of the equipment',
  formula: 'accelerators × peak of each + hosts at their peak + switches + optics + storage',
  terms: [
    aside('Accelerators, how many', 'count', economy.power.accelerators),
    aside('Peak of each', 'power', economy.power.acceleratorPeakWatts),
    summand('Accelerators', 'power', economy.power.accelerators * economy.power.acceleratorPeakWatts),
    summand('Hosts', 'power', economy.power.hostPeakWatts),
    summand('Switches', 'power', economy.power.switchWatts),
    summand('Optics', 'power', economy.power.opticsWatts),
    summand('Storage', 'power', economy.power.storageWatts),
    result('Peak equipment power', 'power', power.peakItWatts),
  ],
  inputPaths: EQUIPMENT_PATHS,
});

const takePeakFacilityPowerApart: TakeApart = ({ power }, { economy }) => ({
  title: 'Peak facility power',
  formula: 'peak power of the equipment × facility factor (PUE)',
  terms: [
    factor('Peak equipment power', 'power', power.peakItWatts),
    factor('Facility factor (PUE)', 'count', economy.power.facilityFactor),
    result('Peak facility power', 'power', power.peakFacilityWatts),
  ],
  inputPaths: ['economy.power.facilityFactor', ...EQUIPMENT_PATHS],
});

const takeFacilityFactorApart: TakeApart = ({ power }, { economy }) => ({
  title: 'Power usage effectiveness (PUE)',
  formula: 'power of the facility ÷ power of the equipment; an input that cooling and distribution follow from',
  terms: [
    factor('Average facility power', 'power', power.averageFacilityWatts),
    factor('Average equipment power', 'power', power.averageItWatts),
    result('PUE', 'count', economy.power.facilityFactor),
  ],
  inputPaths: ['economy.power.facilityFactor'],
});

const takeEnergyApart: TakeApart = ({ power, run }) => ({
  title: 'Energy of the run',
  formula: 'average facility power × training time',
  terms: [
    factor('Average facility power', 'power', power.averageFacilityWatts),
    factor('Training time', 'duration', run.wallSeconds),
    result('Energy', 'energy', power.energyJoules),
  ],
  inputPaths: ['economy.power.facilityFactor', ...EQUIPMENT_PATHS, ...ACTIVITY_PATHS],
});

const takeRatedEnergyApart: TakeApart = ({ power, run }, { economy }) => ({
  title: 'Energy of the accelerators at rated power',
  formula: 'accelerators × rated power of each × training time: how many publications count, without hosts and cooling',
  terms: [
    factor('Accelerators', 'count', economy.power.accelerators),
    factor('Rated power of each', 'power', economy.power.acceleratorLimitWatts),
    factor('Training time', 'duration', run.wallSeconds),
    result('Energy', 'energy', power.acceleratorOnlyEnergyJoules),
  ],
  inputPaths: ['strategy.accelerators', 'economy.power.acceleratorPeakWatts'],
});

const takeOperationalCarbonApart: TakeApart = ({ power }, { economy }) => ({
  title: 'Carbon of the electricity, location based',
  formula: 'energy of the run × carbon of a kilowatt-hour from the grid, at the hours of the run',
  terms: [
    factor('Energy of the run', 'energy', power.energyJoules),
    factor('Carbon of the grid', 'carbonMass', economy.power.gridKgCo2PerKilowattHour, '/kWh'),
    ...(power.carbonProfileFactor === 1
      ? []
      : [factor('At the hours of the run', 'ratio', power.carbonProfileFactor, ' of the mean')]),
    result('Carbon, operation', 'carbonMass', power.operationalCarbonKg, CARBON),
    ...listTerms(aside, 'carbonMass', power.operationalCarbonKgByComponent, CARBON),
  ],
  inputPaths: ['economy.power.gridKgCo2PerKilowattHour', 'economy.power.gridProfile', 'economy.power.facilityFactor'],
});

const takeMarketCarbonApart: TakeApart = ({ power }, { economy }) => ({
  title: 'Carbon of the electricity, market based',
  formula: 'energy of the run × carbon of a kilowatt-hour by contract; without a contract as location based',
  terms: [
    factor('Energy of the run', 'energy', power.energyJoules),
    factor(
      'Carbon by contract',
      'carbonMass',
      economy.power.marketKgCo2PerKilowattHour ?? economy.power.gridKgCo2PerKilowattHour * power.carbonProfileFactor,
      '/kWh',
    ),
    result('Carbon, market based', 'carbonMass', power.marketCarbonKg, CARBON),
  ],
  inputPaths: ['economy.power.marketKgCo2PerKilowattHour', 'economy.power.gridKgCo2PerKilowattHour'],
});

const takeRatedCarbonApart: TakeApart = ({ power }, { economy }) => ({
  title: 'Carbon of the accelerators at rated power',
  formula: 'hours × rated power of an accelerator × carbon of the grid: how model cards count',
  terms: [
    factor('Energy at rated power', 'energy', power.acceleratorOnlyEnergyJoules),
    factor('Carbon of the grid', 'carbonMass', economy.power.gridKgCo2PerKilowattHour, '/kWh'),
    result('Carbon', 'carbonMass', power.acceleratorOnlyCarbonKg, CARBON),
    aside('Carbon of the facility', 'carbonMass', power.operationalCarbonKg, CARBON),
  ],
  inputPaths: ['economy.power.acceleratorPeakWatts', 'economy.power.gridKgCo2PerKilowattHour'],
});

const takeEmbodiedCarbonApart: TakeApart = ({ power, run }, { economy }) => ({
  title: 'The run’s share of the hardware’s carbon',
  formula: 'carbon of making what the job uses × training time ÷ lifetime',
  terms: [
    factor(
      'Making the hardware',
      'carbonMass',
      Object.values(economy.power.embodiedKgCo2).reduce((sum, mass) => sum + mass, 0),
      CARBON,
    ),
    factor('Training time', 'duration', run.wallSeconds),
    factor('Lifetime', 'duration', economy.power.lifetimeYears * HOURS_PER_YEAR * SECONDS_PER_HOUR),
    result('Carbon, hardware share', 'carbonMass', power.embodiedCarbonKg, CARBON),
    ...listTerms(aside, 'carbonMass', power.embodiedCarbonKgByComponent, CARBON),
  ],
  inputPaths: ['economy.power.embodied', 'economy.power.lifetimeYears'],
});

const takeWaterApart: TakeApart = ({ power, run }, { economy }) => ({
  title: 'Water of the run',
  formula: 'average power of the equipment × training time × litres for each kilowatt-hour, by the kind of cooling',
  terms: [
    factor('Average equipment power', 'power', power.averageItWatts),
    factor('Training time', 'duration', run.wallSeconds),
    factor('Litres for each kWh', 'count', economy.power.waterLitresPerKilowattHour, '\u202fL/kWh'),
    result('Water', 'count', power.waterLitres, '\u202fL'),
  ],
  inputPaths: ['economy.power.waterLitresPerKilowattHour'],
});

/** Watts by component without what cooling and distribution add. */
function listEquipment(power: PowerEstimate): PowerEstimate['averageWattsByComponent'] {
  return power.averageWattsByComponent.filter(({ key }) => key !== 'facility');
}

/** The figures of power, energy and carbon, by id. */
export const POWER_FIGURES = {
  power: takePowerApart,
  'equipment-power': takeEquipmentPowerApart,
  'peak-equipment-power': takePeakEquipmentPowerApart,
  'peak-facility-power': takePeakFacilityPowerApart,
  'facility-factor': takeFacilityFactorApart,
  energy: takeEnergyApart,
  'rated-energy': takeRatedEnergyApart,
  'operational-carbon': takeOperationalCarbonApart,
  'market-carbon': takeMarketCarbonApart,
  'rated-carbon': takeRatedCarbonApart,
  'embodied-carbon': takeEmbodiedCarbonApart,
  water: takeWaterApart,
} as const satisfies Readonly<Record<string, TakeApart>>;
