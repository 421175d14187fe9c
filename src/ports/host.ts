/** Facts on the machine agentix runs on; null where it is no NixOS host. */
export interface HostState {
  readonly name: string;
  readonly bootedIsCurrent: boolean;
  readonly failedUnits: readonly string[];
  readonly rebootNeeded: boolean;
  readonly generations: number;
}
