/** A lock between processes: a file that names its holder. No dependencies: set-up uses it before `npm ci`. */
import * as fs from "node:fs";

/**
 * Runs `work` while holding the lock at `file`, waiting for another holder; a dead holder's lock is taken over.
 * @template T
 * @param {string} file
 * @param {(line: string) => void} say told once when it has to wait
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, say, work) {
  let told = false;
  while (!take(file)) {
    if (!told) say("Waiting for another set-up to finish …");
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const release = () => fs.rmSync(file, { force: true });
  const stop = (signal) => {
    release();
    process.kill(process.pid, signal);
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  try {
    return await work();
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
    release();
  }
}

function take(file) {
  const own = `${file}.${process.pid}`;
  fs.writeFileSync(own, String(process.pid));
  try {
    // A link is created whole or not at all: nobody ever reads a lock without its holder's number.
    fs.linkSync(own, file);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    if (holderIsGone(file)) abandon(file);
    return false;
  } finally {
    fs.rmSync(own, { force: true });
  }
}

function holderIsGone(file) {
  try {
    process.kill(Number(fs.readFileSync(file, "utf8")), 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

/** Sets a dead holder's lock aside; gives it back when another process took it over in between. */
function abandon(file) {
  const aside = `${file}.${process.pid}.dead`;
  try {
    fs.renameSync(file, aside);
    if (!holderIsGone(aside)) fs.linkSync(aside, file);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  } finally {
    fs.rmSync(aside, { force: true });
  }
}
