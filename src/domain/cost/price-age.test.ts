import { describe, expect, it } from 'vitest';
import { describePriceAge } from './price-age.ts';

const TODAY = '2026-11-21';

describe('describePriceAge', () => {
  it('says the month and the age of a price', () => {
    expect(describePriceAge('2024-08', TODAY)).toEqual({
      months: 27,
      isOld: true,
      words: 'price of Aug 2024, 27 months old',
    });
    expect(describePriceAge('2026-10-30', TODAY)).toEqual({
      months: 1,
      isOld: false,
      words: 'price of Oct 2026, 1 month old',
    });
  });

  it('is old only after more than a year', () => {
    expect(describePriceAge('2025-11', TODAY)?.isOld).toBe(false);
    expect(describePriceAge('2025-10', TODAY)?.isOld).toBe(true);
  });

  it('takes the least age where only the year is known', () => {
    expect(describePriceAge('2023', TODAY)).toMatchObject({
      months: 35,
      words: 'price of 2023, at least 35 months old',
    });
    expect(describePriceAge('2026', TODAY)?.months).toBe(0);
  });

  it('reads dates with words around them, and says nothing where there is none', () => {
    expect(describePriceAge('gpuhunt 2026-08', TODAY)?.months).toBe(3);
    expect(describePriceAge('memory, after the June 2025 cut', TODAY)?.months).toBe(11);
    expect(describePriceAge('undated', TODAY)).toBeNull();
    expect(describePriceAge('2024-08', 'today')).toBeNull();
  });

  it('is never younger than new', () => {
    expect(describePriceAge('2027-01', TODAY)?.months).toBe(0);
  });
});
