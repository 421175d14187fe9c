import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyRing, itemAt, itemsOf, pushed, type Ring } from "../../src/core/build/ring.ts";

test("the newest are kept under their numbers, and not many more, however they come", () => {
  const sizes = fc.array(fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 700 })), { maxLength: 20 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 900 }), (batches, keep) => {
      let ring: Ring<number> = emptyRing;
      let count = 0;
      for (const size of batches) {
        ring = pushed(
          ring,
          Array.from({ length: size }, (_, at) => count + at),
          keep,
        );
        count += size;
        const items = itemsOf(ring);
        expect(ring.end).toBe(count);
        expect(items.length).toBe(ring.end - ring.start);
        expect(items.length).toBeGreaterThanOrEqual(Math.min(count, keep));
        expect(items.length).toBeLessThan(keep + 256);
        for (const number of [ring.start, ring.start + 255, ring.start + 256, ring.end - 1])
          if (number >= ring.start && number < ring.end) expect(itemAt(ring, number)).toBe(number);
        expect(itemAt(ring, ring.start - 1)).toBeUndefined();
        expect(itemAt(ring, ring.end)).toBeUndefined();
      }
    }),
  );
});
