import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { projectRoot, type SampleFlake, sampleFlake } from "./sample-flake.ts";

/** Ways in which people lay out a flake; fixtures/layouts/README.md says what each stands for. */
export type LayoutName =
  | "custom"
  | "disks"
  | "kinds"
  | "mkhost"
  | "parts"
  | "pile"
  | "readdir"
  | "secrets"
  | "values";

const signed = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];

/** A flake of one test in this layout: its own repository, with the inputs of the plain sample. */
export async function layoutFlake(name: LayoutName): Promise<SampleFlake> {
  const hasKinds = name === "kinds";
  const flake = await sampleFlake(hasKinds ? "home" : "plain", name);
  const own = await readFile(join(flake.root, "flake.nix"), "utf8");
  const inputs = [...own.matchAll(/"(git\+file:[^"]+\/([^"/]+))"/g)].map(([, url, input]) => [
    `@${input}@`,
    url,
  ]);
  for (const entry of await readdir(flake.root))
    if (entry !== ".git" && entry !== "flake.lock")
      await rm(join(flake.root, entry), { recursive: true });
  await cp(join(projectRoot, "fixtures", "layouts", name), flake.root, { recursive: true });
  if (hasKinds) inputs.push(["@nix-darwin@", `git+file://${await nixDarwin(flake)}`]);
  const file = join(flake.root, "flake.nix");
  let text = await readFile(file, "utf8");
  for (const [placeholder = "", url = ""] of inputs) text = text.replace(placeholder, url);
  await writeFile(file, text);
  await flake.git("add", "--all", "--force");
  if (hasKinds) await flake.nix("flake", "lock");
  await flake.git("add", "--all", "--force");
  await flake.git(...signed, "commit", "--quiet", "--message", `the ${name} layout`);
  const commit = await flake.git("rev-parse", "HEAD");
  return {
    ...flake,
    commit,
    ref: (rev = commit) => `git+file://${encodeURI(flake.root)}?rev=${rev}`,
  };
}

/** The small nix-darwin as a repository beside the flake, which goes with it. */
async function nixDarwin(flake: SampleFlake): Promise<string> {
  const root = join(dirname(flake.root), "nix-darwin");
  await cp(join(projectRoot, "fixtures", "nix-darwin"), root, { recursive: true });
  await flake.git("init", "--quiet", "--template=", "-b", "main", root);
  await flake.git("-C", root, "add", "--all", "--force");
  await flake.git("-C", root, ...signed, "commit", "--quiet", "--message", "nix-darwin");
  return root;
}
