/*
 * Options through which a model could take a machine over. They are offered, and taken, only where the person's own
 * words name them. Policy judges every change again, by its evaluated effect (src/policy).
 */
const guarded =
  /(?:^|\.)(?:hashedPassword|password|initialPassword|initialHashedPassword|hashedPasswordFile|passwordFile|authorizedKeys|authorizedKeysFiles|authorizedKeysCommand|authorizedKeysInHomedir|activationScripts|userActivationScripts|extraActivation|preSwitchChecks|trusted-users|trusted-public-keys|extra-trusted-public-keys|substituters|extra-substituters|trusted-substituters|post-build-hook|access-tokens|require-sigs|sandbox|extraRules|extraConfig|extraCommands|extraStopCommands|script|preStart|postStart|preStop|postStop|reload|startAt|[sS]hellInit|interactiveShellInit|loginShellInit|extraInit|ExecStart\w*|ExecStop\w*|ExecReload|overlays|packageOverrides|permittedInsecurePackages|kernelPatches|extraSystemBuilderCmds|replaceDependencies|PermitEmptyPasswords|PermitRootLogin|wheelNeedsPassword|allowNoPasswordLogin|autologinUser|extraBuilderCommands|buildMachines|certificateFiles|certificates)(?:\.|$)|^(?:security\.(?:sudo|sudo-rs|doas|pam|polkit|wrappers|pki)|users\.users\.root|boot\.(?:kernelParams|initrd)|system\.(?:activationScripts|build|switch)|environment\.etc|systemd\.(?:services|units|timers|user|tmpfiles)|nixpkgs\.overlays|sops|age|vault|disko|fileSystems|services\.(?:cron|agentix)|assertions|warnings|_module|disabledModules)(?:\.|$)/;

/** Whether an option is one of those; `path` as showPath writes it. */
export function isGuarded(path: string): boolean {
  return guarded.test(path.replaceAll('"', ""));
}
