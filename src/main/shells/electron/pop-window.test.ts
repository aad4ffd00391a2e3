import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { popBounds } from './pop-window.ts';

vi.mock('electron', () => ({ BrowserWindow: class {} }));

describe('popBounds', () => {
  it('is the bottom right corner of the work area, also of a second display on the left', () => {
    expect(popBounds({ x: 0, y: 25, width: 1920, height: 1015 }, 1)).toEqual({
      x: 1504,
      y: 724,
      width: 400,
      height: 300,
    });
    expect(popBounds({ x: -1280, y: 0, width: 1280, height: 1024 }, 1)).toEqual({
      x: -416,
      y: 708,
      width: 400,
      height: 300,
    });
  });

  it('grows to the left with every further call, as far as the display reaches', () => {
    const area = { x: 0, y: 25, width: 1280, height: 1015 };
    expect(popBounds(area, 2)).toEqual({ x: 464, y: 724, width: 800, height: 300 });
    expect(popBounds(area, 9)).toEqual({ x: 16, y: 724, width: 1248, height: 300 });
  });

  it('lies within every work area', () => {
    const coordinate = fc.integer({ min: -5000, max: 5000 });
    const length = fc.integer({ min: 100, max: 8000 });
    fc.assert(
      fc.property(
        fc.record({ x: coordinate, y: coordinate, width: length, height: length }),
        fc.integer({ min: 1, max: 20 }),
        (area, calls) => {
          const pop = popBounds(area, calls);
          expect(pop.width > 0 && pop.height > 0).toBe(true);
          expect(pop.x >= area.x && pop.y >= area.y).toBe(true);
          expect(pop.x + pop.width <= area.x + area.width && pop.y + pop.height <= area.y + area.height).toBe(
            true,
          );
        },
      ),
    );
  });
});
