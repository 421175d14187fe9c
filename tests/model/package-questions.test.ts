import { describe, expect, test } from "vitest";
import { builtinPlanner } from "../../src/model/builtin/planner.ts";
import { openOptionIndex } from "../../src/nix/option-index.ts";
import { planContext, type Setting } from "../support/plan-context.ts";
import { value } from "../support/value.ts";

const target = { kind: "nixos", name: "web1" } as const;
const option = (path: string[], element: "package" | "bool") => ({
  path,
  type:
    element === "bool"
      ? ({ kind: "bool" } as const)
      : ({ kind: "listOf", element: { kind: "package" } } as const),
  typeText: element,
  description: "",
  declarations: [],
  readOnly: false,
  internal: false,
  visible: true,
});
const setting: Setting = {
  targets: [
    {
      target,
      index: await openOptionIndex(target, [
        option(["environment", "systemPackages"], "package"),
        option(["programs", "firefox", "enable"], "bool"),
      ]),
    },
  ],
  values: {},
  packages: {
    zathura: { description: "Highly customizable and functional PDF viewer" },
    evince: { description: "GNOME's document viewer" },
    gimp: { description: "GNU Image Manipulation Program" },
    neovim: { description: "Vim text editor \u001b[2J\u202efork" },
    vscode: { description: "Code editor" },
    ripgrep: { description: "Searches text" },
    fd: { description: "Finds files" },
    firefox: { description: "Web browser" },
  },
};
const plan = async (goal: string) => value(await builtinPlanner().plan(planContext(setting, goal)));

describe("packages that a goal means", () => {
  test.each([
    ["install a pdf viewer", "install zathura"],
    ["install neovm", "install neovim"],
    ["I need something to edit photos", "install gimp"],
    ["I want a pdf viewer", "install zathura"],
  ])("%s: asked, with real names", async (goal, first) => {
    const { intents, questions } = await plan(goal);
    expect(intents).toEqual([]);
    expect(questions).toHaveLength(1);
    const { choices = [], question } = questions[0] ?? { question: "" };
    expect(choices[0]).toBe(first);
    expect(choices.length).toBeLessThanOrEqual(5);
    for (const choice of choices) {
      const name = choice.replace("install ", "");
      expect(Object.keys(setting.packages)).toContain(name);
      expect(question).toContain(`${name}: `);
      // What is offered can be typed as it stands.
      expect((await plan(choice)).questions).toEqual([]);
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    expect(question).not.toMatch(/[\u0000-\u001f\u202e]/);
  });

  test.each([
    ["install visual studio code", ["vscode"]],
    ["add ripgrep and fd", ["ripgrep", "fd"]],
  ])("%s: taken", async (goal, names) => {
    const { intents, questions } = await plan(goal);
    expect(questions).toEqual([]);
    expect(intents).toMatchObject([{ value: names.map((name) => ({ $package: name })) }]);
  });

  test("a module comes before a package, and a package that is nowhere is not made up", async () => {
    expect((await plan("I want firefox")).intents).toMatchObject([
      { path: ["programs", "firefox", "enable"], value: true },
    ]);
    const { intents, questions } = await plan("install xyzzyplugh");
    expect(intents).toEqual([]);
    expect(questions[0]?.choices ?? []).toEqual([]);
  });
});
