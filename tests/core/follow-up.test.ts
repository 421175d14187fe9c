import { describe, expect, it } from "vitest";
import { addressed, meant } from "../../src/core/follow-up.ts";

describe("words while a proposal is open", () => {
  it.each([
    "no, only on web1",
    "not on nas1",
    "also on db1",
    "use port 8443 instead",
    "use 8443",
    "without the firewall",
    "and add htop",
    "actually, make it 9000",
    "set it to false",
    "only on web1",
    "not this one",
  ])("a change of it: %s", (text) => expect(meant(text)).toBe("follow-up"));

  it.each([
    "enable tailscale",
    "open port 80",
    "use podman",
    "install htop on web1",
    "which ports are open?",
    "is ssh on",
    "I want a web server",
    "services.nginx.enable = true",
  ])("a goal of its own: %s", (text) => expect(meant(text)).toBe("goal"));

  it.each(["htop", "on web1", "no root login over ssh", "web1"])("asked about: %s", (text) =>
    expect(meant(text)).toBe("unclear"),
  );

  it("may say themselves what they are about", () => {
    expect(addressed("p3: on web1")).toEqual({ to: "p3", words: "on web1" });
    expect(addressed("New: htop")).toEqual({ to: "new", words: "htop" });
    expect(addressed("web1: enable htop")).toBeNull();
  });
});
