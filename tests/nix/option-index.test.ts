import { beforeAll, describe, expect, it } from "vitest";
import type { OptionInfo, OptionType } from "../../src/core/option.ts";
import { stem, words } from "../../src/core/words.ts";
import { openOptionIndex } from "../../src/nix/option-index.ts";
import { optionInfo, optionType, type RawType } from "../../src/nix/option-record.ts";
import type { OptionIndex } from "../../src/ports/indexes.ts";
import { realOptions } from "../support/real-options.ts";

const target = { kind: "nixos" as const, name: "x" };
const option = (path: string, type: OptionType, description = ""): OptionInfo => ({
  path: path.split("."),
  type,
  typeText: "",
  description,
  declarations: [],
  readOnly: false,
  internal: false,
  visible: true,
});

describe("paths", () => {
  const json: OptionType = {
    kind: "attrsOf",
    element: { kind: "either", choices: [{ kind: "str" }, { kind: "other" }] },
  };
  const open = () =>
    openOptionIndex(target, [
      option("users.users", { kind: "attrsOf", element: { kind: "submodule" } }),
      option("users.users.<name>.shell", { kind: "package" }),
      option("users.users.root.shell", { kind: "str" }),
      option("list.*.port", { kind: "port" }),
      option("nix.settings", { kind: "submodule", freeform: json }),
      option("nix.settings.cores", { kind: "int" }),
      option("environment.variables", { kind: "attrsOf", element: { kind: "str" } }),
      option("services.closed", { kind: "submodule" }),
      option("boot.kernelParams", { kind: "listOf", element: { kind: "str" } }),
    ]);

  it("resolve through <name> and *, exact names first", async () => {
    const index = await open();
    expect(index.get(["users", "users", "alice", "shell"])?.type.kind).toBe("package");
    expect(index.get(["users", "users", "root", "shell"])?.type.kind).toBe("str");
    expect(index.get(["list", "0", "port"])?.type.kind).toBe("port");
    expect(index.get(["users", "users", "alice", "nope"])).toBeUndefined();
    expect(index.children(["users", "users", "alice"])).toEqual(["shell"]);
    expect([...index.children(["users", "users"])].sort()).toEqual(["<name>", "root"]);
  });

  it("go on inside freeform values and attribute sets, and nowhere else", async () => {
    const index = await open();
    expect(index.get(["nix", "settings", "cores"])?.type.kind).toBe("int");
    expect(index.get(["nix", "settings", "anything"])).toMatchObject({
      path: ["nix", "settings", "anything"],
      type: { kind: "either" },
    });
    expect(index.get(["nix", "settings", "a", "b"])?.type).toEqual({ kind: "other" });
    expect(index.get(["environment", "variables", "EDITOR"])?.type).toEqual({ kind: "str" });
    expect(index.get(["environment", "variables", "EDITOR", "x"])).toBeUndefined();
    expect(index.get(["services", "closed", "x"])).toBeUndefined();
    expect(index.get(["boot", "kernelParams", "x"])).toBeUndefined();
    expect(index.get(["boot"])).toBeUndefined();
    expect(index.get([])).toBeUndefined();
  });
});

describe("types", () => {
  const leaf = (n: string, d?: string): RawType => (d === undefined ? { n } : { n, d });
  it.each<[string, RawType, OptionType]>([
    ["bool", leaf("bool"), { kind: "bool" }],
    [
      "port",
      leaf("unsignedInt16", "16 bit unsigned integer; between 0 and 65535 (both inclusive)"),
      { kind: "port" },
    ],
    [
      "range",
      leaf("intBetween", "integer between 1 and 9 (both inclusive)"),
      { kind: "int", min: 1, max: 9 },
    ],
    ["positive", leaf("positiveInt", "positive integer, meaning >0"), { kind: "int", min: 1 }],
    ["lines", leaf("separatedString", 'strings concatenated with "\\n"'), { kind: "lines" }],
    ["pattern", leaf('strMatching "[a-z]+\\\\."', "x"), { kind: "str", pattern: "[a-z]+\\." }],
    ["enum", { n: "enum", v: ["a", 1, null] }, { kind: "enum", values: ["a", 1, null] }],
    ["list", { n: "listOf", e: leaf("package") }, { kind: "listOf", element: { kind: "package" } }],
    ["null or", { n: "nullOr", e: leaf("str") }, { kind: "nullOr", element: { kind: "str" } }],
    [
      "nested either",
      { n: "either", l: leaf("str"), r: { n: "either", l: leaf("int"), r: leaf("str") } },
      { kind: "either", choices: [{ kind: "str" }, { kind: "int" }] },
    ],
    ["coerced", { n: "coercedTo", e: leaf("bool") }, { kind: "bool" }],
    [
      "freeform",
      { n: "submodule", e: { n: "attrsOf", e: leaf("int") } },
      { kind: "submodule", freeform: { kind: "attrsOf", element: { kind: "int" } } },
    ],
    ["unknown", leaf("myOwnType"), { kind: "other" }],
  ])("%s", (_, raw, want) => expect(optionType(raw)).toEqual(want));

  it("declarations lose the store", () => {
    const raw = {
      p: ["a"],
      y: { n: "bool" },
      t: "boolean",
      s: "",
      f: [`/nix/store/${"a".repeat(32)}-source/nixos/modules/x.nix`, "/abs/y.nix"],
    };
    expect(optionInfo(raw).declarations).toEqual(["nixos/modules/x.nix", "/abs/y.nix"]);
  });
});

describe("words", () => {
  it.each([
    ["allowedTCPPorts", ["allowedtcpport", "allow", "tcp", "port"]],
    ["home-manager", ["home", "manager"]],
    ["hostName", ["hostnam", "host", "name"]],
    ["plasma6 x11", ["plasma6", "plasma", "x11"]],
  ])("of %s", (text, want) => expect(words(text)).toEqual(want));
  it.each([
    ["collect", "collecting", "collection", "collected"],
    ["mount", "mounts", "mounted", "mounting"],
    ["encrypt", "encrypted", "encryption"],
    ["forward", "forwarding", "forwarded"],
    ["cache", "caches"],
    ["app", "apps"],
    ["scrub", "scrubbing", "scrubbed"],
    ["automatic", "automatically"],
  ])("are the same in every form: %s", (...forms) => {
    expect(new Set(forms.map(stem)).size).toBe(1);
  });
  it("in plural are the same, but not names that end in s", () => {
    expect(["ports", "policies", "dns", "access", "redis"].map(stem)).toEqual([
      "port",
      "policy",
      "dns",
      "access",
      "redis",
    ]);
  });
});

const real = realOptions("nixos");
describe.skipIf(!real)("search over a real NixOS (skipped without its option data)", () => {
  let index: OptionIndex;
  beforeAll(async () => {
    index = await openOptionIndex(target, real ?? []);
  }, 60_000);

  it.each([
    ["ssh", "services.openssh.enable"],
    ["tailscale", "services.tailscale.enable"],
    ["time zone", "time.timeZone"],
    ["host name", "networking.hostName"],
    ["garbage collection", "nix.gc.automatic"],
    ["keyboard layout", "services.xserver.xkb.layout"],
    ["firewall tcp ports", "networking.firewall.allowedTCPPorts"],
    ["home assistant", "services.home-assistant.enable"],
    ["jellyfin", "services.jellyfin.enable"],
    ["nextclod", "services.nextcloud.enable"],
    ["zram", "zramSwap.enable"],
    ["open a port", "networking.firewall.allowedTCPPorts"],
    ["ssh keys", "users.users.<name>.openssh.authorizedKeys.keys"],
    ["web server", "services.nginx.enable"],
    ["bluetooth", "hardware.bluetooth.enable"],
    ["auto upgrade", "system.autoUpgrade.enable"],
  ])(
    "%s → %s",
    (query, want) => {
      expect(index.search(query, 5).map((hit) => hit.option.path.join("."))).toContain(want);
    },
    60_000,
  );

  it("never shows hidden or internal options, and gives nothing for nonsense", () => {
    for (const { option: each } of index.search("option", 50))
      expect(each.visible && !each.internal).toBe(true);
    expect(index.search("qqqqzzzzxxxx", 5)).toEqual([]);
    expect(index.search("", 5)).toEqual([]);
  });
});
