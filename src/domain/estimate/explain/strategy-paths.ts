/** Beginnings of the paths of what the strategy, the training and the model are. */
export const STRATEGY_PATHS = ['strategy.', 'training.', 'model'] as const;
