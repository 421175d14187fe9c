/**
 * A private view of a Debian or Ubuntu archive: the machine's own mirror and trust, a newer suite, and no change to
 * the machine's package state. No dependencies: it runs before `npm ci`.
 */
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { must, OFFICIAL, plainEnv, SetupProblem } from "./problem.mjs";

/** Where each distribution keeps a new enough nix-bin. */
const DISTRIBUTIONS = {
  debian: {
    suites: { default: "trixie", sid: "sid" },
    keyring: "/usr/share/keyrings/debian-archive-keyring.gpg",
    keyringPackage: "debian-archive-keyring",
    uri: /\/debian\/?$/,
    components: "main",
  },
  ubuntu: {
    suites: { default: "resolute" },
    keyring: "/usr/share/keyrings/ubuntu-archive-keyring.gpg",
    keyringPackage: "ubuntu-keyring",
    uri: /\/ubuntu(-ports)?\/?$/,
    components: "main universe",
  },
};

/**
 * The mirror, suite and keyring to fetch from, from the machine's own apt sources.
 * @param {string | undefined} wanted a suite by name, or the distribution's usual one
 * @throws {SetupProblem} where this is not possible
 */
export function chooseSource(wanted) {
  if (process.platform !== "linux" || !commandExists("apt-get") || !commandExists("dpkg")) {
    throw new SetupProblem(
      `Agentix needs Nix 2.24 or newer, and there is none on PATH.\n${OFFICIAL}`,
    );
  }
  const release = readOsRelease();
  const family = [release.ID, ...(release.ID_LIKE ?? "").split(" ")].find(
    (id) => id in DISTRIBUTIONS,
  );
  const distribution = DISTRIBUTIONS[family];
  const suite =
    distribution?.suites[wanted ?? "default"] ??
    Object.values(distribution?.suites ?? {}).find((name) => name === wanted);
  if (!suite) {
    throw new SetupProblem(
      `Agentix needs Nix 2.24 or newer${wanted ? ` (suite ${wanted})` : ""}, and does not know how to fetch it on ${release.PRETTY_NAME ?? "this system"}.\n${OFFICIAL}`,
    );
  }
  const entries = aptEntries().filter((entry) => distribution.uri.test(entry.uri));
  const own = release.VERSION_CODENAME;
  const entry = entries.find((each) => each.suites.includes(own)) ?? entries[0];
  if (!entry) {
    throw new SetupProblem(
      `No ${family} mirror in /etc/apt/sources.list or /etc/apt/sources.list.d to fetch Nix from.\n${OFFICIAL}`,
    );
  }
  return { ...distribution, suite, uri: entry.uri, own: entry };
}

/** Every `deb` entry of the machine's apt sources, from both of apt's formats. */
function aptEntries() {
  const parts = "/etc/apt/sources.list.d";
  const files = ["/etc/apt/sources.list"];
  if (fs.existsSync(parts))
    files.push(...fs.readdirSync(parts).map((name) => path.join(parts, name)));
  return files.flatMap((file) => {
    if (!fs.existsSync(file)) return [];
    const text = fs.readFileSync(file, "utf8");
    if (file.endsWith(".sources")) return text.split(/\n\s*\n/).flatMap(deb822Entries);
    return file.endsWith(".list") ? text.split("\n").flatMap(oneLineEntry) : [];
  });
}

function deb822Entries(paragraph) {
  const fields = {};
  for (const line of paragraph.split("\n")) {
    const match = /^([A-Za-z-]+):\s*(.*)$/.exec(line);
    if (match) fields[match[1].toLowerCase()] = match[2].trim();
  }
  if (!/\bdeb\b/.test(fields.types ?? "") || fields.enabled === "no") return [];
  const suites = (fields.suites ?? "").split(/\s+/);
  const signedBy = fields["signed-by"]?.startsWith("/") ? fields["signed-by"] : undefined;
  return (fields.uris ?? "")
    .split(/\s+/)
    .filter(Boolean)
    .map((uri) => ({ uri, suites, signedBy }));
}

function oneLineEntry(line) {
  const match = /^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)/.exec(line.trim());
  if (!match) return [];
  return [
    { uri: match[2], suites: [match[3]], signedBy: /signed-by=(\/\S+)/.exec(match[1] ?? "")?.[1] },
  ];
}

function readOsRelease() {
  const text = fs.existsSync("/etc/os-release") ? fs.readFileSync("/etc/os-release", "utf8") : "";
  return Object.fromEntries(
    [...text.matchAll(/^([A-Z_]+)="?([^"\n]*)"?$/gm)].map((match) => [match[1], match[2]]),
  );
}

function commandExists(name) {
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .some((folder) => fs.existsSync(path.join(folder, name)));
}

/**
 * The apt options for a private view of the source's suite, its lists fetched and their signature checked. When the
 * machine's keyring is older than the suite, a newer keyring package is fetched first, itself checked against the
 * keys which the machine already trusts for its own suite.
 * @param {string} folder where lists and state go
 * @param {ReturnType<typeof chooseSource>} source
 * @returns {string[]}
 */
export function openSuite(folder, source) {
  const keyring = fs.existsSync(source.keyring) ? source.keyring : source.own.signedBy;
  const apt = privateApt(folder, source, source.suite, keyring);
  const first = spawnSync("apt-get", [...apt, "update", "--error-on=any"], {
    encoding: "utf8",
    env: plainEnv(),
  });
  if (first.status === 0) return apt;
  if (!/NO_PUBKEY|not signed|verif/i.test(first.stderr)) throw aptProblem(first, source);
  const bridge = path.join(folder, "keyring");
  const own = privateApt(bridge, source, source.own.suites[0], source.own.signedBy);
  must("apt-get", [...own, "update", "--error-on=any"]);
  must("apt-get", [...own, "download", source.keyringPackage], { cwd: bridge });
  const deb = fs.readdirSync(bridge).find((name) => name.endsWith(".deb"));
  must("dpkg", ["-x", path.join(bridge, deb), path.join(bridge, "root")]);
  const retry = privateApt(folder, source, source.suite, path.join(bridge, "root", source.keyring));
  const second = spawnSync("apt-get", [...retry, "update", "--error-on=any"], {
    encoding: "utf8",
    env: plainEnv(),
  });
  if (second.status !== 0) throw aptProblem(second, source);
  return retry;
}

function privateApt(folder, source, suite, keyring) {
  for (const name of ["state/lists/partial", "cache/archives/partial"]) {
    fs.mkdirSync(path.join(folder, name), { recursive: true });
  }
  const list = path.join(folder, "sources.list");
  const status = path.join(folder, "status");
  const signedBy = keyring ? `[signed-by=${keyring}] ` : "";
  fs.writeFileSync(list, `deb ${signedBy}${source.uri} ${suite} ${source.components}\n`);
  fs.writeFileSync(status, "");
  const options = {
    "Dir::Etc::sourcelist": list,
    "Dir::Etc::sourceparts": "/dev/null",
    "Dir::Etc::preferences": "/dev/null",
    "Dir::Etc::preferencesparts": "/dev/null",
    "Dir::State": path.join(folder, "state"),
    "Dir::State::status": status,
    "Dir::Cache": path.join(folder, "cache"),
    "Acquire::Languages": "none",
    "Acquire::Retries": "3",
    "APT::Update::Post-Invoke-Success": "",
  };
  return Object.entries(options).flatMap(([key, value]) => ["-o", `${key}=${value}`]);
}

function aptProblem(run, source) {
  return new SetupProblem(
    `apt could not read the suite ${source.suite} of ${source.uri}:\n${run.stderr.trim()}\n${OFFICIAL}`,
  );
}

/** `name=version` of every package that apt would install for these, on an empty system. */
export function closureOf(apt, names) {
  const plan = must("apt-get", [
    ...apt,
    "install",
    "--simulate",
    "--no-install-recommends",
    ...names,
  ]);
  return [...plan.matchAll(/^Inst (\S+) \((\S+)/gm)].map((match) => `${match[1]}=${match[2]}`);
}
