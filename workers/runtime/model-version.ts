/** Version of the performance model. Raised, with a line under "Model changes" in the change log, whenever a figure changes. */
export const MODEL_VERSION = '0.4.0';
