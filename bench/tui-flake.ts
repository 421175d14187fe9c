import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { wire } from "../src/commands/wire.ts";
import { cliEnv } from "../tests/support/cli.ts";
import { propose } from "../tests/support/loop-context.ts";
import { type SampleFlake, sampleFlake } from "../tests/support/sample-flake.ts";
import { value } from "../tests/support/value.ts";

/** Proposals of the sizes that are measured, in a real repository. */
export interface BenchFlake {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  /** The ids: a diff of twenty lines, one of several pages, one of 400 hunks and 20 000 lines, two builds. */
  readonly ids: Readonly<Record<"small" | "pages" | "big" | "flood" | "million", string>>;
  /** The commit that holds the pages, for other programs to show. */
  readonly pages: string;
  remove(): Promise<void>;
}

function service(at: number, changed: boolean): string {
  return `  services.app${at} = {
    enable = true; # what number ${at} does
    port = ${(changed ? 9000 : 8000) + at};
    domains = [ "a${at}.example.org" ${changed ? `"b${at}.example.org" ` : ""}];
    settings.log = "/var/log/app${at}.log";
  };
`;
}

function file(count: number, each: (at: number) => string): string {
  return `{ config, lib, ... }:\n\n{\n${Array.from({ length: count }, (_, at) => each(at)).join("\n")}}\n`;
}

/** 25 lines that all change, then ten that do not. */
function block(at: number, changed: boolean): string {
  const lines = Array.from(
    { length: 25 },
    (_, line) => `  values.v${at}_${line} = "${changed ? "new" : "old"} ${line}";`,
  );
  const rest = Array.from({ length: 10 }, (_, line) => `  kept.k${at}_${line} = ${line};`);
  return `${[...lines, ...rest].join("\n")}\n`;
}

/** A module whose package prints lines while it is built: all at once, or `pause` seconds after each thousand. */
function noisy(name: string, thousands: number, pause: string): string {
  const print = `i=0; while [ $i -lt ${thousands} ]; do seq 1000; sleep ${pause}; i=$((i+1)); done; echo done > $out`;
  return `{ pkgs, ... }:
{
  environment.systemPackages = [
    (derivation {
      name = "${name}";
      system = "x86_64-linux";
      builder = "/bin/sh";
      PATH = "/usr/bin:/bin";
      mark = "${process.pid}-${Date.now()}";
      args = [ "-c" ${JSON.stringify(print).replaceAll("${", "\\${")} ];
    })
  ];
}
`;
}

/** Makes the flake and its proposals; takes some seconds. */
export async function benchFlake(home: string): Promise<BenchFlake> {
  const flake = await sampleFlake("homelab");
  const write = (path: string, text: string) => {
    mkdirSync(join(flake.root, path, ".."), { recursive: true });
    writeFileSync(join(flake.root, path), text);
  };
  write(
    "data/pages.nix",
    file(120, (at) => service(at, false)),
  );
  write(
    "data/big.nix",
    file(400, (at) => block(at, false)),
  );
  write("modules/noise.nix", "{ }\n");
  const lists = ["./modules/common.nix", "./modules/common.nix\n            ./modules/noise.nix"];
  const outputs = await flake.git("show", "HEAD:flake.nix");
  write("flake.nix", `${outputs.replace(lists[0] as string, lists[1] as string)}\n`);
  await flake.git("add", "-A");
  const user = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];
  await flake.git(...user, "commit", "-q", "-m", "data");
  const env = cliEnv(home);
  mkdirSync(join(home, "config/agentix"), { recursive: true });
  // What is evaluated beside the keys is measured nowhere here; on two cores it would only make noise.
  writeFileSync(join(home, "config/agentix/config.toml"), "[ui]\nlive = false\n");
  const store = proposer(flake, env);
  const pages = file(120, (at) => service(at, at % 20 < 17));
  const ids = {
    small: await store(
      "small",
      "data/pages.nix",
      file(120, (at) => service(at, at % 60 === 5)),
    ),
    pages: await store("pages", "data/pages.nix", pages),
    big: await store(
      "big",
      "data/big.nix",
      file(400, (at) => block(at, true)),
    ),
    flood: await store("flood", "modules/noise.nix", noisy("flood", 600, "0.05")),
    million: await store("million", "modules/noise.nix", noisy("million", 1000, "0")),
  };
  const kept = await flake.git("rev-parse", `refs/agentix/proposals/${ids.pages}`);
  return { root: flake.root, env, ids, pages: kept, remove: flake.remove };
}

/** Stores a proposal that gives one file another content, through the product's own ports. */
function proposer(flake: SampleFlake, env: Readonly<Record<string, string>>) {
  return async (goal: string, path: string, text: string): Promise<string> => {
    const invocation = {
      name: "propose",
      dir: flake.root,
      hosts: [],
      json: true,
      color: false,
      configFile: undefined,
      args: [goal],
      options: {},
      env,
      io: { input: process.stdin, output: process.stdout, error: process.stderr },
      signal: new AbortController().signal,
    };
    const { context } = value(await wire(invocation, { nix: true }));
    return (await propose(context, { [path]: text }, goal)).id;
  };
}
