/** Beginnings of the paths of what the strategy, the training and the model are. */
export const STRATEGY_PATHS = ['strategy.', 'training.', 'model'] as const;
/** Beginning of the path of what the user's own measurements moved. */
export const CALIBRATION_PATH = 'calibration';
