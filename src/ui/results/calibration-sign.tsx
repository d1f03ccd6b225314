import { countEntries } from '../../domain/calibration/describe-calibration.ts';
import { Button } from '../theme/button.tsx';
import { useDocument, useSession } from '../use-stores.ts';

/** Opens the calibration, and says whether one is in force. */
export function CalibrationSign() {
  const calibration = useDocument((state) => state.plan.calibration);
  const setOpenDialog = useSession((state) => state.setOpenDialog);
  return (
    <Button variant="plain" onPress={() => setOpenDialog('calibrate')}>
      {calibration === null ? 'Calibrate …' : `Calibrated, ${countEntries(calibration)}`}
    </Button>
  );
}
