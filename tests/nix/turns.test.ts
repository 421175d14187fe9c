import { describe, expect, it } from "vitest";
import { turns } from "../../src/nix/turns.ts";

describe("turns", () => {
  it("runs no more at a time than it may, begins in order and hands on what comes of each", async () => {
    const turn = turns(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const all = [0, 1, 2, 3].map((at) =>
      turn(async () => {
        begun.push(at);
        await new Promise<void>((end) => {
          ends[at] = end;
        });
        if (at === 1) throw new Error("one fails");
        return at;
      }),
    );
    const settled = Promise.allSettled(all);
    await Promise.resolve();
    expect(begun).toEqual([0, 1]);
    ends[1]?.();
    await new Promise(setImmediate);
    expect(begun).toEqual([0, 1, 2]);
    ends[0]?.();
    await new Promise(setImmediate);
    expect(begun).toEqual([0, 1, 2, 3]);
    ends[2]?.();
    ends[3]?.();
    expect((await settled).map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ]);
  });
});
