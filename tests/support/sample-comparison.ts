import { parsePatch } from "../../src/core/patch/patch.ts";
import { filePatch, sampleReview } from "./sample-review.ts";

const patch = filePatch("modules/network.nix", [
  `@@ -10,7 +10,7 @@
 { config, lib, ... }:
   networking.firewall = {
     enable = true;
-    allowedTCPPorts = [ 22 80 443 ];
+    allowedTCPPorts = [ 22 80 8443 ]; # \u202Etxt
   };
   networking.useDHCP = false;
   networking.domain = "home.arpa";`,
]);

/** Two proposals that differ in one line, on other bases. */
export function sampleComparison(a: string, b: string) {
  return {
    a: sampleReview({ id: a, goal: "open port 443" }).proposal,
    b: sampleReview({ id: b, goal: "open port \u001b[31m8443", base: "d".repeat(40) }).proposal,
    patch: parsePatch(new TextEncoder().encode(patch)),
  };
}
