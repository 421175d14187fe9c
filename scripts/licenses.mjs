/** The licences of the packages whose code is in the bundle, which their terms ask to go along with it. */
import * as fs from "node:fs";
import * as path from "node:path";

/**
 * @param {string} root the project's folder
 * @param {import("esbuild").Metafile} metafile of the bundle
 * @returns {string} one section per package: name, version, and the text of its licence file or its licence's name
 */
export function licensesOf(root, metafile) {
  const folders = new Set(["node_modules/@cursorless/tree-sitter-wasms"]);
  for (const input of Object.keys(metafile.inputs)) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match) folders.add(match[1]);
  }
  return [...folders]
    .sort()
    .map((folder) => section(path.join(root, folder)))
    .join("\n");
}

function section(folder) {
  const about = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  const file = fs.readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  const text = file
    ? fs.readFileSync(path.join(folder, file), "utf8").trim()
    : `Licence: ${about.license}`;
  return `${"=".repeat(80)}\n${about.name} ${about.version}\n\n${text}\n`;
}
