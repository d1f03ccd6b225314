/** All checks of a drawing, the gravest findings first. */
import { checkCableSpeed } from './check-cable-speed.ts';
import { checkDomainSize } from './check-domain-size.ts';
import { checkPorts } from './check-ports.ts';
import { checkPower } from './check-power.ts';
import { checkReach } from './check-reach.ts';
import { checkTrunks } from './check-trunks.ts';
import { checkUnits } from './check-units.ts';
import type { CheckInputs, Finding } from './finding.ts';

const CHECKS = [checkReach, checkDomainSize, checkPorts, checkCableSpeed, checkTrunks, checkPower, checkUnits];
const ORDER: readonly Finding['severity'][] = ['problem', 'warning', 'information'];

/** Findings of the plan as it is now; those that rest on figures only where there are some. */
export function runChecks(inputs: CheckInputs): Finding[] {
  return CHECKS.flatMap((check) => check(inputs)).sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}
