import { expect, test } from "vitest";
import { loadSyntax } from "../../src/nix/syntax/syntax.ts";
import { value } from "../support/value.ts";

const source = `{
  services.nginx = {
    enable = true;
    recommendedGzipSettings = true;
  };

  services.tailscale.enable = true;
}
`;
const edit = {
  operation: "set",
  path: ["services", "tailscale", "openFirewall"],
  value: true,
} as const;

test("two lines of one change become a block where blocks are the style", async () => {
  const syntax = await loadSyntax();
  const own = [["services", "tailscale", "enable"]];
  expect(value(syntax.edit(source, { ...edit, own })).text).toContain(
    "  services.tailscale = {\n    enable = true;\n    openFirewall = true;\n  };\n",
  );
});

test("a line that was there before stays as it is", async () => {
  const syntax = await loadSyntax();
  const { text } = value(syntax.edit(source, edit));
  expect(text).toBe(
    source.replace(
      "tailscale.enable = true;\n",
      "tailscale.enable = true;\n  services.tailscale.openFirewall = true;\n",
    ),
  );
});
