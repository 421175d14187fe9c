import type { Files, Process } from "../../src/ports/system.ts";
import { openFiles } from "../../src/system/files.ts";
import { openProcess } from "../../src/system/process.ts";

/** The program is gone: nothing after this point happens. */
export class Crash extends Error {}

/**
 * Real ports that count their effects (every program that is run, every file that is written) and end the program
 * around one of them: `before` it happens, or `after`.
 */
export function crashingAt(point: number, when: "before" | "after") {
  let count = 0;
  let crashed = false;
  const around = async <T>(effect: () => Promise<T>): Promise<T> => {
    if (crashed) throw new Crash("it is gone already");
    count += 1;
    const isHere = count === point;
    if (isHere && when === "before") {
      crashed = true;
      throw new Crash(`before effect ${point}`);
    }
    const result = await effect();
    if (isHere) {
      crashed = true;
      throw new Crash(`after effect ${point}`);
    }
    return result;
  };
  const [process, files] = [openProcess(), openFiles()];
  return {
    effects: () => count,
    process: { run: (command) => around(() => process.run(command)) } satisfies Process,
    files: {
      read: (path) => files.read(path),
      replace: (path, bytes) => around(() => files.replace(path, bytes)),
      append: (path, bytes) => around(() => files.append(path, bytes)),
      remove: (path) => around(() => files.remove(path)),
    } satisfies Files,
  };
}
