import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot, type SampleFlake, sampleFlake } from "./sample-flake.ts";

/** Ways in which people lay out a flake; fixtures/layouts/README.md says what each stands for. */
export type LayoutName =
  | "custom"
  | "disks"
  | "mkhost"
  | "parts"
  | "pile"
  | "readdir"
  | "secrets"
  | "values";

const signed = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];

/** A flake of one test in this layout: its own repository, with the inputs of the plain sample. */
export async function layoutFlake(name: LayoutName): Promise<SampleFlake> {
  const flake = await sampleFlake("plain", name);
  const own = await readFile(join(flake.root, "flake.nix"), "utf8");
  const nixpkgs = /nixpkgs\.url = "([^"]+)"/.exec(own)?.[1];
  if (nixpkgs === undefined) throw new Error("the plain sample has another input than nixpkgs");
  for (const entry of await readdir(flake.root))
    if (entry !== ".git" && entry !== "flake.lock")
      await rm(join(flake.root, entry), { recursive: true });
  await cp(join(projectRoot, "fixtures", "layouts", name), flake.root, { recursive: true });
  const file = join(flake.root, "flake.nix");
  await writeFile(file, (await readFile(file, "utf8")).replace("@nixpkgs@", nixpkgs));
  await flake.git("add", "--all", "--force");
  await flake.git(...signed, "commit", "--quiet", "--message", `the ${name} layout`);
  const commit = await flake.git("rev-parse", "HEAD");
  return {
    ...flake,
    commit,
    ref: (rev = commit) => `git+file://${encodeURI(flake.root)}?rev=${rev}`,
  };
}
