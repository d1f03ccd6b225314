export const SCENARIO_LENGTH = 8;
export const ESTIMATE_LENGTH = 8;
