import { accessSync, constants, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";
import { ok, problem, type Result } from "../core/result.ts";
import { shellWords } from "../core/shell-words.ts";
import type { Process } from "../ports/system.ts";

/*
 * The person's own editor on a file of its own. Which one is for the person's environment to say: nothing
 * that a repository holds or configures is asked, and nothing there is where the editor starts.
 */

type Env = Readonly<Record<string, string | undefined>>;

/** An editor as it is started: an absolute path, and arguments before the file. */
export interface Editor {
  readonly file: string;
  readonly args: readonly string[];
  /** As the person wrote it; untrusted where it is shown. */
  readonly name: string;
}

const usual = ["nano", "vi"];
const largest = 16 * 1024 * 1024;

/** $VISUAL, else $EDITOR, else nano or vi. */
export function findEditor(env: Env): Result<Editor> {
  for (const variable of ["VISUAL", "EDITOR"]) {
    const wish = env[variable]?.trim();
    if (wish) return named(env, variable, wish);
  }
  for (const name of usual) {
    const file = onPath(env, name);
    if (file) return ok({ file, args: [], name });
  }
  return problem("bad-config", "There is no editor: neither VISUAL nor EDITOR is set.", {
    hint: "For example: export EDITOR=nano",
  });
}

function named(env: Env, variable: string, wish: string): Result<Editor> {
  const words = shellWords(wish);
  const shown = `${variable}=${wish}`;
  if (!words.ok)
    return problem("bad-config", `${shown} cannot be read: ${words.problem.message}.`, {
      hint: `Set ${variable} to a program and its arguments, for example: code --wait`,
    });
  const [program = "", ...args] = words.value;
  if (program.includes("/") && !isAbsolute(program))
    return problem("bad-config", `${shown} names a program by a path that is not absolute.`, {
      hint: "Use its name alone, or its whole path.",
    });
  const file = isAbsolute(program) ? executable(program) : onPath(env, program);
  if (!file)
    return problem("bad-config", `There is no program ${JSON.stringify(program)} (${shown}).`, {
      hint: `Set ${variable} to an editor that is installed.`,
    });
  return ok({ file, args, name: wish });
}

/** Folders that are not absolute are left out: they would be searched in the repository. */
function onPath(env: Env, name: string): string | undefined {
  if (name === "") return undefined;
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.map((folder) => executable(join(folder, name))).find((file) => file);
}

function executable(path: string): string | undefined {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile() ? path : undefined;
  } catch {
    return undefined;
  }
}

/** A name for the buffer: the file's own where that is plain, so that editors know its language. */
function bufferName(path: string): string {
  const name = path.split("/").at(-1) ?? "";
  const plain = name.replaceAll(/[^A-Za-z0-9._-]/g, "_").slice(-60);
  return `hunk-${plain}`;
}

export interface EditRequest {
  readonly process: Process;
  readonly env: Env;
  readonly editor: Editor;
  /** The repository's path of the file. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly signal?: AbortSignal;
}

/** Opens the editor on a buffer in a private folder, and gives what was saved. The folder goes at once. */
export async function editBytes(request: EditRequest): Promise<Result<Uint8Array>> {
  const { editor, env } = request;
  let folder: string;
  try {
    folder = mkdtempSync(join(tmpdir(), "agentix-edit-"));
  } catch (error) {
    return problem("state-unwritable", `There is no room to edit: ${(error as Error).message}`, {
      hint: "Set TMPDIR to a folder that you may write in.",
    });
  }
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    const file = join(folder, bufferName(request.path));
    writeFileSync(file, request.bytes, { mode: 0o600, flag: "wx" });
    const exit = await request.process.run({
      file: editor.file,
      args: [...editor.args, file],
      cwd: folder,
      env: Object.fromEntries(
        Object.entries(env).filter((one): one is [string, string] => one[1] !== undefined),
      ),
      onTerminal: true,
      ...(request.signal ? { signal: request.signal } : {}),
    });
    const how = exit.cancelled
      ? "was stopped"
      : exit.missing || exit.code === 126
        ? "could not be started"
        : exit.signal !== null
          ? `was killed (${exit.signal})`
          : exit.code !== 0
            ? `ended with exit code ${exit.code}`
            : null;
    if (how !== null)
      return problem("edit-not-possible", `The editor ${how}, so nothing changes: ${editor.name}`);
    const left = statSync(file);
    // A pipe or a device would be read for ever.
    if (!left.isFile())
      return problem("edit-not-possible", "What the editor left in the file's place is no file.");
    if (left.size > largest)
      return problem("edit-not-possible", "The editor left a file that is too large.");
    return ok(new Uint8Array(await readFile(file)));
  } catch (error) {
    const why = (error as Error).message;
    return problem("edit-not-possible", `The editor left no file to read: ${why}`);
  } finally {
    process.off("exit", remove);
    remove();
  }
}
