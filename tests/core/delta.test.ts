import { describe, expect, it } from "vitest";
import { byChange, effectsOf, leafChanges } from "../../src/core/delta.ts";

describe("option delta", () => {
  it("is empty for equal values", () => {
    expect(leafChanges(["a"], { b: [1] }, { b: [1] })).toEqual([]);
  });

  it("goes down to the leaves that changed", () => {
    expect(
      leafChanges(["users"], { a: { shell: "x" } }, { a: { shell: "x" }, b: { uid: 1 } }),
    ).toEqual([{ path: ["users", "b", "uid"], before: null, after: 1 }]);
  });

  it("says what ports and switches mean", () => {
    const [ports] = effectsOf(
      "web",
      ["networking", "firewall", "allowedTCPPorts"],
      [22, 80],
      [22, 443],
    );
    expect(ports?.meaning).toBe("opens 443/tcp, closes 80/tcp");
    const [range] = effectsOf(
      "web",
      ["networking", "firewall", "allowedUDPPortRanges"],
      [],
      [{ from: 1, to: 9 }],
    );
    expect(range?.meaning).toBe("opens 1-9/udp");
    const [on] = effectsOf("web", ["services", "nginx", "enable"], false, true);
    expect(on?.meaning).toBe("turns services.nginx on");
  });

  it("tells the same change on several targets once", () => {
    const on = (target: string, after: boolean) => ({ target, option: "a", before: null, after });
    expect(byChange([on("web", true), on("nas", true), on("db", false)])).toEqual([
      on("web, nas", true),
      on("db", false),
    ]);
  });

  it("shows packages by name, not by store path", () => {
    const drv = (name: string) => ({ _drv: `/nix/store/${"0".repeat(32)}-${name}.drv` });
    const [effect] = effectsOf(
      "web",
      ["environment", "systemPackages"],
      [drv("git-2.50")],
      [drv("git-2.50"), drv("btop-1.4")],
    );
    expect(effect).toMatchObject({ after: ["git-2.50", "btop-1.4"], meaning: "adds btop-1.4" });
  });
});
