import { posix } from "node:path";
import type { Intent } from "../core/intent.ts";
import { showPath } from "../core/option.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { type Convention, conventions } from "./convention.ts";
import { isDedicated } from "./fit.ts";
import { fileNameFor, type NewModule, newModule } from "./new-file.ts";
import type { Work } from "./open-intents.ts";
import { type Place, type PlacementQuestion, within } from "./places.ts";
import { pathWithin, type Site } from "./sites.ts";

/** Names a way in which a new file was tried, so that it is not tried again. */
export function attemptKey({ site, importer }: Pick<NewModule, "site" | "importer">): string {
  return JSON.stringify(["new", site.file, importer?.file ?? null]);
}

/**
 * A new module that would arrive at just these targets, by the layout's own convention; undefined where no
 * convention is found that was not tried already. `wish`: the file that the person named, empty for any.
 * `usual`: only where the siblings of the new file are about one thing each, too.
 */
export async function placeInNewFile(
  work: Work,
  question: PlacementQuestion,
  wish: string,
  usual = false,
): Promise<Result<Place | undefined>> {
  const texts = await textsOf(work, question.sites);
  const [first] = question.sites;
  if (!first) return ok(undefined);
  for (const convention of conventions(question, texts)) {
    const folder = wish === "" ? convention.folder : posix.dirname(posix.normalize(wish));
    if (convention.kind !== "list" && folder !== convention.folder) continue;
    const below = belowOf(question.sites, convention);
    const sample: Site = { file: "", users: new Set(), options: [], ...(below && { below }) };
    const own = pathWithin(sample, question.path, question.targets[0] ?? "") ?? question.path;
    if (usual && !isOneForEach(convention, own)) continue;
    const named = wish === "" ? undefined : posix.basename(wish, ".nix");
    for (const name of named ? [named] : namesFor(own)) {
      const created = newModule({ ...convention, folder }, name, question.targets, texts, below);
      const taken = await work.sources.read(created.site.file);
      if (taken.ok || work.avoid.has(attemptKey(created))) continue;
      return ok({ site: created.site, targets: question.targets, why: created.why, created });
    }
  }
  return ok(undefined);
}

/** Where the person said: a module that is there and serves just the targets, or a new one. */
export async function placeAsNamed(
  work: Work,
  question: PlacementQuestion,
  { path, into = "" }: Intent,
): Promise<Result<Place>> {
  const wish = posix.normalize(into === "" ? "" : into.replace(/^\.\//, ""));
  const found = question.sites.filter(
    ({ file }) => into !== "" && (file === wish || file.endsWith(`/${wish}`)),
  );
  const usable = found.find(
    (site) =>
      !site.excluded &&
      within(site, question) &&
      question.targets.every(
        (target) => site.users.has(target) && pathWithin(site, path, target) !== undefined,
      ),
  );
  if (usable) return ok({ site: usable, targets: question.targets, why: "you named this file" });
  const [barred] = found;
  if (barred)
    return problem(
      "edit-not-possible",
      `${showPath(path)} cannot go into ${barred.file}: ${reasonAgainst(barred, question)}.`,
      {
        hint: "Name another file or other hosts, or none, and the place is chosen by what is there.",
      },
    );
  const fresh = await placeInNewFile(work, question, into === "" ? "" : wish);
  if (!fresh.ok) return fresh;
  if (fresh.value) return ok(fresh.value);
  return problem(
    "edit-not-possible",
    `No new file ${into === "" ? "" : `${wish} `}would be read by ${question.targets.join(", ")} alone: no list of modules and no imported folder was found for that.`,
    { hint: "Add the file and its import by hand, commit, and name it again." },
  );
}

function reasonAgainst(site: Site, question: PlacementQuestion): string {
  if (site.excluded) return site.excluded;
  const others = [...site.users].filter((user) => !question.allowed.has(user));
  if (others.length > 0)
    return `${others.join(", ")} ${others.length === 1 ? "uses" : "use"} it too`;
  return `it is no module of ${question.targets.filter((one) => !site.users.has(one)).join(", ") || "that kind"}`;
}

/** Does each file there hold one thing: several do, or the folder is named after the group of these things? */
function isOneForEach({ folder, siblings }: Convention, [group]: readonly string[]): boolean {
  const dedicated = siblings.filter(isDedicated);
  return dedicated.length > 1 || (dedicated.length > 0 && posix.basename(folder) === group);
}

function belowOf(sites: readonly Site[], { list, siblings }: Convention): Site["below"] {
  const file = list?.file ?? siblings[0]?.file;
  return sites.find((site) => site.file === file && site.below)?.below;
}

function namesFor(path: readonly string[]): string[] {
  const name = fileNameFor(path);
  const longer = fileNameFor([path.slice(0, 2).join("-")]);
  return [...new Set([name, longer])];
}

async function textsOf(work: Work, sites: readonly Site[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const file of new Set([...sites.map((site) => site.file), work.flakeFile])) {
    const text = await work.sources.read(file);
    if (text.ok) texts.set(file, text.value);
  }
  return texts;
}
