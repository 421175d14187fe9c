import { add, set, setIf } from "./change.ts";
import type { Recipe } from "./recipe.ts";

const v4 = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const nic = String.raw`((?:en|eth|wl|ww|wlan|br|bond|ib|lan|wan|vlan|dmz|usb)[\w.-]*\d[\w.-]*|en[ops][\w.]+|br-[\w-]+)`;

const takeNic = (words: Parameters<Recipe["read"]>[0]): string | undefined =>
  words.take(
    new RegExp(
      String.raw`\b(?:(?:on|for|to|of|via|dev|device|give|the|network|interface|nic) )*${nic}\b`,
      "i",
    ),
  )?.[1];

/** Addresses, interfaces, WireGuard and the hosts file. */
export const networkRecipes: readonly Recipe[] = [
  {
    about: /\bwire-?guard\b|\bwg\d+\b/i,
    read(words) {
      if (
        words.has(/\b(?:firewall|trust)\b|^open\b/i) &&
        !words.has(/\baddress|\bvpn\b|\bpeer|\/\d{1,2}\b/i)
      )
        return undefined;
      const name = words.take(
        /\b(?:(?:interface|tunnel|device|called|named) )*(wg[\w-]*\d+)\b/i,
      )?.[1];
      const ips = words.take(
        new RegExp(
          String.raw`\b(?:(?:with|and|the|an?|own|ip|address|addresses|on|at|of|having) )*(${v4}\/\d{1,2})`,
          "i",
        ),
      )?.[1];
      const port = words.take(
        /\b(?:(?:and|listen(?:s|ing)?|on|at|with|udp) )*port (\d{1,5})(?:\/udp| udp)?\b/i,
      )?.[1];
      const open = words.take(
        /\b(?:(?:and|also|,) )*open (?:that|the|its|this)(?: udp)?(?: firewall)? port(?: in the firewall)?\b/i,
      );
      words.take(/\bwire-?guard\b(?: (?:vpn|tunnel|interface|server|client|network))*/i);
      words.take(/\b(?:vpn|tunnel|interface)\b/i);
      if (!name && !ips && !port && !words.has(/\bpeers?\b|\bto\b|\bserver\b/)) return undefined;
      const base = ["networking", "wireguard", "interfaces", name ?? "wg0"];
      const shownBase = base.join(".");
      const some = ips !== undefined || port !== undefined;
      return {
        changes: [
          ...(ips ? [add([...base, "ips"], [ips])] : []),
          ...setIf([...base, "listenPort"], port ? Number(port) : undefined),
          ...(open && port ? [add("networking.firewall.allowedUDPPorts", [Number(port)])] : []),
        ],
        notes: [
          ...(some && !name ? ["No interface was named: took wg0."] : []),
          ...(port && !open
            ? [`Port ${port}/udp has to be open for peers that connect to this machine.`]
            : []),
        ],
        questions: some
          ? []
          : [
              {
                question: `A WireGuard interface needs its own address (${shownBase}.ips), a file with its private key and its peers with their public keys. What are they?`,
              },
            ],
        needs: some
          ? [
              {
                path: [...base, "privateKeyFile"],
                question: `Which file holds the private key of ${base.at(-1)} (${shownBase}.privateKeyFile)? Keys do not belong in a flake. Peers (publicKey, allowedIPs, endpoint) are yours to give, too.`,
              },
            ]
          : [],
      };
    },
  },
  {
    about: new RegExp(String.raw`\b(?:static|fixed|ip|ipv4|address)\b.*${v4}|${nic}.*${v4}`, "i"),
    read(words) {
      if (
        words.has(
          /\b(?:hosts file|nfs|export|proxy|port|ntp|allow|firewall|ban|ignore|ssh|peer)\b/i,
        )
      )
        return undefined;
      const gateway = words.take(
        new RegExp(
          String.raw`\b(?:(?:and|with|the|an?|using|,) ?)*(?:default )?(?:gateway|gw|router)(?: (?:is|at|of|to|:))* ?(${v4})`,
          "i",
        ),
      )?.[1];
      const dns = words.take(
        new RegExp(
          String.raw`\b(?:(?:and|with|the|,) ?)*(?:dns|name ?server)s?(?: servers?)?(?: (?:is|are|at|to|:))* ?(${v4}(?:(?:,| and|, and) ${v4})*)`,
          "i",
        ),
      )?.[1];
      if (words.has(/\b(?:dns|name ?servers?)\b/i)) return undefined;
      const mask = words.take(
        /\b(?:with )?(?:the |a )?(?:sub)?net ?mask(?: of)? 255\.255\.255\.0\b/i,
      );
      const address = words.take(
        new RegExp(
          String.raw`\b(?:(?:static|fixed|an?|the|own|ip|ipv4|address|of|to|as|is|set|use) )*(${v4})(?:\/(\d{1,2}))?`,
          "i",
        ),
      );
      const dev = takeNic(words);
      words.take(/\b(?:static|fixed|ip|ipv4|address|assign)\b/gi);
      words.take(/\b(?:static|fixed) (?:ip(?:v4)? )?(?:address)?\b/i);
      if (!address?.[1]) return undefined;
      const prefix = address[2] ? Number(address[2]) : mask ? 24 : undefined;
      if (!dev)
        return {
          changes: [],
          questions: [
            {
              question: `Which interface should have ${address[1]}? "ip link" shows their names; say for example "static ip ${address[1]}/${prefix ?? 24} on enp3s0".`,
            },
          ],
        };
      if (prefix === undefined || prefix > 32)
        return {
          changes: [],
          questions: [
            {
              question: `How long is the prefix of ${address[1]} on ${dev}?`,
              choices: [
                `static ip ${address[1]}/24 on ${dev}`,
                `static ip ${address[1]}/16 on ${dev}`,
              ],
            },
          ],
        };
      return {
        changes: [
          add(
            ["networking", "interfaces", dev, "ipv4", "addresses"],
            [{ $attrs: { address: address[1], prefixLength: prefix } }],
          ),
          ...setIf("networking.defaultGateway.address", gateway),
          ...setIf("networking.nameservers", dns?.match(new RegExp(v4, "g")) ?? undefined),
        ],
        notes: [
          ...(gateway ? [] : ["No gateway was named: networking.defaultGateway stays as it is."]),
          `DHCP on ${dev} stays as it is.`,
        ],
      };
    },
  },
  {
    about: new RegExp(
      String.raw`\b(?:mtu|wake[- ]?on[- ]?lan|wol|dhcp)\b.*${nic}|${nic}.*\b(?:mtu|wake[- ]?on[- ]?lan|wol|dhcp)\b`,
      "i",
    ),
    off: true,
    read(words, on) {
      const mtu = words.take(/\bmtu\b/i);
      const wake = words.take(/\b(?:wake[- ]?on[- ]?lan|wol)\b/i);
      const dhcp = words.take(/\b(?:dhcp(?: client)?)\b/i);
      const dev = takeNic(words);
      if (!dev) return undefined;
      const base = ["networking", "interfaces", dev];
      if (mtu) {
        const bytes = words.take(/\b(?:(?:to|of|at|=|is|be) )*(\d{3,5})(?: bytes)?\b/)?.[1];
        return bytes && on ? { changes: [set([...base, "mtu"], Number(bytes))] } : undefined;
      }
      words.take(
        /\b(?:don'?t|do not|no|without|never|disable|stop|turn off|switch off|off|remove)\b/i,
      );
      if (wake) return { changes: [set([...base, "wakeOnLan", "enable"], on)] };
      return dhcp ? { changes: [set([...base, "useDHCP"], on)] } : undefined;
    },
  },
  {
    about: new RegExp(String.raw`\bhosts\b.*${v4}|${v4}.*\bhosts\b|\bresolve\b.*${v4}`, "i"),
    read(words) {
      if (
        !words.take(
          /\b(?:(?:to|in|into) )?(?:the |my )?(?:\/etc\/)?hosts(?: ?file)?\b|\bresolve\b/i,
        )
      )
        return undefined;
      const ip = words.take(new RegExp(String.raw`\b(?:to |as |with )?(${v4})(?=[\s,]|$)`))?.[1];
      const names: string[] = [];
      for (
        let name = words.take(
          /\b(?!(?:add|put|an?|the|to|as|in|into|with|for|entry|point|map|resolve|and)\b)([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*)\b/i,
        );
        name?.[1];
        name = words.take(
          /\b(?!(?:add|put|an?|the|to|as|in|into|with|for|entry|point|map|resolve|and)\b)([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*)\b/i,
        )
      )
        names.push(name[1]);
      words.take(/\b(?:entry|point|map)\b/i);
      return ip && names.length > 0
        ? { changes: [add(["networking", "hosts", ip], names)] }
        : undefined;
    },
  },
  {
    about: /\b(?:ntp|time) ?-?servers?\b/i,
    read(words) {
      const names =
        words.take(
          /\b(?:(?:use|set|change|the|as|my) )*(?:ntp|time) ?-?servers?(?: (?:is|are|to|should be|:|=|be))* ((?:[\w-]+\.)+[\w-]+(?:(?:, and |, | and )(?:[\w-]+\.)+[\w-]+)*)/i,
        )?.[1] ??
        words.take(
          /\b(?:use|set) ((?:[\w-]+\.)+[\w-]+) (?:as|for) (?:the |my )?(?:ntp|time) ?-?servers?\b/i,
        )?.[1];
      return names
        ? { changes: [set("networking.timeServers", names.split(/, and |, | and /))] }
        : undefined;
    },
  },
  {
    about: /\bmac[- ]?address/i,
    read(words) {
      words.take(
        /\b(?:randomi[sz]e(?:d)?|random) (?:the |my )?(?:wifi |wi-fi |wlan )?mac[- ]?addresse?s?\b|\bmac[- ]?addresse?s? random(?:i[sz]ation|i[sz]ing)?\b|\brandom(?:i[sz]ed)? mac[- ]?addresse?s?\b/i,
      );
      const wifi = words.take(
        /\b(?:for |on |of )?(?:the |my )?(?:wifi|wi-fi|wlan|wireless)(?: (?:networks?|connections?|cards?))?\b/i,
      );
      if (words.left() !== "") return undefined;
      return wifi
        ? { changes: [set("networking.networkmanager.wifi.macAddress", "random")] }
        : undefined;
    },
  },
];
