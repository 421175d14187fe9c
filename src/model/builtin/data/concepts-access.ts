import { type Concept, set, toggle } from "./concept.ts";

const ssh = "ssh|sshd|openssh";
const logins =
  "login|logins|log|logging|in|into|access|user|auth|authentication|authenticate|based|remote|allowed|permit|possible|itself|connect|connecting|server|using|remotely";
/** Who gets in: ssh, sudo, logins, users. */
export const accessConcepts: readonly Concept[] = [
  {
    all: ["root|root's", `${ssh}`],
    extra: `${logins}|key|keys|only|password|passwords|with|prohibit-password|key-only`,
    on: ({ words }) => [
      set(
        "services.openssh.settings.PermitRootLogin",
        ["key", "keys", "key-only", "prohibit-password"].some((w) => words.has(w))
          ? "prohibit-password"
          : "yes",
      ),
    ],
    off: ({ words }) => [
      set(
        "services.openssh.settings.PermitRootLogin",
        words.has("password") || words.has("passwords") ? "prohibit-password" : "no",
      ),
    ],
  },
  {
    all: ["root|root's", "login|logins|log"],
    extra: "in|access|direct|remote|remotely|user",
    on: () => [set("services.openssh.settings.PermitRootLogin", "yes")],
    off: () => [set("services.openssh.settings.PermitRootLogin", "no")],
    notes: () => ["Took it for root's login over ssh; root on the console is not touched."],
  },
  {
    all: ["password|passwords|passwordauthentication|password-based|passwd", ssh],
    extra: logins,
    on: () => [set("services.openssh.settings.PasswordAuthentication", true)],
    off: () => [set("services.openssh.settings.PasswordAuthentication", false)],
    notes: (on) =>
      on
        ? []
        : [
            "PAM may still ask for a password: services.openssh.settings.KbdInteractiveAuthentication is a setting of its own.",
          ],
  },
  {
    all: ["password|passwords|passwordauthentication", "auth|authentication"],
    extra: "login|logins",
    on: () => [set("services.openssh.settings.PasswordAuthentication", true)],
    off: () => [set("services.openssh.settings.PasswordAuthentication", false)],
    notes: () => ["Took it for ssh's password authentication."],
  },
  {
    all: ["key|keys|key-only|key-based|pubkey|publickey", "only|key-only|key-based|require", ssh],
    extra: `${logins}|public|allow|accept|permit`,
    on: () => [
      set(
        "services.openssh.settings.PasswordAuthentication",
        false,
        "only keys are left when passwords are off",
      ),
      set(
        "services.openssh.settings.KbdInteractiveAuthentication",
        false,
        "the other way to type a password",
      ),
    ],
  },
  {
    all: [
      "sudo",
      "passwordless|nopasswd|password-less|password|passwords|ask|asking|prompt|prompts",
    ],
    extra:
      "without|no|a|ask|asking|asks|need|needs|prompt|prompts|require|required|requiring|wheel|group|users|rights|access|be|should|not|don't|use|using|for|being|asked|run|admins",
    slots: ["user"],
    on: ({ user, words }) => {
      const without = [
        "passwordless",
        "nopasswd",
        "password-less",
        "without",
        "no",
        "not",
        "don't",
      ].some((w) => words.has(w));
      if (user !== undefined && without)
        return `NixOS has one switch for the whole wheel group, not for ${user} alone (that needs security.sudo.extraRules). Is it meant for everyone in wheel?`;
      return [set("security.sudo.wheelNeedsPassword", !without)];
    },
    off: () => [set("security.sudo.wheelNeedsPassword", true)],
    notes: () => ["This holds for everyone in the group wheel."],
  },
  {
    all: [
      "autologin|auto-login|login|log|logged|logging|sign",
      "autologin|auto-login|auto|automatic|automatically",
    ],
    extra: "in|into|desktop|session|graphical|user|gdm|sddm|lightdm|gnome|plasma",
    slots: ["user"],
    on: ({ user }) =>
      user === undefined
        ? "For which user is the automatic login?"
        : [
            set("services.displayManager.autoLogin.enable", true),
            set("services.displayManager.autoLogin.user", user),
          ],
    off: () => [set("services.displayManager.autoLogin.enable", false)],
  },
  {
    all: ["brute|bruteforce|brute-force|bruteforcing|brute-forcing"],
    extra: `force|forcing|forcers|ssh|sshd|attack|attacks|attackers|attempts|ips|ip|addresses|protect|protection|against|ban|block|stop|${logins}`,
    alwaysOn: true,
    on: () => [
      set("services.fail2ban.enable", true, "fail2ban bans addresses that guess passwords"),
    ],
  },
  { all: ["mutable", "users"], extra: "imperative", ...toggle("users.mutableUsers") },
  {
    all: ["immutable|declarative", "users"],
    extra: "user|management|only|fully",
    on: () => [set("users.mutableUsers", false, "users then come from the configuration alone")],
    off: () => [set("users.mutableUsers", true)],
  },
  {
    all: ["fingerprint"],
    extra: "reader|scanner|sensor|login|unlock|authentication|auth",
    ...toggle("services.fprintd.enable"),
  },
];
