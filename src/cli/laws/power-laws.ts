import { impliedCarbonIntensity, operationalCarbonKg } from '../../../workers/model/power/carbon.ts';
import { wattsAtLoad } from '../../../workers/model/power/dynamic-power.ts';
import { acceleratorEnergyJoules, energyJoules, kilowattHours } from '../../../workers/model/power/energy.ts';
import { facilityWatts, overheadWatts } from '../../../workers/model/power/facility-power.ts';
import { groupWatts } from '../../../workers/model/power/group-power.ts';
import { ratedHeadroom } from '../../../workers/model/power/rated-headroom.ts';
import { waterLitres } from '../../../workers/model/power/water.ts';
import { type Law, plain, quantity, reading } from './law.ts';

const HOURS = plain('acceleratorHours', 'h', 'of one accelerator, summed over all');
const FACTOR = plain('facilityFactor', '×', 'facility power ÷ IT power', 1);

/** Watts, joules and kilograms. */
export const POWER_LAWS: readonly Law[] = [
  {
    name: 'group-power',
    meaning: 'Power of so many alike, with what comes on top for the network and for the facility.',
    source: 'sum; power usage effectiveness (ISO/IEC 30134-2)',
    inputs: [
      plain('count', '', 'how many'),
      quantity('each', 'power', 'of one'),
      plain('networkShare', '', 'switches and optics, relative to the rest', 0),
      FACTOR,
    ],
    figures: [quantity('equipment', 'power', 'of the equipment'), quantity('facility', 'power', 'of the facility')],
    run: (inputs) => {
      const get = reading(inputs);
      const equipment = groupWatts(get('count'), get('each')) * (1 + get('networkShare'));
      return { equipment, facility: facilityWatts(equipment, get('facilityFactor')) };
    },
  },
  {
    name: 'power-at-load',
    meaning: 'Power of one device at a load between idle (0) and peak (1).',
    source: 'linear between idle and peak; arXiv 2412.08602, arXiv 2506.14551',
    inputs: [
      quantity('idle', 'power', 'without work', 0),
      quantity('peak', 'power', 'at most'),
      plain('load', '', '0 to 1'),
    ],
    figures: [quantity('power', 'power', 'at the load')],
    run: (inputs) => {
      const get = reading(inputs);
      return { power: wattsAtLoad(get('idle'), get('peak'), get('load')) };
    },
  },
  {
    name: 'rated-headroom',
    meaning: 'Share of the rating that was never drawn.',
    source: 'definition; arXiv 2412.08602',
    inputs: [quantity('observed', 'power', 'highest seen'), quantity('rated', 'power', 'on the nameplate')],
    figures: [quantity('headroom', 'ratio', 'of the rating')],
    run: (inputs) => {
      const get = reading(inputs);
      return { headroom: ratedHeadroom(get('observed'), get('rated')) };
    },
  },
  {
    name: 'facility-overhead',
    meaning: 'Energy that cooling and distribution take on top of the equipment.',
    source: 'power usage effectiveness (ISO/IEC 30134-2)',
    inputs: [
      quantity('equipment', 'power', 'of the equipment'),
      plain('facilityFactor', '×', 'facility power ÷ IT power'),
      quantity('time', 'duration', 'in which', 8760 * 3600),
    ],
    figures: [quantity('overhead', 'power', 'on top'), quantity('energy', 'energy', 'on top')],
    run: (inputs) => {
      const get = reading(inputs);
      const overhead = overheadWatts(get('equipment'), get('facilityFactor'));
      return { overhead, energy: energyJoules(overhead, get('time')) };
    },
  },
  {
    name: 'accelerator-energy',
    meaning:
      'Energy and carbon of accelerator-hours at a power each, as model cards count them; a facility factor of 1 leaves cooling out.',
    source: 'Patterson et al., arXiv 2104.10350; model cards of Llama',
    inputs: [
      HOURS,
      quantity('each', 'power', 'of one accelerator, or of its share of a node'),
      FACTOR,
      plain('gridCarbon', 'kg/kWh', 'carbon of the grid', 0),
    ],
    figures: [quantity('energy', 'energy', 'of all hours'), quantity('carbon', 'carbonMass', 'CO2-equivalent')],
    run: (inputs) => {
      const get = reading(inputs);
      const energy = acceleratorEnergyJoules(
        get('acceleratorHours'),
        facilityWatts(get('each'), get('facilityFactor')),
      );
      return { energy, carbon: operationalCarbonKg(kilowattHours(energy), get('gridCarbon')) };
    },
  },
  {
    name: 'carbon',
    meaning: 'Carbon of energy from a grid.',
    source: 'Patterson et al., arXiv 2104.10350',
    inputs: [quantity('energy', 'energy', 'taken'), plain('gridCarbon', 'kg/kWh', 'carbon of the grid')],
    figures: [quantity('carbon', 'carbonMass', 'CO2-equivalent')],
    run: (inputs) => {
      const get = reading(inputs);
      return { carbon: operationalCarbonKg(kilowattHours(get('energy')), get('gridCarbon')) };
    },
  },
  {
    name: 'implied-grid-carbon',
    meaning: 'Carbon per kilowatt-hour that a published pair of emissions and accelerator-hours stands for.',
    source: 'definition; what model cards print holds the facility factor too',
    inputs: [
      quantity('carbon', 'carbonMass', 'CO2-equivalent'),
      HOURS,
      quantity('each', 'power', 'of one accelerator'),
    ],
    figures: [plain('gridCarbon', 'kg/kWh', 'implied')],
    run: (inputs) => {
      const get = reading(inputs);
      const energy = acceleratorEnergyJoules(get('acceleratorHours'), get('each'));
      return { gridCarbon: impliedCarbonIntensity(get('carbon'), kilowattHours(energy)) };
    },
  },
  {
    name: 'water',
    meaning: 'Water that cooling takes.',
    source: 'water usage effectiveness (ISO/IEC 30134-9)',
    inputs: [quantity('energy', 'energy', 'of the equipment'), plain('waterRate', 'L/kWh', 'of the cooling')],
    figures: [plain('water', 'L', 'taken')],
    run: (inputs) => {
      const get = reading(inputs);
      return { water: waterLitres(kilowattHours(get('energy')), get('waterRate')) };
    },
  },
];
