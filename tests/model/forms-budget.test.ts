import { afterEach, describe, expect, it } from "vitest";
import type { OptionInfo } from "../../src/core/option.ts";
import { tokensOf } from "../../src/model/meter.ts";
import { openOptionIndex } from "../../src/nix/option-index.ts";
import type { PlanContext } from "../../src/ports/planner.ts";
import { type FormModel, openFormModel } from "../support/form-model.ts";
import { shown } from "../support/goal-case.ts";
import { oneHost } from "../support/homelab.ts";
import { nixosRows } from "../support/homelab-options.ts";
import { good } from "../support/ollama-server/models/good.ts";
import { optionRow } from "../support/option-table.ts";
import { planContext, type Setting } from "../support/plan-context.ts";

let running: FormModel | undefined;
afterEach(async () => {
  await running?.standIn.close();
  running = undefined;
});
const start = async (...given: Parameters<typeof openFormModel>) => {
  running = await openFormModel(...given);
  return running;
};

const target = { kind: "nixos", name: "web1" } as const;
const wide = "字".repeat(30_000);
const zones = ["Africa/Abidjan", "Asia/Tokyo", "Europe/Berlin", "Europe/Vienna"].concat(
  Array.from({ length: 600 }, (_, at) => `Etc/Zone${at}`),
);

/** A configuration in which every text is as long as a stranger may make it. */
async function swollen(): Promise<Setting> {
  const options: OptionInfo[] = nixosRows.map(([path, type]) =>
    optionRow(path, type, { description: wide }),
  );
  const zone: OptionInfo = {
    ...optionRow("clock.timeZone", "string", { description: wide }),
    type: { kind: "enum", values: zones },
  };
  const names = Object.fromEntries(
    Array.from({ length: 400 }, (_, at) => [`person${at}${"x".repeat(80)}`, {}]),
  );
  return {
    ...oneHost,
    values: {
      ...oneHost.values,
      "networking.hostName": wide,
      "networking.nameservers": Array.from({ length: 5000 }, () => wide.slice(0, 60)),
      "users.users": { ...names, alice: { isNormalUser: true } },
    },
    targets: [{ target, index: await openOptionIndex(target, [...options, zone]) }],
  };
}

describe("where every text is as long as it can be", async () => {
  const setting = await swollen();

  it.each([
    "enable tailscale",
    "set the hostname to shelf and add 9.9.9.9 to the nameservers",
    "give alice the docker group and zsh",
    "set clock.timeZone to Europe/Berlin",
    "enable docker, enable tailscale, open port 8080, set the hostname to shelf, install htop, enable nginx, add 1.1.1.1 to the nameservers and disable ssh",
  ])("the requests of a goal stay within the budget: %s", async (goal) => {
    const model = await start(good);
    await model.plan(planContext(setting, goal));
    const sizes = model.prompts().map(tokensOf);
    const [choosing = 0, ...filling] = sizes;
    expect(choosing).toBeLessThanOrEqual(1800);
    for (const size of filling) expect(size).toBeLessThanOrEqual(600);
    expect(sizes.reduce((all, size) => all + size, 0)).toBeLessThanOrEqual(
      filling.length > 3 ? 3000 + 400 * (filling.length - 3) : 3000,
    );
  });

  it("an enum of 600 values is offered as those that the words name", async () => {
    const model = await start(good);
    const plan = await model.plan(planContext(setting, "set clock.timeZone to Europe/Berlin"));
    expect(plan.intents.map(shown)).toEqual(['clock.timeZone = "Europe/Berlin"']);
    expect(model.standIn.bytes()).not.toContain("Etc/Zone300");
  });

  it("a repair stays small, whatever the fault names", async () => {
    const model = await start(() => ({ text: '{"picks":[]}' }), "ignores-format");
    await model.plan(planContext(setting, "give alice the docker group and frobnicate"));
    for (const prompt of model.prompts()) expect(tokensOf(prompt)).toBeLessThanOrEqual(2000);
  });
});

describe("a goal that is too long", () => {
  it.each([
    ["one thing in 1,900 characters", `set the motd to "${"hello ".repeat(310)}"`],
    ["characters of three bytes", `enable tailscale. ${"设置时区。".repeat(300)}`],
  ])("is asked for in parts, never cut: %s", async (_, goal) => {
    const model = await start(good);
    const plan = await model.plan(planContext(oneHost, goal));
    expect(plan.intents).toEqual([]);
    expect(JSON.stringify(plan.questions)).toMatch(/characters long|too long|in parts|smaller/);
    expect(model.prompts()).toEqual([]);
  });
});

describe("many hosts", () => {
  it("are counted, and what the words say of them holds", async () => {
    const [{ index }] = oneHost.targets as [(typeof oneHost.targets)[number]];
    const targets = Array.from({ length: 120 }, (_, at) => ({
      target: { kind: "nixos" as const, name: `machine-${at}-${"y".repeat(50)}` },
      index,
    }));
    const model = await start(good);
    const plan = await model.plan(planContext({ ...oneHost, targets }, "enable tailscale"));
    expect(plan.intents[0]?.targets).toHaveLength(120);
    expect(plan.intents[0]?.unnamed).toBe(true);
    for (const prompt of model.prompts()) expect(tokensOf(prompt)).toBeLessThanOrEqual(1800);
  });
});

describe("free edits", () => {
  it("are asked for within the same measure, repairs included", async () => {
    const goal = `extract the ports of a.nix into a let binding ${"with short lines ".repeat(15)}`;
    const file = "{\n  networking.firewall.allowedTCPPorts = [ 80 ];\n}\n";
    const files: Record<string, string> = {
      "a.nix": file,
      "ports.nix": `${file}# ${"字".repeat(2200)}\n`,
      "ports-too.nix": file.repeat(60),
    };
    const reply = {
      a_why: "so",
      b_edits: [{ a_file: "a.nix", b_new: "", c_search: "x", d_replace: wide.slice(0, 3000) }],
    };
    const model = await start(
      (request) => ({
        text: JSON.stringify(
          JSON.stringify(request.format).includes("picks")
            ? {
                picks: [
                  {
                    a_why: "code",
                    b_part: 1,
                    c_option: "files",
                    d_operation: "set",
                    e_hosts: ["all"],
                  },
                ],
              }
            : reply,
        ),
      }),
      "ignores-format",
    );
    const context: PlanContext = {
      ...planContext(oneHost, goal.trim()),
      shownFiles: async () => ({ ok: true, value: Object.keys(files) }),
      showFile: async (path) => ({ ok: true, value: files[path] ?? "" }),
      freeFaults: async () => ({ ok: true, value: [{ edit: 0, message: `a.nix: ${wide}` }] }),
    };
    const plan = await model.plan(context);
    expect(plan.questions[0]?.question).toMatch(/refused/);
    expect(model.prompts()).toHaveLength(4);
    for (const prompt of model.prompts()) expect(tokensOf(prompt)).toBeLessThanOrEqual(3000);
  });
});
