import { add, set, setIf } from "./change.ts";
import type { Recipe } from "./recipe.ts";
import type { Words } from "./words.ts";

/** A name with a registry, a folder or a tag: "nginx:alpine", "ghcr.io/owner/name:tag". */
const image =
  /(?<![\w/:.-])((?:[a-z0-9.-]+(?::\d+)?\/)+[a-z0-9][a-z0-9._-]*:[\w][\w.-]*)(?![\w:/])|(?<![\w/:.-])((?:[a-z0-9.-]+(?::\d+)?\/)*[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9._-]+)*(?::[A-Za-z_][\w.-]*|:\d+(?:\.\d+)+(?:-[\w.]+)?|@sha256:[0-9a-f]{64}))(?![\w:/])|(?<![\w/:.-])((?:[a-z0-9-]+\.)+[a-z]{2,}\/[\w./-]+|[a-z0-9_-]+\/[a-z0-9][\w.-]*)(?![\w:/])/;

const all = (words: Words, pattern: RegExp): string[] => {
  const found: string[] = [];
  for (let match = words.take(pattern); match?.[1]; match = words.take(pattern))
    found.push(match[1]);
  return found;
};

/** Containers of Docker and Podman as services. */
export const containerRecipes: readonly Recipe[] = [
  {
    about: /\bcontainers?\b|\bimage\b/i,
    read(words) {
      const backend = words
        .take(/\b(?:(?:with|using|in|on|via|as|a|an) )*(docker|podman)\b/i)?.[1]
        ?.toLowerCase();
      const volumes = all(
        words,
        /\b(?:(?:with|and|,) )*(?:(?:an? |the )?(?:volumes?|mount(?:ing|s)?|folders?|bind mounts?) )?(?:of )?((?:\/[\w./-]+|[\w-]+):\/[\w./-]+(?::r[ow])?)(?=[\s,]|$)/i,
      );
      const env = all(
        words,
        /\b(?:(?:with|and|,) )*(?:(?:an? |the )?(?:env(?:ironment)?(?: variables?)?|variables?) )?([A-Z][A-Z0-9_]*=[^\s,]+)/,
      );
      const mapped = all(
        words,
        /(?:\b(?:(?:with|and|on|,|published|at|exposing|publishing) )*(?:ports? )?)(?<![\w:/.-])((?:\d{1,3}(?:\.\d{1,3}){3}:)?\d{2,5}:\d{2,5}(?:\/(?:tcp|udp))?)(?![\w:])/i,
      );
      const plain = all(
        words,
        /\b(?:(?:with|and|on|,|published|at|exposing|publishing) )*ports? (\d{2,5})(?:\/tcp)?(?![\w:])/i,
      );
      const found = words.take(image);
      const name =
        words.take(/\bcontainers? ([a-z][\w-]*) (?=from|with|using|running|¦)/i)?.[1] ??
        words.take(/\b(?:called|named|as|name)\s+"?([a-z][\w-]*)"?/i)?.[1];
      const reference = found?.slice(1).find((one) => one !== undefined);
      words.take(/\b(?:oci[- ])?containers?\b/i);
      words.take(/\b(?:the )?image\b/i);
      if (!reference) return undefined;
      const own = name ?? reference.split("/").at(-1)?.split(/[:@]/)[0] ?? "";
      const base = ["virtualisation", "oci-containers", "containers", own];
      const pairs = env.map((one) => one.split(/=(.*)/s));
      return {
        changes: [
          ...setIf("virtualisation.oci-containers.backend", backend),
          set([...base, "image"], reference),
          ...(mapped.length + plain.length > 0
            ? [add([...base, "ports"], [...mapped, ...plain.map((port) => `${port}:${port}`)])]
            : []),
          ...(volumes.length > 0 ? [add([...base, "volumes"], volumes)] : []),
          ...pairs.map(([key, value]) => set([...base, "environment", key ?? ""], value ?? "")),
        ],
        notes: [
          ...(name ? [] : [`Called the container ${own}.`]),
          ...(mapped.length + plain.length > 0
            ? ["Docker publishes ports past networking.firewall; Podman may, too."]
            : []),
          ...(/:|@/.test(reference.split("/").at(-1) ?? "")
            ? []
            : ["No tag was named: the registry's latest is meant."]),
        ],
      };
    },
  },
  {
    about: /\bpodman\b.*\bdocker\b/i,
    read(words) {
      const gone = words.take(/\binstead of docker\b/i);
      words.take(/\bpodman\b/i);
      const same = words.take(
        /\b(?:(?:with|and|plus|,) )*(?:the )?docker(?:[- ]?(?:compat(?:ibility|ible)?|alias|command|socket|drop-in))+(?: (?:mode|layer|support|command|replacement))?\b|\bas (?:a )?(?:drop-in )?(?:replacement (?:for )?)?docker(?: replacement)?\b/i,
      );
      if (!gone || !same) return undefined;
      return {
        changes: [
          set("virtualisation.podman.enable", true),
          set("virtualisation.podman.dockerCompat", true),
          set("virtualisation.docker.enable", false),
        ],
      };
    },
  },
];
