import type { NixValue } from "../../../core/edit.ts";
import { add, set } from "./change.ts";
import type { Recipe } from "./recipe.ts";
import type { Words } from "./words.ts";

const path = String.raw`"?(\/[\w./@+-]+)"?`;

const lastPart = (folder: string): string =>
  folder.split("/").findLast((part) => part !== "") ?? "share";

/** Takes who may do what with a share off the words. */
function takeRights(words: Words): { readOnly?: boolean; guests?: boolean; users: string[] } {
  const guests =
    words.take(
      /\b(?:no|without|deny|not for) guests?(?: access| login)?\b|\bguests? (?:not allowed|denied)\b/i,
    ) !== undefined
      ? false
      : words.take(
            /\b(?:(?:and|with|for|allow(?:ing|s)?|which|that|,) ?)*(?:guests?(?: access| ok| login)?(?: (?:are |is )?(?:allowed|welcome|ok))?|without (?:a )?password|public(?:ly)?|everyone|everybody|anonymous(?: access)?)\b/i,
          ) !== undefined
        ? true
        : undefined;
  const readOnly =
    words.take(/\b(?:(?:and|as|is|but|,) ?)*(?:read[- ]?only|not writ(?:e?able))\b/i) !== undefined
      ? true
      : words.take(
            /\b(?:(?:and|as|is|with|,) ?)*(?:read[- ]?(?:and |\/|-)?writ(?:e|able)|writ(?:e?able)|write access|rw)\b/i,
          ) !== undefined
        ? false
        : undefined;
  const users = words
    .take(
      /\b(?:only )?(?:for|by) (?:the )?(?:users? )?((?!the\b|all\b)[a-z_][\w-]*(?:(?:, | and )[a-z_][\w-]*)*)(?: only)?\b/i,
    )?.[1]
    ?.split(/, | and /);
  return {
    users: users ?? [],
    ...(readOnly === undefined ? {} : { readOnly }),
    ...(guests === undefined ? {} : { guests }),
  };
}

/** Samba shares, NFS exports and mounts. */
export const shareRecipes: readonly Recipe[] = [
  {
    about: /\b(?:samba|smb|cifs)\b/i,
    read(words) {
      if (words.has(/\bmount\b/i)) return undefined;
      words.take(
        /\b(?:over|via|with|through|using|by|on|in)?\s*(?:samba|smb|cifs)(?: server| service)?\b/i,
      );
      const folder = words.take(
        new RegExp(
          String.raw`(?:\b(?:(?:the )?(?:folder|directory|path)|for|of|at|in|from|on|to|serving|pointing to)\s+)*${path}`,
          "i",
        ),
      )?.[1];
      if (!folder) return undefined;
      words.take(/\b(?:folder|directory)\b/i);
      const name =
        words.take(
          /\b(?:(?:a|the|new)? ?shared? )?(?:(?:called|named|as)|under the name(?: of)?)\s+"?([A-Za-z][\w-]*)"?/i,
        )?.[1] ??
        words.take(
          /\bshare (?!as\b|read|for\b|with\b|that\b|which\b|the\b)"?([A-Za-z][\w-]*)"?/i,
        )?.[1];
      words.take(/\bshar(?:e|es|ed|ing)\b/i);
      const { readOnly, guests, users } = takeRights(words);
      const base = ["services", "samba", "settings", name ?? lastPart(folder)];
      const word = (value: boolean): NixValue => (value ? "yes" : "no");
      return {
        changes: [
          set("services.samba.enable", true),
          set([...base, "path"], folder),
          ...(readOnly === undefined ? [] : [set([...base, "read only"], word(readOnly))]),
          ...(guests === undefined ? [] : [set([...base, "guest ok"], word(guests))]),
          ...(users.length === 0 ? [] : [set([...base, "valid users"], users)]),
        ],
        notes: [
          ...(name ? [] : [`Called the share ${lastPart(folder)}.`]),
          ...(readOnly === undefined
            ? ["Samba shares are read-only unless they are said to be writable."]
            : []),
          ...(guests
            ? []
            : ["Each person needs a password of Samba's own: smbpasswd -a NAME on the machine."]),
          "services.samba.openFirewall opens its ports.",
        ],
      };
    },
  },
  {
    about: /\bnfs\b.*\b(?:export|share|server)|\b(?:export|share)\b.*\bnfs\b/i,
    read(words) {
      if (words.has(/\bmount\b/i)) return undefined;
      words.take(
        /\b(?:over|via|with|through|using|by|on|as|an?)?\s*nfs(?: (?:server|share|export)(?! "?\/))?\b/i,
      );
      const folder = words.take(
        new RegExp(
          String.raw`\b(?:(?:(?:export|share)s?|serve|of|for|the|folder|directory)\s+)+${path}`,
          "i",
        ),
      )?.[1];
      const to = words.take(
        /\b(?:(?:to|for|with) )?(?:the )?(?:network |hosts? |clients? |subnet )?((?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?)/i,
      )?.[1];
      if (!folder) return undefined;
      words.take(/\b(?:export|share)\b/i);
      const readOnly = words.take(/\bread[- ]?only\b/i) !== undefined;
      if (!to)
        return {
          changes: [],
          questions: [
            {
              question: `To which hosts should ${folder} be exported (for example 192.168.1.0/24)?`,
            },
          ],
        };
      words.take(/\bread[- ]?(?:and |\/|-)?writ(?:e|able)\b|\bwrit(?:e?able)\b/i);
      return {
        changes: [
          set("services.nfs.server.enable", true),
          add(
            "services.nfs.server.exports",
            `${folder} ${to}(${readOnly ? "ro" : "rw"},sync,no_subtree_check)`,
          ),
        ],
        notes: [
          ...(readOnly ? [] : ['Exported for reading and writing (rw): say "read only" for less.']),
          "NFS version 4 needs port 2049/tcp open.",
        ],
      };
    },
  },
  {
    about: /\b(?:auto)?mount\b/i,
    read(words) {
      const auto = words.take(/^automount\b/i);
      const remote = words.take(
        /(?<![\w/])((?:[\w-]+(?:\.[\w-]+)*):(\/[\w./-]+)|\/\/[\w.-]+\/[\w./$-]+|\/dev\/[\w./-]+|UUID=[\w-]+)/,
      );
      const device = remote?.[1];
      const to = words.take(
        new RegExp(String.raw`\b(?:at|on|to|under|in|into|as)\s+${path}`, "i"),
      )?.[1];
      if (!to && !words.has(/\b(?:disks?|drives?|share|partition|nfs|smb|cifs)\b/i))
        return undefined;
      const type = words
        .take(
          /\b(?:(?:with|over|via|as|using|an?|the) )*(nfs4|nfs|cifs|smb|samba|ext4|btrfs|xfs|ntfs3?|exfat|vfat|zfs|sshfs)\b(?: (?:share|export|volume|disk|partition|mount|file ?system|drive))*/i,
        )?.[1]
        ?.toLowerCase();
      const lazy =
        words.take(
          /\b(?:,|and|but|only|just|mounted|automatically)?\s*(?:only )?(?:when (?:it is |it's )?(?:accessed|needed|used)|on (?:demand|access|first access)|automount(?:ed)?)\b/i,
        ) !== undefined;
      const nofail =
        words.take(
          /\b(?:with )?nofail\b|\b(?:even|also) (?:when|if) it is (?:not there|missing|offline)\b|\bdon'?t fail (?:the )?boot\b/i,
        ) !== undefined;
      const readOnly = words.take(/\bread[- ]?only\b/i) !== undefined;
      words.take(/\bmount(?:ed|s)?\b/i);
      words.take(/\b(?:share|export|volume|disk|drive|partition)\b/i);
      if (/^(?:smb|samba|cifs|sshfs)$/.test(type ?? "") || device?.startsWith("//"))
        return {
          changes: [],
          questions: [
            {
              question: `Mounting ${device ?? "a Samba share"} needs a file with the user's name and password (options = [ "credentials=/path" ] with fsType "cifs"). Which file is it?`,
            },
          ],
        };
      const fsType = type ?? (device?.includes(":/") ? "nfs" : undefined);
      if (!device || !to || !fsType)
        return {
          changes: [],
          questions: [
            {
              question: `A mount needs a device or share, a folder and the type of file system${to ? "" : " and where it should be seen"}: say for example "mount /dev/disk/by-label/data with ext4 at ${to ?? "/data"}".`,
            },
          ],
        };
      const options = [
        ...(lazy || auto ? ["x-systemd.automount", "noauto"] : []),
        ...(nofail ? ["nofail"] : []),
        ...(readOnly ? ["ro"] : []),
      ];
      return {
        changes: [
          set(
            ["fileSystems", to, "device"],
            device.startsWith("UUID=") ? `/dev/disk/by-uuid/${device.slice(5)}` : device,
          ),
          set(["fileSystems", to, "fsType"], fsType),
          ...(options.length > 0 ? [add(["fileSystems", to, "options"], options)] : []),
        ],
        notes:
          fsType.startsWith("nfs") && !lazy && !auto && !nofail
            ? ['The boot waits for this mount: say "only when accessed" for x-systemd.automount.']
            : [],
      };
    },
  },
];
