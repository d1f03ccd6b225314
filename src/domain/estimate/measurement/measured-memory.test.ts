import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { memoryAsReported, readMemoryReading } from './measured-memory.ts';
import { type Measurement, MeasurementFileSchema } from './measurement-schema.ts';

const ROWS = v.parse(
  MeasurementFileSchema,
  JSON.parse(readFileSync('public/measurements/training-measurements.json', 'utf8')),
);

function readings(pattern: RegExp): Set<string> {
  return new Set(ROWS.filter((row) => stated(row) && pattern.test(row.id)).map(readMemoryReading));
}

function stated(row: Measurement): boolean {
  return row.measured.memory_gib_peak !== null;
}

describe('what a record counts as memory', () => {
  it('is read from its words', () => {
    expect(readings(/^simumax/)).toEqual(new Set(['allocated']));
    expect(readings(/^bloom-1\d\dB/)).toEqual(new Set(['device']));
    expect(readings(/^dgxc/)).toEqual(new Set(['reserved']));
    expect(readings(/^korth/)).toEqual(new Set(['analytic']));
  });

  it('leaves out what the program does not see', () => {
    const components = {
      parameters: 16,
      gradients: 8,
      masterWeights: 4,
      moments: 2,
      activations: 1,
      logits: 0.5,
      gatheredParameters: 0.25,
      buffers: 0.125,
      runtime: 32,
    };
    expect(memoryAsReported('device', components, 20)).toBe(63.875);
    expect(memoryAsReported('reserved', components, 20)).toBe(43.875);
    expect(memoryAsReported('allocated', components, 20)).toBe(31.875);
    expect(memoryAsReported('analytic', components, 20)).toBe(31);
  });
});
