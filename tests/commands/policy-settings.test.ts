import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { loadSettings, repositoryRules } from "../../src/commands/settings.ts";
import { PROJECT } from "../support/imports.ts";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function load(text: string) {
  const folder = await mkdtemp(join(tmpdir(), "agentix-policy-"));
  folders.push(folder);
  const file = join(folder, "config.toml");
  await writeFile(file, text);
  return loadSettings({}, file);
}

const rule = (text: string, name = "mine") =>
  `[[rule]]\nname = "${name}"\nreason = "because"\n${text}\n`;
const good = rule('tier = "high"\noptions = ["services.x.**"]');
const lowering = rule(
  'tier = "low"\nlowers = "guard-72"\noptions = ["networking.firewall.allowedTCPPorts"]',
);

describe("rules of a configuration file", () => {
  it("are read with the file that they come from", async () => {
    const settings = await load(good + lowering.replace("mine", "other"));
    expect(settings).toMatchObject({
      ok: true,
      value: {
        rules: [
          { name: "mine", source: /config\.toml$/ },
          { name: "other", lowers: "guard-72" },
        ].map(({ source: _, ...one }) => one),
      },
    });
  });

  it.each([
    ["a tier that is none", rule('tier = "huge"\noptions = ["a"]'), /rule\.0\.tier/],
    ["no option and no file", rule('tier = "high"'), /names neither/],
    ["a word that is not known", rule('tier = "high"\noption = ["a"]'), /rule\.0/],
    ["a name twice", good + good, /twice/],
    [
      "a name for a terminal",
      rule('tier = "high"\noptions = ["a"]', "\\u001b[2J"),
      /rule\.0\.name/,
    ],
    ["raising to low", rule('tier = "low"\noptions = ["a"]'), /raises nothing/],
    [
      "lowering what is protected",
      rule('tier = "high"\nlowers = "guard-84"\noptions = ["a"]'),
      /protected/,
    ],
    ["an open brace", rule('tier = "high"\noptions = ["services.{a,b"]'), /not closed/],
    ["an empty segment", rule('tier = "high"\noptions = ["services..a"]'), /empty name/],
    [
      "a value test that cannot be read",
      rule('tier = "high"\noptions = ["a"]\nvalue = "("'),
      /regular expression/,
    ],
    [
      "a value test that never ends",
      rule('tier = "high"\noptions = ["a"]\nvalue = "(a+)+$"'),
      /repetition/,
    ],
  ])("are refused with %s, and say so", async (_, text, why) => {
    const settings = await load(text);
    expect(settings).toMatchObject({ ok: false, problem: { code: "bad-config" } });
    if (!settings.ok) expect(settings.problem.message).toMatch(why);
  });

  it("are as docs/policy.md has them", async () => {
    const page = await readFile(join(PROJECT, "docs/policy.md"), "utf8");
    const [, example = ""] = /```toml\n([\s\S]*?)```/.exec(page) ?? [];
    expect(example).toContain("[[rule]]");
    expect(await load(example)).toMatchObject({ ok: true });
  });
});

describe("T14: rules of a repository", () => {
  it("may tighten", async () => {
    expect(await repositoryRules(good)).toMatchObject({
      ok: true,
      value: [{ source: "agentix.toml" }],
    });
    expect(await repositoryRules(null)).toEqual({ ok: true, value: [] });
  });

  it.each([
    ["lower", lowering],
    ["set anything else", '[planner]\nhost = "evil.example:1"\n'],
    ["allow lowering", "[policy]\nallow_lowering = true\n"],
    ["allow filters", '[git]\nallow_filters = ["evil"]\n'],
  ])("may not %s", async (_, text) => {
    expect(await repositoryRules(text)).toMatchObject({
      ok: false,
      problem: { code: "bad-config" },
    });
  });
});
