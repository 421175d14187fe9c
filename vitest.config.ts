import { defineConfig } from "vitest/config";

/** Fast tests need neither Nix nor a terminal; real tests use real Nix, git and a pty. */
export default defineConfig({
  test: {
    // Every core: the default leaves one idle, which is half of a small machine.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "fast",
          include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
          exclude: ["tests/flakes/**", "tests/pty/**"],
          // Real git under load: a limit for hanging, not a measure.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "real",
          include: ["tests/flakes/**/*.test.ts", "tests/pty/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
