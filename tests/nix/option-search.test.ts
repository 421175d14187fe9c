import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OptionInfo } from "../../src/core/option.ts";
import { glossaryOptions } from "../../src/nix/option-glossary.ts";
import { openOptionIndex } from "../../src/nix/option-index.ts";
import { topics } from "../../src/nix/option-topics.ts";
import { homeRows, nixosRows } from "../support/homelab-options.ts";
import { optionRow } from "../support/option-table.ts";
import { realOptions } from "../support/real-options.ts";

const host = { kind: "nixos", name: "x" } as const;
const home = { kind: "home", name: "x" } as const;
const named = (options: readonly OptionInfo[], target: typeof host | typeof home = host) =>
  openOptionIndex(target, options).then(
    (index) => (query: string, limit: number) =>
      index.search(query, limit).map((hit) => hit.option.path.join(".")),
  );
const options = [
  optionRow("services.hare.enable", "boolean", {
    description: "Whether to enable the Hare, a burrow keeper.",
  }),
  optionRow("services.hare.port", "16 bit unsigned integer"),
  optionRow("services.hare.settings.log.level", "string"),
  optionRow("services.fox.enable", "boolean"),
  optionRow("services.fox.hare.enable", "boolean"),
  optionRow("services.fox.port", "16 bit unsigned integer"),
  optionRow("services.fox.secretHare", "boolean", { visible: false }),
  optionRow("services.fox.innerHare", "boolean", { internal: true }),
  optionRow("programs.badger6.enable", "boolean"),
  optionRow("programs.badger6.maxOpenFiles", "signed integer"),
  optionRow("burrow.timeZone", "string"),
  optionRow("networking.firewall.allowedTCPPorts", "list of 16 bit unsigned integer"),
  optionRow("nix.settings", "open submodule of attribute set of anything"),
];

describe("the order of what is found", () => {
  it.each([
    ["a module's switch before all in it", "hare", "services.hare.enable"],
    ["the choice inside a named group by the other words", "hare port", "services.hare.port"],
    ["whole sentences", "please set the port of the hare to 8080", "services.hare.port"],
    ["deep ones when they are named", "log level of hare", "services.hare.settings.log.level"],
    ["descriptions, too", "burrow keeper", "services.hare.enable"],
    ["camelCase apart", "open files", "programs.badger6.maxOpenFiles"],
    ["camelCase as one word", "maxopenfiles", "programs.badger6.maxOpenFiles"],
    ["names without their digits", "badger", "programs.badger6.enable"],
    ["one word written as two", "timezone", "burrow.timeZone"],
    ["two words that are one name", "time zone", "burrow.timeZone"],
    ["misspelt words", "bagder", "programs.badger6.enable"],
    ["words that are still being typed", "badg", "programs.badger6.enable"],
    ["two known words written as one", "hareport", "services.hare.port"],
    ["what everybody means", "open port 22", "networking.firewall.allowedTCPPorts"],
    ["settings in a freeform value by what holds them", "enable flakes", "nix.settings"],
  ])("%s: %s → %s", async (_, query, first) => {
    expect((await named(options))(query, 3)[0]).toBe(first);
  });

  it("leaves out what is hidden or internal", async () => {
    const found = (await named(options))("hare", 20);
    expect(found).toContain("services.fox.hare.enable");
    expect(found.filter((path) => /secret|inner/.test(path))).toEqual([]);
  });

  it("prefers programs in a home, and nothing on a machine", async () => {
    const same = [
      optionRow("services.stoat.enable", "boolean"),
      optionRow("programs.stoat.enable", "boolean"),
    ];
    expect((await named(same))("stoat", 1)).toEqual(["services.stoat.enable"]);
    expect((await named(same, home))("stoat", 1)).toEqual(["programs.stoat.enable"]);
  });
});

describe("any question", () => {
  it("is answered with at most what was asked for, best first, the same every time", async () => {
    const index = await openOptionIndex(host, options);
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[a-z ]{0,60}$/)),
        fc.integer({ min: 0, max: 5 }),
        (query, limit) => {
          const hits = index.search(query, limit);
          expect(hits.length).toBeLessThanOrEqual(limit);
          expect(hits.every(({ score }) => score > 0 && Number.isFinite(score))).toBe(true);
          expect(hits.map(({ score }) => score)).toEqual(
            hits.map(({ score }) => score).toSorted((a, b) => b - a),
          );
          expect(index.search(query, limit)).toEqual(hits);
        },
      ),
    );
  });

  it.each([
    "",
    " \t\n",
    "qqqqzzzzxxxx",
    "x".repeat(2000),
    "(a+)+$ [^.]* \\b".repeat(100),
    "日本語 пароль 👩‍💻",
    "__proto__",
  ])("that means nothing has no answer: %j", async (query) => {
    expect((await named(options))(query, 5)).toEqual([]);
  });

  it("is read to its first words when it is very long", async () => {
    const search = await named(options);
    expect(search(`hare port ${"and so on ".repeat(400)}`, 1)).toEqual(["services.hare.port"]);
  });
});

/** What earlier or later releases call it, or a suboption that only other modules declare. */
const earlier = new Set([
  "qt.platformTheme.name",
  "virtualisation.lxd.enable",
  "systemd.extraConfig",
  "programs.adb.enable",
  "nixpkgs.config.allowUnfree",
  "programs.neovim.extraLuaConfig",
  "programs.zsh.initExtra",
  "i18n.supportedLocales",
  "programs.git.aliases",
  "programs.git.userEmail",
  "programs.git.userName",
  "programs.light.enable",
  "programs.ssh.matchBlocks",
  "programs.vscode.userSettings",
  "services.logind.lidSwitch",
  "services.logind.powerKey",
  "services.resolved.dnsovertls",
  "services.xserver.desktopManager.gnome.enable",
  "services.xserver.displayManager.gdm.enable",
  "systemd.sleep.extraConfig",
]);

describe("topics", () => {
  it("are phrases with options", () => {
    expect(topics.length).toBeGreaterThan(100);
    for (const { words, options: meant } of topics) {
      expect(words.join("")).not.toBe("");
      expect(meant.every((option) => /^[a-z][\w-]*(\.[\w<>-]+)*$/i.test(option))).toBe(true);
    }
  });

  const real = [realOptions("nixos"), realOptions("home-manager")];
  it.skipIf(real.includes(undefined))(
    "name options that real systems have, each of them (skipped without option data)",
    async () => {
      const indexes = await Promise.all([
        openOptionIndex(host, real[0] ?? []),
        openOptionIndex(home, real[1] ?? []),
        openOptionIndex(
          host,
          nixosRows.map(([path, type]) => optionRow(path, type)),
        ),
        openOptionIndex(
          home,
          homeRows.map(([path, type]) => optionRow(path, type)),
        ),
      ]);
      const there = (option: string) =>
        indexes.some((index) => index.get(option.split("."))?.visible);
      const twin = (option: string) =>
        option.replace(/^(?:services|programs)\.([^.]+)\.enable$/, (_, name: string) =>
          option.startsWith("s") ? `programs.${name}.enable` : `services.${name}.enable`,
        );
      const missing = new Set(
        topics.filter((topic) => !topic.options.some(there)).map((topic) => topic.words.join(" ")),
      );
      expect([...missing]).toEqual([]);
      const all = new Set(glossaryOptions());
      expect([...all].filter((option) => !there(option) && !there(twin(option))).sort()).toEqual(
        [...earlier].sort(),
      );
    },
    60_000,
  );
});
