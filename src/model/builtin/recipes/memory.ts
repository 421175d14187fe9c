import { mebibytes, size, sizeText } from "./amounts.ts";
import { add, set, setIf } from "./change.ts";
import type { Recipe } from "./recipe.ts";

const share: Readonly<Record<string, number>> = {
  half: 50,
  quarter: 25,
  third: 33,
  double: 200,
  twice: 200,
  all: 100,
};

/** Swap, zram and what is kept in memory. */
export const memoryRecipes: readonly Recipe[] = [
  {
    about: /\bz-?ram\b/i,
    read(words) {
      words.take(/\b(?:swap (?:with|on|in|using|via) )?z-?ram(?:[- ]?swap)?\b(?: swap| device)?/i);
      words.take(/\b(?:compressed )?swap(?:ping)?(?: in memory)?\b/i);
      const percent = words.take(
        /\b(?:(?:size|sized|with|at|of|using|use|up to|to|limit(?:ed)?|set|about) )*(?:the )?(?:size )?(\d{1,3}) ?(?:%|per ?cent)(?:(?: of)?(?: the| my)?(?: (?:total|available|physical|installed))?(?: (?:ram|memory|size))?)/i,
      )?.[1];
      const word = percent
        ? undefined
        : words.take(
            /\b(?:(?:size|sized|with|at|of|using|use|up to|to|about|as big as) )*(?:an? |the )*(half|quarter|third|double|twice|all)(?: of)?(?: the| my)?(?: (?:size|amount))?(?: of)?(?: the| my)?(?: (?:total|available|physical|installed))?(?: (?:ram|memory|size))?\b/i,
          )?.[1];
      const algorithm = words.take(
        /\b(?:(?:with|using|use|and|the|compression|algorithm|compressed) )*(lz4hc|lz4|lzo-rle|lzo|zstd|842)(?: (?:as )?(?:the )?(?:compression|algorithm|compression algorithm|compressed))*\b/i,
      )?.[1];
      const priority = words.take(/\b(?:with |and )*(?:a )?priority(?: of| to)? (\d+)\b/i)?.[1];
      return {
        changes: [
          set("zramSwap.enable", true),
          ...setIf(
            "zramSwap.memoryPercent",
            percent ? Number(percent) : share[word?.toLowerCase() ?? ""],
          ),
          ...setIf("zramSwap.algorithm", algorithm?.toLowerCase()),
          ...setIf("zramSwap.priority", priority ? Number(priority) : undefined),
        ],
      };
    },
  },
  {
    about: /\bswap[- ]?file\b|\bswap\b.*(?:\bfile\b|\d ?[mg])/i,
    read(words) {
      const amount = words.take(
        new RegExp(
          String.raw`\b(?:(?:of|with|size|sized|a) )*${sizeText}(?: (?:of|big|large|in size))*`,
          "i",
        ),
      );
      const file = words.take(/(?:\b(?:at|in|as|on|under|path)\s+)?"?(\/[\w./-]+)"?/i)?.[1];
      words.take(/\bswap[- ]?(?:files?|space)?\b(?: file)?/i);
      if (!amount?.[1] || !amount[2])
        return {
          changes: [],
          questions: [{ question: "How large should the swap file be (for example 8 GB)?" }],
        };
      const device = file ?? "/var/lib/swapfile";
      return {
        changes: [
          add("swapDevices", [{ $attrs: { device, size: mebibytes(amount[1], amount[2]) } }]),
        ],
        notes: file ? [] : [`No path was named: took ${device}.`],
      };
    },
  },
  {
    about: /(?:^|\s)\/tmp\b|\btmpfs\b/i,
    read(words) {
      const amount = words.take(
        new RegExp(
          String.raw`\b(?:(?:with|of|at most|max(?:imum)?|up to|limit(?:ed)?|to|size|but|and|no more than) )*${sizeText}`,
          "i",
        ),
      );
      if (!amount?.[1] || !amount[2]) return undefined;
      if (
        !words.take(
          /\b(?:(?:mount|put|keep|hold|use|make|have) )?\/?tmp\b(?:(?: as| in| on| to)? (?:a )?(?:tmpfs|ram|memory))?/i,
        )
      )
        return undefined;
      words.take(/\b(?:mount|put|keep|hold)\b/i);
      words.take(/\btmpfs\b|\b(?:ram|memory)\b/i);
      words.take(/(?<=\s)\//);
      return {
        changes: [
          set("boot.tmp.useTmpfs", true),
          set("boot.tmp.tmpfsSize", size(amount[1], amount[2])),
        ],
      };
    },
  },
];
