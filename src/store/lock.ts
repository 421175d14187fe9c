import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ok, problem, type Result } from "../core/result.ts";

/*
 * A lock between processes, without a file that two can fight over: whoever wants it puts a claim of its own
 * into the folder (a name that is never used again), then looks at all claims. If another living one is there,
 * it takes its own back. Of two at the same time at least one sees the other, so never both go on; a claim of
 * a dead process can be removed by anyone at any time, because nobody else will ever own that name.
 */

/** Who holds a lock, as the claim says. */
interface Claim {
  readonly pid: number;
  readonly host: string;
  readonly command: string;
  readonly since: string;
}

export interface LockOptions {
  readonly folder: string;
  readonly name: string;
  /** What this process is doing, for whoever has to wait. */
  readonly command: string;
  readonly now: () => Date;
  /** How often to try, with some milliseconds between; a short wait keeps two starters from both giving up. */
  readonly attempts: number;
}

/** Takes the lock; the value gives it back. `locked` names who has it. */
export async function takeLock(options: LockOptions): Promise<Result<() => Promise<void>>> {
  const { folder, name } = options;
  const prefix = `${name}.`;
  let other: { file: string; claim: Claim | undefined } | undefined;
  for (let attempt = 0; attempt < options.attempts; attempt += 1) {
    if (attempt > 0) await sleep(5 + Math.random() * 30);
    const mine = `${prefix}${identity()}.${randomBytes(6).toString("hex")}`;
    const claim: Claim = {
      pid: process.pid,
      host: hostname(),
      command: options.command.slice(0, 200),
      since: options.now().toISOString(),
    };
    const path = join(folder, mine);
    const written = put(path, claim);
    if (!written.ok) return written;
    other = livingClaim(folder, prefix, mine);
    if (!other) return ok(async () => drop(path));
    drop(path);
  }
  const claim = other?.claim;
  const who = claim
    ? `process ${claim.pid} on ${claim.host} (${claim.command})`
    : "another process";
  return problem("locked", `Another agentix is at work in this repository: ${who}.`, {
    hint: "Wait until it has ended, or end it, then run this again.",
    details: { ...claim, file: other?.file },
  });
}

/** Not synced to disk: a claim means nothing after a power cut, since no process lives on. */
function put(path: string, claim: Claim): Result<void> {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, JSON.stringify(claim), { flag: "wx", mode: 0o600 });
    return ok(undefined);
  } catch (error) {
    drop(path);
    const forbidden = ["EACCES", "EPERM", "EROFS"].includes(codeOf(error));
    return problem(
      forbidden ? "read-only-repository" : "state-unwritable",
      `No lock can be written in ${dirname(path)}: ${codeOf(error)}.`,
      {
        hint: forbidden
          ? "Agentix keeps its state in the repository's git folder and must be able to write there."
          : "Is the disk full? Free some space and run it again.",
        details: { path, cause: codeOf(error) },
      },
    );
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

function drop(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Gone already, or on a disk that became read-only: a later agentix sees that its owner is dead.
  }
}

/** A claim of a process that lives, other than `mine`; claims of dead ones are removed on the way. */
function livingClaim(
  folder: string,
  prefix: string,
  mine: string,
): { file: string; claim: Claim | undefined } | undefined {
  let found: { file: string; claim: Claim | undefined } | undefined;
  for (const file of readdirSync(folder)) {
    if (!file.startsWith(prefix) || file === mine) continue;
    if (isDead(file.slice(prefix.length))) {
      drop(join(folder, file));
      continue;
    }
    found ??= { file: join(folder, file), claim: readClaim(join(folder, file)) };
  }
  return found;
}

function readClaim(path: string): Claim | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Claim;
  } catch {
    // Given back meanwhile, or still being written.
    return undefined;
  }
}

/** host-boot-pid-start of this process; what tells a living owner from a dead one. */
function identity(): string {
  return [hostPart(), bootPart(), process.pid, startOf(process.pid) ?? "0"].join("-");
}

function isDead(claim: string): boolean {
  const [host, boot, pidText, startText = "0"] = (claim.split(".")[0] ?? "").split("-");
  // Whether a process of another machine lives cannot be seen from here.
  if (host !== hostPart()) return false;
  if (boot !== bootPart()) return true;
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === "ESRCH";
  }
  const start = startOf(pid);
  return start !== undefined && startText !== "0" && start !== startText;
}

function hostPart(): string {
  return Buffer.from(hostname()).toString("hex").slice(0, 64);
}

function bootPart(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim().replaceAll("-", "");
  } catch {
    return "0";
  }
}

/** Clock ticks since boot at which a process began; pids are used again, this pair is not. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command in parentheses may hold anything; fields are counted after it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A zombie holds nothing any more.
    return fields[0] === "Z" ? "zombie" : fields[19];
  } catch {
    return undefined;
  }
}
