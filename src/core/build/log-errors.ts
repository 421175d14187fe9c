/*
 * Which lines of a build's log look like the error somebody searches for. Words that compilers, test runners
 * and shells print; flags (-Werror), file names and "0 errors" are none.
 */

const patterns = [
  // gcc, clang, rustc, ghc, nix, npm: `x.c:3:1: error: …`, `error[E0308]: …`, `fatal error: …`
  /(?:^|[\s:([])(?:fatal |internal compiler |syntax |type )?error(?:\[\w+\])?:/i,
  /(?:^|\s)(?:fatal|panic|ERR!|FATAL|ERROR)(?::|\s|$)/,
  // Python, Java: `ModuleNotFoundError: …`, `Exception in thread`
  /^\s*(?:\w+\.)*\w*(?:Error|Exception): /,
  /^Traceback \(most recent call last\)/,
  /panicked at |undefined reference to |command not found$|No such file or directory$|Segmentation fault|cannot find -l/,
  // make, ninja, cmake, test runners
  /^make(?:\[\d+\])?: \*\*\* |^FAILED: |^CMake Error|^not ok \d|^\s*(?:--- )?FAIL(?:ED)?[:\s]/,
  /unable to download|hash mismatch|Could not resolve host/,
];

/** Whether a line of a log (untrusted) looks like an error. */
export function looksBad(text: string): boolean {
  return patterns.some((pattern) => pattern.test(text));
}
