import { copyFileSync, mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";

const packages = join(import.meta.dirname, "../../node_modules");
const grammar = "@cursorless/tree-sitter-wasms/out/tree-sitter-nix.wasm";

/** Bundles a TypeScript entry below the project into `folder`; answers the file to run with Node. */
export async function bundle(entry: string, folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, "entry.mjs");
  await build({
    entryPoints: { entry },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    splitting: true,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node22",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"', "process.env.DEV": '"false"' },
    external: ["react-devtools-core"],
    banner: {
      js: 'import{createRequire as __r}from"node:module";const require=__r(import.meta.url);',
    },
    logLevel: "error",
  });
  // The grammar is read from beside the bundle.
  for (const file of ["web-tree-sitter/web-tree-sitter.wasm", grammar])
    copyFileSync(join(packages, file), join(folder, basename(file)));
  return outfile;
}
