import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearest } from "../../src/core/nearest.ts";
import { parsePath, showPath } from "../../src/core/option.ts";
import { parseTargetId, targetId, targetKinds } from "../../src/core/target.ts";

describe("option paths", () => {
  it("writes and reads quoted segments", () => {
    expect(showPath(["services", "nginx", "virtualHosts", "a.example"])).toBe(
      'services.nginx.virtualHosts."a.example"',
    );
    expect(parsePath('environment.etc."ssh/x.conf".text')).toEqual([
      "environment",
      "etc",
      "ssh/x.conf",
      "text",
    ]);
  });

  it.each(["", "a..b", ".a", 'a."b', "a.", 'a"b"'])("refuses %j", (text) => {
    expect(parsePath(text)).toBeUndefined();
  });

  it("reads back whatever it writes", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 }), (path) => {
        expect(parsePath(showPath(path))).toEqual(path);
      }),
    );
  });

  it("names targets so that kinds do not collide", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...targetKinds),
        fc.stringMatching(/^[a-z0-9@._-]+$/),
        (kind, name) => {
          expect(parseTargetId(targetId({ kind, name }))).toEqual({ kind, name });
        },
      ),
    );
  });

  it("suggests slips of the keyboard, not other words", () => {
    expect(nearest("verfy", ["verify", "review", "list"], 3)).toEqual(["verify"]);
    expect(nearest("xyz", ["verify", "review", "list"], 3)).toEqual([]);
  });
});
